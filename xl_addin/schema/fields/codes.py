"""Columns of what something is called by: numbers of accounts and taxpayers, and ids."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xl_addin.schema.fields.base import as_text, shown
from xl_addin.schema.fields.text import TextField
from xl_addin.schema.problem import Unfit
from xl_addin.schema.reading import Reading
from xl_addin.values import sepa_text
from xl_addin.values.names import is_unseen
from xl_addin.workbook.port import CellValue


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeField(TextField):
    """A code, to the letter but for the spaces around it.

    Of a number cell only a whole number is taken, with no more digits than a spreadsheet keeps: an account
    number of twenty digits typed as a number has lost its last five, and 2026.10 is 2026.1 there. What nobody
    sees, as it comes along when a number is copied from a web page, would make it another code.
    """

    def _value(self, cell: CellValue, reading: Reading) -> str:
        text = as_text(cell)
        if isinstance(cell, Decimal):
            whole = cell.to_integral_value()
            if cell != whole:
                raise Unfit("code_is_number", value=shown(cell))
            text = as_text(whole)
        return self._fitting(text.strip())

    def _fitting(self, text: str) -> str:
        if not text.isprintable() and any(map(is_unseen, text)):
            raise Unfit("unseen", value=shown(text))
        return TextField._fitting(self, text)


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
