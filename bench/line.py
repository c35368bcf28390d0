"""A line of the table: what is measured, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.figure import Figure
from bench.rounds import Rounds
from bench.sizes import Sizes


@dataclass(frozen=True, slots=True)
class Table:
    """A table for the document, its cells as they are shown."""

    headers: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a line found.

    Attributes:
        figures: Those with a goal stand in the document's first table.
        sides: What they were made from: side to what it measured in each round.
        table: What has no single figure.
        notes: What was seen on the way and no figure tells.
    """

    figures: Sequence[Figure] = ()
    sides: Mapping[str, Rounds] = field(default_factory=dict)
    table: Table | None = None
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table.

    Attributes:
        name: Chooses it on the command line.
        title: For people.
        how: What stands beside what, and what the clock covers.
        measure: Does it, in a folder of its own that goes away afterwards.
        limit: What stands in the way; told where a goal is missed.
    """

    name: str
    title: str
    how: str
    measure: Callable[[Sizes, Path], Finding]
    limit: str = ""
