"""Amounts in bolivianos, exact: what an item and an invoice cost.

Assumed, as the document has whole numbers only: an item's total is rounded to cents, half away from zero,
and the invoice's total is the sum of what its items show, less the discount.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

_EXACT = Context(prec=200, rounding=ROUND_HALF_UP)
_CENT = Decimal("0.01")
LIMIT = Decimal(10) ** 12
"""Below it, a JSON number tells every cent apart, even to those who read it into a double."""


def item_total(quantity: Decimal, unit_price: Decimal) -> Decimal:
    """What an item costs, in cents' precision."""
    with localcontext(_EXACT):
        return (quantity * unit_price).quantize(_CENT)


def invoice_total(item_totals: Iterable[Decimal], discount: Decimal) -> Decimal:
    """What is to be paid, in cents' precision; negative when the discount is the larger one."""
    with localcontext(_EXACT):
        return (sum(item_totals, Decimal()) - discount).quantize(_CENT)


def number(value: Decimal) -> int | float:
    """A JSON number as JavaScript writes it: `169`, not `169.0`."""
    return int(value) if value == value.to_integral_value() else float(value)
