"""Tells of one template's rows what the service has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Record = Mapping[str, Any]
State = Mapping[str, list[Record]]
Facts = dict[str, object]


@dataclass(frozen=True, slots=True)
class Witness:
    """How the rows of a template are held against a system's part of the sandbox's `GET /state`.

    Attributes:
        system: The part's name.
        kind: The list in it that rows become records of.
        amount: What a row comes to, and in which currency; None where rows are no money.
        facts: What a row means, and what its record says, under the same names.
        key: The row's key in a record's mark; blank where a record has none. None where the service has
            no marks.
        parts: How many records a row's mark stands in; None where that cannot be told.
        from_rows_alone: Every record of the list is from a row.
    """

    system: str
    kind: str
    amount: Callable[[Mapping[str, Any]], tuple[Decimal, str]] | None
    facts: Callable[[Mapping[str, Any], Record, State], tuple[Facts, Facts]]
    key: Callable[[Record], str] | None = None
    parts: Callable[[Mapping[str, Any]], int | None] = lambda _values: 1
    from_rows_alone: bool = False
