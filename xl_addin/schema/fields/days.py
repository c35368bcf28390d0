"""Columns of days and moments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from xl_addin.schema.fields.base import Field, shown
from xl_addin.schema.problem import Unfit
from xl_addin.schema.reading import Reading
from xl_addin.values import dates
from xl_addin.workbook.port import CellValue


@dataclass(frozen=True, slots=True, kw_only=True)
class DateField(Field):
    """A calendar day, from a date cell or from text in the sheet's language."""

    number_format: ClassVar[str] = "yyyy-mm-dd"

    def _value(self, cell: CellValue, reading: Reading) -> date:
        try:
            if isinstance(cell, datetime):
                return dates.checked(cell.date())
            if isinstance(cell, str):
                return dates.parse(cell, day_first=reading.day_first)
        except dates.DateError as error:
            raise Unfit(f"date_{error.reason}", value=shown(cell)) from None
        if isinstance(cell, Decimal):
            raise Unfit("date_is_number", value=shown(cell))
        raise Unfit("date_unreadable", value=shown(cell))


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentField(Field):
    """A day and time that the program writes."""

    number_format: ClassVar[str] = "yyyy-mm-dd hh:mm"
