"""Copies an XML part while single pieces of it are replaced; every other byte stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NoReturn
from xml.parsers import expat

from xl_addin.workbook.limits import Limits
from xl_addin.workbook.markup import Source
from xl_addin.workbook.refusals import Unreadable, damaged

CHUNK = 1 << 16

_TAG = re.compile(rb"""<([^\s/>"']+)(?:[^>"']|"[^"]*"|'[^']*')*+>""")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=>/"']+)\s*=\s*("[^"]*"|'[^']*')""")


class Splice:
    """One part on its way from the old file to the new one.

    Subclasses override `opened` and `closed` and call `replace` from there, from left to right. Names are
    `namespace local`. They set `settled` to the offset before which nothing will be replaced any more.

    Attributes:
        depth: Elements open at this moment; 1 inside the outermost.
        settled: Bytes before this offset may leave; None for all that were read.
        ascii: The part says that it has no other characters.
    """

    def __init__(self, limits: Limits, held: int | None = None) -> None:
        """Prepares a splice.

        Args:
            limits: How much is read.
            held: Bytes that may wait for being settled; a row's worth unless given.
        """
        self.depth = 0
        self.settled: int | None = 0
        self.ascii = False
        self._limits = limits
        self._held = held or limits.span
        self._buffer = bytearray()
        self._base = 0
        self._copied = 0
        self._ready: list[bytes] = []
        self._part = ""
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.XmlDeclHandler = self._declare

    def copy(self, source: Source) -> Iterator[bytes]:
        """The part's new bytes, in pieces."""
        self._part = source.part
        while chunk := source.read(CHUNK):
            source.restart()
            self._buffer += chunk
            self._parser.Parse(chunk, False)
            yield self._leave(self.settled)
            if len(self._buffer) > self._held + CHUNK:
                raise Unreadable("span", part=self._part, limit=self._held)
        self._parser.Parse(b"", True)
        yield self._leave(None)

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def closed(self, name: str) -> None:
        """An element ends."""

    @property
    def position(self) -> int:
        """The offset of the tag that is being told of; after it, for the end of an empty element."""
        return self._parser.CurrentByteIndex

    def replace(self, start: int, end: int, new: bytes) -> None:
        """Puts `new` where the bytes from `start` to `end` were."""
        assert start >= self._copied, "pieces are replaced from left to right"
        self._ready += [self.piece(self._copied, start), new]
        self._copied = end

    def piece(self, start: int, end: int) -> bytes:
        """Bytes of the part that have not left yet."""
        return bytes(self._buffer[start - self._base : end - self._base])

    def tag(self, start: int) -> bytes:
        """The start tag at an offset, as it is spelled."""
        match = _TAG.match(self._buffer, start - self._base)
        if match is None:
            raise damaged(f"its part {self._part} has a tag that cannot be read")
        return match[0]

    def end(self, start: int) -> tuple[int, int]:
        """Where the content of the element that ends now stops, and where the element does.

        For an empty element both are the end of its only tag.

        Args:
            start: Where it began.
        """
        here = self.position
        closing = b"</" + tag_name(self.tag(start))
        rest = self.piece(here, here + len(closing) + 1)
        if not rest.startswith(closing) or rest[-1:] not in b"> \t\r\n":
            return here, here
        return here, self._base + self._buffer.index(b">", here - self._base) + 1

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > self._limits.depth:
            raise Unreadable("depth", part=self._part, limit=self._limits.depth)
        self.opened(name, attributes)

    def _close(self, name: str) -> None:
        self.closed(name)
        self.depth -= 1

    def _declare(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self.ascii = "ASCII" in (encoding or "").upper()

    def _refuse_doctype(self, *_: object) -> NoReturn:
        raise Unreadable("doctype", part=self._part)

    def _leave(self, until: int | None) -> bytes:
        """Lets go of everything before an offset, and of all that was replaced."""
        until = self._base + len(self._buffer) if until is None else until
        if until > self._copied:
            self._ready.append(self.piece(self._copied, until))
            self._copied = until
        done = b"".join(self._ready)
        self._ready.clear()
        del self._buffer[: until - self._base]
        self._base = until
        return done


def tag_name(tag: bytes) -> bytes:
    """The name in a start tag, with its prefix."""
    match = _TAG.match(tag)
    assert match is not None
    return match[1]


def prefix(tag: bytes) -> bytes:
    """The prefix in a start tag with its colon; empty when it has none.

    >>> prefix(b"<x:row r='1'>")
    b'x:'
    """
    head, colon, _ = tag_name(tag).rpartition(b":")
    return head + colon


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """The start tag with an attribute set, all else as it was.

    >>> with_attribute(b'<row r="1" spans="1:2"/>', "spans", "1:9")
    b'<row r="1" spans="1:9"/>'
    """
    quoted = f'"{value}"'.encode()
    start = 1 + len(tag_name(tag))
    place = start
    while match := _ATTRIBUTE.match(tag, place):
        if match[1] == name.encode():
            return tag[: match.start(2)] + quoted + tag[match.end(2) :]
        place = match.end()
    return tag[:start] + f" {name}=".encode() + quoted + tag[start:]
