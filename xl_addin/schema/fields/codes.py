"""Columns of what something is called by: numbers of accounts and taxpayers, and ids."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xl_addin.schema.fields.base import as_text, shown
from xl_addin.schema.fields.numbers import MOST_DIGITS
from xl_addin.schema.fields.text import TextField
from xl_addin.schema.problem import Unfit
from xl_addin.schema.reading import Reading
from xl_addin.values import sepa_text
from xl_addin.workbook.port import CellValue


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeField(TextField):
    """A code, to the letter but for the spaces around it.

    Of a number cell only a whole number is taken, with no more digits than a spreadsheet keeps: an account
    number of twenty digits typed as a number has lost its last five, and 2026.10 is 2026.1 there.
    """

    def _value(self, cell: CellValue, reading: Reading) -> str:
        if isinstance(cell, Decimal):
            if cell != cell.to_integral_value() or cell.adjusted() >= MOST_DIGITS:
                raise Unfit("code_is_number", value=shown(cell))
            cell = cell.to_integral_value()
        return self._fitting(as_text(cell).strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class DigitsField(CodeField):
    """A code of digits only, leading zeros kept."""

    def _fitting(self, text: str) -> str:
        if not (text.isascii() and text.isdigit()):
            raise Unfit("digits", value=shown(text))
        return TextField._fitting(self, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class SepaIdField(CodeField):
    """An id that banks carry to the other side as it is (EPC217-08)."""

    def _fitting(self, text: str) -> str:
        if strange := sepa_text.misfits(text):
            raise Unfit("sepa_characters", value=shown(text), strange=shown(strange))
        if sepa_text.slashed(text):
            raise Unfit("sepa_slash", value=shown(text))
        return TextField._fitting(self, text)
