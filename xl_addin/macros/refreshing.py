"""Refresh: the services are asked anew by the cells of a sheet, of a workbook, of everything.

The cells are calculated when the button has ended: then Excel waits for nobody, and cells may ask Python.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from xl_addin.functions import entry
from xl_addin.functions.registry import FUNCTIONS
from xl_addin.macros.excel import Excel
from xl_addin.texts import say
from xl_addin.workbook.references import column_letters

if TYPE_CHECKING:
    import xlwings as xw


def refresh_sheet(excel: Excel, _detail: str) -> None:
    """The cells of the sheet in front."""
    sheet = excel.sheet
    _refresh(excel, f"[{sheet.book.name}]{sheet.name}!", [sheet])


def refresh_workbook(excel: Excel, _detail: str) -> None:
    """The cells of the workbook in front."""
    book = excel.book
    _refresh(excel, f"[{book.name}]", book.sheets)


def refresh_all(excel: Excel, _detail: str) -> None:
    """The cells of every open workbook."""
    _refresh(excel, "", [sheet for book in excel.app.books for sheet in book.sheets])


def cells(sheet: xw.Sheet) -> Iterator[str]:
    """Addresses of the cells with a function of ours, also of those that nothing has calculated yet."""
    used = sheet.used_range
    for row, formulas in enumerate(_rows(used.formula), start=used.row):
        for column, formula in enumerate(formulas, start=used.column):
            if isinstance(formula, str) and formula.startswith("=") and _ours().search(formula):
                yield f"[{sheet.book.name}]{sheet.name}!{column_letters(column)}{row}"


def _refresh(excel: Excel, within: str, sheets: Iterable[xw.Sheet]) -> None:
    excel.screen.status(say("macros.refreshing"))
    found = list(
        dict.fromkeys([*entry.refresh(within), *(cell for sheet in sheets for cell in cells(sheet))])
    )
    if not found:
        excel.screen.tell(say("macros.no_cells"))
    elif sys.platform == "darwin":
        excel.screen.tell(say("macros.not_on_a_mac"))
    else:
        entry.calculate(found)


def _rows(formulas: Any) -> Iterable[Any]:
    """What xlwings gives of a range: rows, or of a single cell its formula."""
    return formulas if isinstance(formulas, (tuple, list)) else ((formulas,),)


@cache
def _ours() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.])(?:{'|'.join(FUNCTIONS)})\(", re.IGNORECASE)
