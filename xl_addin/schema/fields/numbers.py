"""Columns of numbers that are no money: counts, quantities, and prices of one unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import Any, ClassVar

from xl_addin.schema.fields.amounts import check_currency, check_sign
from xl_addin.schema.fields.base import MOST_DIGITS, Field, shown
from xl_addin.schema.problem import Unfit
from xl_addin.schema.reading import Reading
from xl_addin.values import money
from xl_addin.workbook.port import CellValue

_DECIMALS = re.compile(r"(.*)[.,](\d+)\D*", re.DOTALL)
_REASONS = {
    "unreadable": "number_unreadable",
    "ambiguous": "number_ambiguous",
    "too_large": "amount_too_large",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CountField(Field):
    """A whole number within bounds."""

    least: int
    most: int

    number_format: ClassVar[str] = "0"

    def _value(self, cell: CellValue, reading: Reading) -> int:
        if isinstance(cell, str) and cell.strip().isascii() and cell.strip().isdigit():
            number = Decimal(cell.strip())
        elif isinstance(cell, Decimal):
            number = cell
        else:
            raise Unfit("count", value=shown(cell), least=self.least, most=self.most)
        if number != number.to_integral_value() or not self.least <= number <= self.most:
            raise Unfit("count", value=shown(cell), least=self.least, most=self.most)
        return int(number)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberField(Field):
    """A number above zero that keeps its decimals; its value has none that say nothing: 1.5, not 1.50.

    Attributes:
        decimals: How many decimals it may have.
        zero: Zero is taken too.
        currency: How the column's own currency may be written in text.
    """

    decimals: int = 10
    zero: bool = False
    currency: tuple[str, ...] = ()

    number_format: ClassVar[str] = "General"

    def show(self, value: Any) -> str:
        """The number with its digits written out."""
        return "" if value is None else format(value, "f")

    def _value(self, cell: CellValue, reading: Reading) -> Decimal:
        if isinstance(cell, datetime | time):
            raise Unfit("number_is_date", value=shown(cell))
        if isinstance(cell, Decimal):
            check_currency(cell, self.currency)
            number = cell
        elif isinstance(cell, str):
            number = self._typed(cell, reading)
        else:
            raise Unfit("number_unreadable", value=shown(cell))
        check_sign(number, cell, zero=self.zero)
        return self._exact(number)

    def _typed(self, text: str, reading: Reading) -> Decimal:
        try:
            return money.parse(text, decimal_comma=reading.decimal_comma, currency=self.currency)
        except money.AmountError as error:
            if error.reason == "decimals":
                return _all_decimals(text)
            raise Unfit(_REASONS[error.reason], value=shown(text)) from None

    def _exact(self, number: Decimal) -> Decimal:
        """The number in its shortest form, not one digit of it lost."""
        short = number.normalize() + 0  # minus zero becomes zero
        _, digits, exponent = short.as_tuple()
        assert isinstance(exponent, int)  # a cell holds no infinity
        if -exponent > self.decimals:
            raise Unfit("number_decimals", value=shown(number), most=self.decimals)
        if short > money.LARGEST:
            raise Unfit("amount_too_large", value=shown(number))
        if short != number or len(digits) > MOST_DIGITS:
            raise Unfit("number_too_long", value=shown(number), most=MOST_DIGITS)
        return short if exponent <= 0 else short.quantize(Decimal(1))


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceField(NumberField):
    """The price of one unit: an amount of money that keeps more decimals than two."""

    number_format: ClassVar[str] = "#,##0.00########"


def _all_decimals(text: str) -> Decimal:
    """A text that `money.parse` read as one number with more than two decimals, all of them kept."""
    found = _DECIMALS.fullmatch(text)
    assert found
    sign = "-" if set(text) & set("-\u2212\u2013(") else ""
    whole = re.sub(r"\D", "", found[1])
    return Decimal(f"{sign}{whole or 0}.{found[2]}")
