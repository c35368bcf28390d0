"""Columns of amounts of money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import ClassVar

from xl_addin.schema.fields.base import Field, shown
from xl_addin.schema.problem import Unfit
from xl_addin.schema.reading import Reading
from xl_addin.texts.figures import exact_of
from xl_addin.values import money
from xl_addin.workbook.port import CellValue, Money


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountField(Field):
    """An amount of money with at most two decimals.

    Attributes:
        signed: Negative amounts mean something; else only amounts above zero are taken.
        zero: Zero is taken too where amounts are not signed.
        currency: How the column's own currency may be written in text; another one is refused.
    """

    signed: bool = True
    zero: bool = False
    currency: tuple[str, ...] = ()

    number_format: ClassVar[str] = "#,##0.00;[Red]-#,##0.00"

    def told(self, text: str) -> str:
        """See `Field.told`: with the marks of the language in use."""
        return exact_of(text)

    def _value(self, cell: CellValue, reading: Reading) -> Decimal:
        try:
            if isinstance(cell, Decimal):
                check_currency(cell, self.currency)
                amount = money.checked(cell)
            elif isinstance(cell, str):
                amount = money.parse(cell, decimal_comma=reading.decimal_comma, currency=self.currency)
            else:
                raise self._unfit("is_date" if isinstance(cell, datetime | time) else "unreadable", cell)
        except money.AmountError as error:
            raise self._unfit(error.reason, cell) from None
        if not self.signed:
            check_sign(amount, cell, zero=self.zero)
        return amount

    def _unfit(self, reason: str, cell: CellValue) -> Unfit:
        """The example that shows how amounts are written is one that this column takes."""
        if reason == "unreadable" and not self.signed:
            return Unfit("amount_unreadable_unsigned", value=shown(cell))
        return Unfit(f"amount_{reason}", value=shown(cell))


def check_currency(number: Decimal, own: Sequence[str]) -> None:
    """Refuses a number that its cell shows in another currency than its column's; a bare $ may be any.

    Raises:
        Unfit: "other_currency".
    """
    if isinstance(number, Money) and own and _plain(number.currency) not in map(_plain, (*own, "$")):
        raise Unfit("other_currency", value=shown(number), currency=number.currency, own=own[0])


def _plain(sign: str) -> str:
    return sign.casefold().rstrip(".")


def check_sign(number: Decimal, cell: CellValue, *, zero: bool) -> None:
    """Refuses what is below zero, and zero itself where it means nothing.

    Raises:
        Unfit: "amount_negative" where zero is taken, else "amount_not_positive".
    """
    if number < 0 or (number == 0 and not zero):
        raise Unfit("amount_negative" if zero else "amount_not_positive", value=shown(cell))
