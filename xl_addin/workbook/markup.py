"""XML parts read as a stream: no entities, no document types, no more memory than a row needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import IO

from lxml import etree

from xl_addin.workbook.limits import Limits
from xl_addin.workbook.refusals import Unreadable

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespace of sheets: as Excel writes it, and as Strict Open XML does."""

RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
"""The namespace of `r:id`, likewise."""

POINTING = ("http://schemas.openxmlformats.org/package/2006/relationships",)
"""The namespace of what says where a part points; Strict Open XML has the same."""

_CHUNK = 1 << 16
_DOCTYPE = b"<!DOCTYPE"
_DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']""")
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_TRUE = {"1", "true", "on"}


class Source:
    """A part's bytes on their way into a parser, looked at as they pass.

    Attributes:
        part: The part's name, for messages.
    """

    def __init__(self, raw: IO[bytes], part: str, limits: Limits) -> None:
        self.part = part
        self._raw = raw
        self._limits = limits
        self._passed = 0
        self._tail: bytes | None = None

    def read(self, size: int = -1) -> bytes:
        """The next bytes.

        Raises:
            Unreadable: "encoding", "doctype", or "span" when too many passed since `restart`.
        """
        chunk = self._raw.read(size)
        if self._tail is None:
            self._check_encoding(chunk)
        seen = (self._tail or b"") + chunk
        if _DOCTYPE in seen:
            raise Unreadable("doctype", part=self.part)
        self._tail = seen[-len(_DOCTYPE) :]
        self._passed += len(chunk)
        if self._passed > self._limits.span:
            raise Unreadable("span", part=self.part, limit=self._limits.span)
        return chunk

    def restart(self) -> None:
        """Something was read and forgotten: what follows counts anew."""
        self._passed = 0

    def drain(self) -> None:
        """Reads on to the end, where the zip's checksum tells whether all that came was sound."""
        while self._raw.read(_CHUNK):
            continue

    def close(self) -> None:
        """Closes the part."""
        self._raw.close()

    def __enter__(self) -> Source:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _check_encoding(self, head: bytes) -> None:
        """Other encodings could hide a document type; nobody writes workbooks in them."""
        if head.startswith(_UTF16):
            raise Unreadable("encoding", part=self.part, encoding="UTF-16")
        declared = _DECLARED.match(head.removeprefix(b"\xef\xbb\xbf"))
        name = declared[1].decode("ascii", "replace") if declared else "UTF-8"
        if name.upper() not in {"UTF-8", "UTF8", "US-ASCII", "ASCII"}:
            raise Unreadable("encoding", part=self.part, encoding=name)


def elements(source: Source, *names: str, namespaces: Sequence[str] = MAIN) -> Iterator[etree._Element]:
    """The elements of these names, complete, in the order in which they end.

    An element and all before it are forgotten when the next is asked for. Elements of other namespaces, which
    Excel passes over where it does not know them, are none of these.
    """
    events = etree.iterparse(
        source,
        events=("end",),
        tag=tuple(f"{{{namespace}}}{name}" for namespace in namespaces for name in names),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    for _, element in events:
        yield element
        parent = element.getparent()
        if parent is None:
            continue
        element.clear(keep_tail=True)
        while element.getprevious() is not None:
            del parent[0]
        source.restart()


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def namespace(element: etree._Element) -> str:
    """An element's namespace in braces, as it stands before its children's names."""
    return str(element.tag).rpartition("}")[0] + "}"


def is_true(text: str | None) -> bool:
    """Whether an XML attribute says yes."""
    return text in _TRUE


def whole(text: str | None, default: int | None = None) -> int:
    """The number in an XML attribute.

    Raises:
        Unreadable: It is missing and has no default, or is no whole number of a sane size.
    """
    if text is None and default is not None:
        return default
    if text is None or not (text.isascii() and text.isdecimal()) or len(text) > 10:
        raise Unreadable("damaged", reason=f"a number reads {text!r:.30}")
    return int(text)
