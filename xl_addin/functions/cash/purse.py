"""All money of one currency, day by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from xl_addin.functions.cash.system import Flow

ZERO = Decimal("0.00")
Day = tuple[date, Decimal, Decimal, Decimal, Decimal]
"""Day, opening balance, inflows, outflows, closing balance."""


@dataclass(slots=True)
class Purse:
    """What is there, what comes and what goes.

    Attributes:
        held: Today's position.
        come: What comes, by day.
        go: What goes, by day; above zero.
        lacks: Something of it could not be brought: none of its figures is to be shown.
    """

    held: Decimal = ZERO
    come: defaultdict[date, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    go: defaultdict[date, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    lacks: bool = False

    def expect(self, flow: Flow) -> None:
        """Money comes, or goes."""
        if flow.amount >= 0:
            self.come[flow.day] += flow.amount
        else:
            self.go[flow.day] -= flow.amount

    def days(self, first: date, last: date) -> Iterator[Day]:
        """Each day; what is before the first one is in its opening balance."""
        before = [day for day in {*self.come, *self.go} if day < first]
        opening = self.held + sum((self.come[day] - self.go[day] for day in before), ZERO)
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            come, go = self.come.get(day, ZERO), self.go.get(day, ZERO)
            yield day, opening, come, go, opening + come - go
            opening += come - go
