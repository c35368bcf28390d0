"""What xlwings has no public way for: members of Excel's own objects, each named here and nowhere else.

On Windows `.api` is pywin32's object, on a Mac appscript's. No test can show that Excel answers so:
docs/untested-on-excel.md lists them.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import xlwings as xw

ON_MAC: Final = {
    "AutoSaveOn": None,
    "CalculationState": None,
    "Date1904": "date_1904",
    "Final": None,
    "FullName": "full_name",
    "MultiUserEditing": "multi_user_editing",
    "Path": "path",
    "ProtectContents": "protect_contents",
    "ReadOnly": "read_only",
    "Saved": "saved",
    "Value2": "value2",
}
"""Excel's members and their names on a Mac; None where a Mac has none."""
CALCULATED: Final = 0
"""`XlCalculationState.xlDone`."""


VISIBLE: Final = 12
"""`XlCellType.xlCellTypeVisible`."""
LONGEST_ADDRESS: Final = 235
"""Excel cuts an address behind the last area that ends within 255 characters; an area has less than 20."""


@dataclass(frozen=True, slots=True)
class State:
    """What Excel says of an open workbook.

    Attributes:
        folder: Where its file is; blank of a new workbook, an address of one in a cloud.
        full_name: With the file's name.
        read_only: It was opened read-only, or somebody else has it.
        final: It was marked as final.
        shared: Several people may change it at once, in the old way.
        auto_save: Excel saves each change by itself, as it does in a cloud.
        saved: Nothing changed since it was last saved.
        date1904: Its days are counted from 1904.
    """

    folder: str
    full_name: str
    read_only: bool
    final: bool
    shared: bool
    auto_save: bool
    saved: bool
    date1904: bool


def state(book: xw.Book) -> State:
    """What Excel says of a workbook now."""
    api = book.api
    flags = ("ReadOnly", "Final", "MultiUserEditing", "AutoSaveOn", "Saved", "Date1904")
    return State(
        str(_told(api, "Path") or ""),
        str(_told(api, "FullName")),
        *(bool(_told(api, flag)) for flag in flags),
    )


def call_saved(book: xw.Book) -> None:
    """Has Excel take a workbook for saved: until somebody changes it, it closes without a question."""
    if sys.platform == "darwin":
        book.api.saved.set(True)
    else:
        book.api.Saved = True


def save(book: xw.Book) -> None:
    """Saves a workbook that has a file there. xlwings' own way would switch Excel's questions off."""
    if sys.platform == "darwin":
        book.api.save(timeout=-1)
    else:
        book.api.Save()


def values(cells: xw.Range) -> list[list[object]]:
    """The cells' plain values: dates and currencies are numbers, errors are Excel's numbers for them.

    xlwings' own ways give a Currency cut to four places, and an error and an empty cell as one.
    """
    found = _told(cells.api, "Value2")
    rows, columns = cells.shape
    if rows == columns == 1:
        return [[found]]
    return [list(row) for row in (found if rows > 1 and columns > 1 else _two_dimensional(found, rows))]


def _two_dimensional(found: Any, rows: int) -> list[Any]:
    """A Mac gives a single row or column flat."""
    if isinstance(found[0], (list, tuple)):
        return list(found)
    return [found] if rows == 1 else [[value] for value in found]


def are_hidden(cells: xw.Range) -> bool | None:
    """Whether nobody sees the cells' rows; None where some are seen.

    `RangeRows.hidden` of xlwings asks row by row.
    """
    if sys.platform == "darwin":
        return cells.rows.hidden
    hidden = cells.api.EntireRow.Hidden
    return None if hidden is None else bool(hidden)


def visible(cells: xw.Range) -> str:
    """The addresses of those of the cells' rows that somebody sees: "$5:$5,$7:$9".

    Blank where Excel does not say: it refuses on some protected sheets and where all columns are hidden, and
    cuts an address without a word.
    """
    if sys.platform == "darwin":
        return ""
    try:
        found = cells.api.EntireRow.SpecialCells(VISIBLE).Address
    except Exception:  # of COM's own kind
        return ""
    return found if isinstance(found, str) and len(found) < LONGEST_ADDRESS else ""


def selected(app: xw.App) -> list[tuple[int, int]]:
    """First and last row of each area that is selected; on a Mac, of the first alone."""
    if sys.platform == "darwin":
        cells = app.selection
        return [(cells.row, cells.row + cells.shape[0] - 1)] if cells else []
    return [(area.Row, area.Row + area.Rows.Count - 1) for area in app.api.Selection.Areas]


def is_protected(sheet: xw.Sheet) -> bool:
    """Whether the sheet's cells are protected."""
    return bool(_told(sheet.api, "ProtectContents"))


def is_calculated(app: xw.App) -> bool:
    """Whether every formula shows what it would show once calculated."""
    return _told(app.api, "CalculationState") in (None, CALCULATED)


def calculate(sheet: xw.Sheet) -> None:
    """Calculates one sheet, where xlwings would all workbooks. A Mac is not asked: `is_calculated`."""
    sheet.api.Calculate()


def _told(api: Any, member: str) -> Any:
    """What Excel answers; None where this Excel has no such member, as older ones have no AutoSaveOn."""
    if sys.platform == "darwin":
        name = ON_MAC[member]
        return None if name is None else getattr(api, name).get()
    return getattr(api, member, None) if member == "AutoSaveOn" else getattr(api, member)
