"""Columns of text, of names and of words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xl_addin.schema.fields.base import Field, as_text
from xl_addin.schema.problem import Unfit
from xl_addin.schema.reading import Reading
from xl_addin.workbook.port import CellValue

LONGEST_TEXT = 32_767
"""Characters that fit into one cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField(Field):
    """Free text, kept to the letter: nothing is trimmed, nothing becomes a formula."""

    longest: int = LONGEST_TEXT

    def _value(self, cell: CellValue, reading: Reading) -> str:
        return self._fitting(as_text(cell))

    def _fitting(self, text: str) -> str:
        if len(text) > self.longest:
            raise Unfit("too_long", longest=self.longest, length=len(text))
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class NameField(TextField):
    """A name that the service knows by an id; `source` says in which list."""

    source: str

    def _value(self, cell: CellValue, reading: Reading) -> str:
        return as_text(cell).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class TagsField(Field):
    """Words separated by commas or semicolons; blanks around them do not count."""

    def _value(self, cell: CellValue, reading: Reading) -> tuple[str, ...]:
        return split(as_text(cell))

    def show(self, value: Any) -> str:
        """The words with a comma between them."""
        return ", ".join(value or ())


def split(text: str) -> tuple[str, ...]:
    """The words between commas or semicolons, each once."""
    words = text.replace(";", ",").split(",")
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))
