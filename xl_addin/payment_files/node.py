"""An element of a payment file, asked for its children and texts; every complaint names file and line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from lxml import etree

from xl_addin.errors import PaymentFileError
from xl_addin.texts import say

LONGEST = 140
"""Characters of the longest text that we read (`Max140Text`)."""


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
