"""How many, and how much of each currency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from xl_addin.texts.figures import exact


class Amount(Protocol):
    """Anything that has an amount in a currency."""

    @property
    def amount(self) -> Decimal:
        """Exact."""

    @property
    def currency(self) -> str:
        """ISO 4217."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Of some transfers.

    Attributes:
        count: How many they are.
        sums: Currency to sum, in the currencies' alphabetical order.
    """

    count: int
    sums: tuple[tuple[str, Decimal], ...]

    def __str__(self) -> str:
        """As in `200 / 184,322.10 EUR`."""
        return " / ".join([str(self.count), *(f"{exact(total)} {code}" for code, total in self.sums)])


def totals(transfers: Iterable[Amount]) -> Totals:
    """Counts and adds."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    count = 0
    for transfer in transfers:
        count += 1
        sums[transfer.currency] += transfer.amount
    return Totals(count, tuple(sorted(sums.items())))
