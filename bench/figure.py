"""A measured figure, its spread, and the goal it is held to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure.

    Attributes:
        what: What it says, in a few words.
        values: One for each round.
        unit: Behind the number: "x" for a ratio, "ms", "MiB", or nothing for a count.
        goal: At most so much; None where the figure only explains.
    """

    what: str
    values: Sequence[float]
    unit: str = "x"
    goal: float | None = None

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.values)

    @property
    def reached(self) -> bool:
        """Whether the median keeps to the goal."""
        return self.goal is None or self.middle <= self.goal


def ratio(what: str, ours: Sequence[float], theirs: Sequence[float], goal: float | None = None) -> Figure:
    """Ours over theirs, round by round."""
    return Figure(what, [one / other for one, other in zip(ours, theirs, strict=True)], goal=goal)


def to_bound(what: str, ours: Sequence[float], bound: float, goal: float | None = None) -> Figure:
    """Ours over what no program could be faster than."""
    return Figure(what, [one / bound for one in ours], goal=goal)
