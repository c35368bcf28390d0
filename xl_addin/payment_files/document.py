"""A file's XML, opened without trust: no document type, no entities, no network, a few megabytes at most."""

from __future__ import annotations

import re

from lxml import etree

from xl_addin.payment_files.node import LONGEST, Node, refusal
from xl_addin.texts import say

LARGEST = 5 * 1024 * 1024
"""Bytes: about eight thousand transfers."""
MOST_ELEMENTS = 200_000
"""A real element takes 40 bytes and more; a tree of tiny ones takes a hundred times its file's size."""
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
