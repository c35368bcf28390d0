"""Amounts: exact, whatever comes."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

from hypothesis import given
from hypothesis import strategies as st

from xl_addin.sandbox.izi.amounts import invoice_total, item_total, number

NUMBERS = st.decimals(0, 10**12 - 1, allow_nan=False, allow_infinity=False, places=18)
CENTS = st.integers(0, 10**14 - 1).map(lambda cents: Decimal(cents).scaleb(-2))


def half_up(exact: Fraction) -> Fraction:
    """A positive amount, rounded to cents."""
    return Fraction(floor(exact * 100 + Fraction(1, 2)), 100)


@given(quantity=NUMBERS, price=NUMBERS)
def test_an_items_total_is_the_product_rounded_once(quantity: Decimal, price: Decimal) -> None:
    """Compared with fractions, which lose nothing."""
    assert Fraction(item_total(quantity, price)) == half_up(Fraction(quantity) * Fraction(price))


@given(totals=st.lists(CENTS, max_size=60), discount=CENTS)
def test_an_invoices_total_is_the_sum_less_the_discount(totals: list[Decimal], discount: Decimal) -> None:
    """To the cent, below zero too: the refusal is another's work."""
    assert Fraction(invoice_total(totals, discount)) == sum(map(Fraction, totals)) - Fraction(discount)


@given(amount=CENTS)
def test_an_amount_survives_as_a_json_number(amount: Decimal) -> None:
    """A double that a reader makes of it loses no cent; a whole amount has no point."""
    written = repr(number(amount))
    assert Decimal(written) == amount
    assert ("." in written) == (amount % 1 != 0)
