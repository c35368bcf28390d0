"""A file's XML, opened without trust: no document type, no entities, no network, a few megabytes at most."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from lxml import etree

from xl_addin.errors import PaymentFileError
from xl_addin.texts import say

LARGEST = 5 * 1024 * 1024
"""Bytes: about eight thousand transfers."""
MOST_ELEMENTS = 200_000
"""A real element takes 40 bytes and more; a tree of tiny ones takes a hundred times its file's size."""
LONGEST = 140
"""Characters of the longest text that we read (`Max140Text`)."""
FIRST, LAST = "03", "12"
"""Versions of pain.001.001. What we read of them differs in two names: `BIC` and `ReqdExctnDt`."""

_NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"
_VERSION = re.compile(re.escape(_NAMESPACE) + r"pain\.001\.001\.(\d\d)")
_DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']""")
_EBCDIC = b"\x4c\x6f\xa7\x94"
"""`<?xml`, which the parser would recognize."""
_UTF8_MARK = b"\xef\xbb\xbf"
_ENCODINGS = {"UTF-8", "UTF8", "US-ASCII", "ASCII", "ISO-8859-1", "ISO-8859-15", "WINDOWS-1252"}
"""ISO 20022 wants UTF-8. In none of these can a document type hide from a search for its letters."""


@dataclass(frozen=True, slots=True)
class Node:
    """An element, and the file it is in, so that every complaint names its place.

    Children are looked up by their names in the document's own namespace; what stands beside them is ignored.
    """

    file: str
    element: etree._Element

    @property
    def name(self) -> str:
        """The element's name without its namespace."""
        return etree.QName(self.element).localname

    @property
    def line(self) -> int:
        """Where the element begins in the file."""
        return cast("int", self.element.sourceline)

    def all(self, name: str) -> list[Node]:
        """The children of that name."""
        namespace = etree.QName(self.element).namespace
        return [Node(self.file, child) for child in self.element.findall(f"{{{namespace}}}{name}")]

    def maybe(self, *path: str) -> Node | None:
        """The one element at the end of the path, or None.

        Raises:
            PaymentFileError: There are two, and so nobody knows which is meant.
        """
        node = self
        for name in path:
            found = node.all(name)
            if len(found) > 1:
                raise refusal(say("files.doubled_element", file=self.file, element=name, line=found[1].line))
            if not found:
                return None
            node = found[0]
        return node

    def only(self, *path: str) -> Node:
        """The one element at the end of the path.

        Raises:
            PaymentFileError: There is none, or two.
        """
        node = self.maybe(*path)
        if node is None:
            raise self.lacks("/".join(path))
        return node

    def text(self, *path: str) -> str:
        """The text of the one element at the end of the path, without blanks around it.

        Raises:
            PaymentFileError: There is no such element, it is blank, too long, or holds more than text.
        """
        return self.only(*path).own_text()

    def maybe_text(self, *path: str) -> str:
        """As `text`, but empty where there is no such element.

        Raises:
            PaymentFileError: As `text`.
        """
        node = self.maybe(*path)
        return node.own_text() if node else ""

    def own_text(self) -> str:
        """The element's text.

        Raises:
            PaymentFileError: As `text`.
        """
        text = (self.element.text or "").strip()
        if not text or len(self.element):
            raise self.wrong(text)
        if len(text) > LONGEST:
            raise self._too_long(len(text))
        return text

    def wrong(self, value: str) -> PaymentFileError:
        """The error that this element's value means nothing."""
        shown = value[:LONGEST]
        return refusal(
            say("files.wrong_value", file=self.file, line=self.line, element=self.name, value=shown)
        )

    def lacks(self, name: str) -> PaymentFileError:
        """The error that an element is not there."""
        return refusal(
            say("files.no_element", file=self.file, line=self.line, element=name, parent=self.name)
        )

    def _too_long(self, length: int) -> PaymentFileError:
        sentence = say(
            "files.long_text",
            file=self.file,
            line=self.line,
            element=self.name,
            length=length,
            longest=LONGEST,
        )
        return refusal(sentence)


def refusal(message: str) -> PaymentFileError:
    """The error about a file that nobody should sign by."""
    return PaymentFileError(message, hint=say("files.refused_hint"))


def opened(content: bytes, file: str) -> Node:
    """The message inside a pain.001 document (`CstmrCdtTrfInitn`).

    Args:
        content: The file's bytes.
        file: What people call it.

    Raises:
        PaymentFileError: It is too large, no XML, hostile, or another kind of document.
    """
    _check_bytes(content, file)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise refusal(say("files.not_xml", file=file, reason=_first_words(error))) from None
    return _message(Node(file, root))


def _check_bytes(content: bytes, file: str) -> None:
    """Refuses what should not reach the parser."""
    if len(content) > LARGEST:
        raise refusal(say("files.too_large", file=file, size=len(content), limit=LARGEST))
    if encoding := _foreign_encoding(content):
        raise refusal(say("files.encoding", file=file, encoding=encoding))
    if b"<!DOCTYPE" in content:
        raise refusal(say("files.doctype", file=file))
    if content.count(b"<") > 2 * MOST_ELEMENTS:
        raise refusal(say("files.too_many", file=file, limit=MOST_ELEMENTS))


def _foreign_encoding(content: bytes) -> str:
    """The encoding's name where it is not one that we read; else empty."""
    if b"\0" in content[:4] or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    if content.startswith(_EBCDIC):
        return "EBCDIC"
    declared = _DECLARED.match(content.removeprefix(_UTF8_MARK))
    name = declared[1].decode("ascii", "replace") if declared else "UTF-8"
    return "" if name.upper() in _ENCODINGS else name[:LONGEST]


def _message(root: Node) -> Node:
    """The message, when the document is a pain.001 of a version that we read."""
    namespace = etree.QName(root.element).namespace or ""
    version = _VERSION.fullmatch(namespace)
    if root.name != "Document" or not version or not FIRST <= version[1] <= LAST:
        kind = namespace.removeprefix(_NAMESPACE) or root.name
        raise refusal(say("files.kind", file=root.file, kind=kind[:LONGEST], first=FIRST, last=LAST))
    return root.only("CstmrCdtTrfInitn")


def _first_words(error: etree.XMLSyntaxError) -> str:
    """What the parser says, without its advice to programmers."""
    return str(error.msg).partition("\n")[0].partition(", use ")[0].rstrip(".")
