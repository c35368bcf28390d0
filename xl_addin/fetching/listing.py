"""A list of a service as a table: columns that know their kind, and rows of plain values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from xl_addin.texts import say


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a short list, such as a status: people read it in their language, programs read its code.

    Attributes:
        key: Of `texts`; its end is the code.
    """

    key: str

    def __str__(self) -> str:
        return say(self.key)

    @property
    def code(self) -> str:
        """The same in every language.

        >>> Word("status.in_doubt").code
        'in_doubt'
        """
        return self.key.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class NotKnown:
    """A figure that could not be brought: an error in a cell, so that no sum over it is short in silence."""

    code: ClassVar[str] = "#N/A"

    def __str__(self) -> str:
        return self.code


Value = str | int | bool | Decimal | date | datetime | Word | NotKnown | None


class Kind(StrEnum):
    """What a column holds, which decides its format.

    IDENTIFIER is a number that nobody adds up, such as an id: it is written as text, so that no
    spreadsheet rounds it.
    """

    TEXT = "text"
    AMOUNT = "amount"
    COUNT = "count"
    PERCENT = "percent"
    DAY = "day"
    MOMENT = "moment"
    YES_NO = "yes_no"
    IDENTIFIER = "identifier"


_NO_LETTERS = re.compile(r"[^a-z0-9]+")
NUMERIC = frozenset({Kind.AMOUNT, Kind.COUNT, Kind.PERCENT})
"""Kinds whose cells are numbers and stand to the right."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a listing.

    Attributes:
        header: In English; `title` is what people read.
        kind: What it holds.
        width: In characters.
    """

    header: str
    kind: Kind = Kind.TEXT
    width: int = 16

    @property
    def numeric(self) -> bool:
        """Whether it stands to the right."""
        return self.kind in NUMERIC

    @property
    def title(self) -> str:
        """The header in the language in use."""
        return say(f"columns.{_key(self.header)}")

    @property
    def name(self) -> str:
        """For programs: the key in JSON."""
        return self.header.lower().replace(" ", "_")


@dataclass(frozen=True, slots=True)
class Listing:
    """A table.

    Attributes:
        title: What it is called, in English.
        columns: In order.
        rows: One value a column each.
        notes: What a reader must know about the figures.
        failed: How many of its rows are things that could not be brought.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    notes: Sequence[str] = ()
    failed: int = 0

    @property
    def sheet(self) -> str:
        """The name of its sheet, in the language in use."""
        return say(f"lists.{_key(self.title)}")


@dataclass(frozen=True, slots=True)
class Query:
    """What of a list is wanted.

    Attributes:
        account: An account's or card's name; None is all.
        start: First day; None is the list's own default.
        end: Last day; None likewise.
    """

    account: str | None = None
    start: date | None = None
    end: date | None = None


def _key(english: str) -> str:
    """Where the catalogues have a header or a title."""
    return _NO_LETTERS.sub("_", english.lower())
