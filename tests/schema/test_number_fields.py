"""Quantities and unit prices keep every decimal, or are refused with what is wrong."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal

import pytest
from cells import CELLS, ENGLISH, LOOK, PORTUGUESE, unfit
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.schema.fields import NumberField, PriceField
from xl_addin.schema.problem import Unfit
from xl_addin.schema.reading import READINGS
from xl_addin.workbook.port import CellValue

QUANTITY = NumberField(**LOOK)
PRICE = PriceField(**LOOK, zero=True, currency=("Bs.", "Bs", "BOB"))


@st.composite
def numbers(draw: st.DrawFn) -> Decimal:
    """Numbers above zero that a spreadsheet keeps: fifteen digits, at most ten of them decimals."""
    places = draw(st.integers(0, 10))
    digits = draw(st.integers(1, 10 ** min(15, 13 + places) - 1))
    return Decimal(digits).scaleb(-places)


@given(numbers())
def test_a_number_cell_is_exact(number: Decimal) -> None:
    """13 times 0.3333333333 is computed with just that price, not with a rounded one."""
    assert QUANTITY.read(number, ENGLISH) == number
    assert PRICE.read(number, PORTUGUESE) == number


@given(numbers())
def test_a_number_shown_reads_back(number: Decimal) -> None:
    """What the journal keeps of a quantity is that quantity, without exponent and spare zeros."""
    value = QUANTITY.read(number, ENGLISH)
    shown = QUANTITY.show(value)
    assert "E" not in shown
    assert not ("." in shown and shown.endswith("0"))
    assert QUANTITY.read(Decimal(shown), ENGLISH) == value


@given(numbers(), st.sampled_from([",", "."]))
def test_a_typed_number_is_that_number_or_asked_about(number: Decimal, mark: str) -> None:
    """A text is never read as another number; three digits behind a mark may be thousands, so it is asked."""
    text = format(number, "f").replace(".", mark)
    places = len(text.partition(mark)[2])
    for reading in READINGS.values():
        if places == 3 and len(text) <= 7:
            with pytest.raises(Unfit) as caught:
                QUANTITY.read(text, reading)
            assert caught.value.reason == "number_ambiguous"
        else:
            assert QUANTITY.read(text, reading) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,5678", "1234.5678"),
        ("1,234.5678", "1234.5678"),
        ("1 234,5678", "1234.5678"),
        ("Bs 12,3456", "12.3456"),
        ("12.3456 Bs.", "12.3456"),
        ("BOB 0,0005", "0.0005"),
        (".12345", None),
        ("0,10", "0.1"),
        ("13,00", "13"),
        ("0", "0"),
    ],
)
def test_a_price_is_read_as_it_is_written(text: str, number: str | None) -> None:
    """A price of four decimals may have thousands, blanks and the boliviano around it."""
    for reading in READINGS.values():
        if number is None:
            with pytest.raises(Unfit) as caught:
                PRICE.read(text, reading)
            assert caught.value.reason == "number_unreadable"
        else:
            assert PRICE.read(text, reading) == Decimal(number)


@given(numbers(), st.sampled_from(["-{}", "({})", "{}-", "\u2212{}", "Bs -{}"]))
def test_less_than_nothing_is_not_sold(number: Decimal, minus: str) -> None:
    """A negative quantity or price is refused, in a number cell and in every way of writing a minus."""
    text = minus.format(format(number, "f").replace(".", ","))
    assert unfit(PRICE, -number) == "amount_negative"
    assert unfit(QUANTITY, -number) == "amount_not_positive"
    assert unfit(PRICE, text) in ("amount_negative", "number_ambiguous")


@pytest.mark.parametrize("zero", [Decimal(0), Decimal("-0.00"), "0", "0,00"])
def test_a_price_may_be_zero_and_a_quantity_not(zero: CellValue) -> None:
    """A gift has a price of zero; zero pieces of it are no item."""
    assert str(PRICE.read(zero, ENGLISH)) == "0"
    assert unfit(QUANTITY, zero) == "amount_not_positive"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (Decimal("0.333333333333333"), "number_decimals"),
        ("0.33333333333", "number_decimals"),
        (Decimal("1E-11"), "number_decimals"),
        (Decimal("1E+13"), "amount_too_large"),
        ("12345678901234", "amount_too_large"),
        (Decimal("1E+15"), "amount_too_large"),
        (Decimal("1234567890123.125"), "number_too_long"),
        ("123456789.1234567", "number_too_long"),
        ("12 34", "number_unreadable"),
        ("R$ 12,50", "number_unreadable"),
        ("twelve", "number_unreadable"),
        ("1,234", "number_ambiguous"),
        (True, "number_unreadable"),
        (datetime(2026, 11, 30), "number_is_date"),
        (time(12), "number_is_date"),
    ],
)
def test_a_cell_without_a_number_is_refused(cell: CellValue, reason: str) -> None:
    """TRUE is not one piece, a date is not forty thousand, and nothing is rounded."""
    assert unfit(PRICE, cell) == reason


def test_nearly_one_is_not_one() -> None:
    """A text with more digits than are kept is refused, though rounding would make it short."""
    assert unfit(NumberField(**LOOK, decimals=40), "0." + "9" * 32) == "number_too_long"


@given(CELLS)
def test_every_number_read_is_short_enough_to_be_exact(cell: CellValue) -> None:
    """Whatever a cell holds, a number taken from it has no digit that a spreadsheet would lose."""
    try:
        value = PRICE.read(cell, ENGLISH)
    except Unfit:
        return
    if value is not None:
        assert len(value.as_tuple().digits) <= 15
        assert not isinstance(cell, Decimal) or value == cell
