"""What stands behind `.api`: the few COM members that the live workbook asks for by their own names."""

from __future__ import annotations

from itertools import groupby
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from excel_engine.refusing import refused

if TYPE_CHECKING:
    from excel_engine.engine import AppImpl, BookImpl
    from excel_engine.sheets import RangeImpl, SheetImpl


def uniform(values: Any) -> Any:
    """One value where all are alike; None, COM's Null, where they are not."""
    found = set(values)
    return found.pop() if len(found) == 1 else None


def window_of(book: BookImpl) -> int:
    """The handle of a workbook's window: each has one of its own."""
    return id(book) % 2**31


class NativeApp:
    """Excel.Application."""

    def __init__(self, app: AppImpl) -> None:
        self.Hwnd = window_of(app.open_books[-1]) if app.open_books else 1
        self.CalculationState = 2 if any(book.file.waiting for book in app.open_books) else 0
        areas = []
        if app.selected:
            sheet, addresses = app.selected
            areas = [NativeRange(sheet.range(address)) for address in addresses]
        self.Selection = SimpleNamespace(Areas=areas)


class NativeBook:
    """Excel.Workbook."""

    def __init__(self, book: BookImpl) -> None:
        self.Path = book.url or (str(book.path.parent) if book.path else "")
        self.FullName = f"{book.url}/{book.name}" if book.url else book.fullname
        self.Date1904 = book.file.date1904
        self._file, self._book = book.file, book
        vars(self).update(book.flags)

    @property
    def Saved(self) -> bool:  # noqa: N802 - as COM calls it
        """Nothing changed since it was saved, or since somebody said that it was."""
        return self._file.saved

    @Saved.setter
    def Saved(self, value: bool) -> None:  # noqa: N802
        self._file.saved = value

    def Save(self) -> None:  # noqa: N802
        """Saves it where it is."""
        self._book.save()


class NativeSheet:
    """Excel.Worksheet."""

    def __init__(self, sheet: SheetImpl) -> None:
        self._sheet = sheet
        self.ProtectContents = bool(sheet.content.protection.sheet)

    def Calculate(self) -> None:  # noqa: N802 - as COM calls it
        """Calculates this sheet."""
        self._sheet.book.file.calculate(self._sheet.name)


class NativeRange:
    """Excel.Range.

    Attributes:
        Row: Its first row.
        Rows: With their `Count`.
    """

    def __init__(self, cells: RangeImpl) -> None:
        self._cells = cells
        self.Row = cells.row
        self.Rows = SimpleNamespace(Count=cells.shape[0])

    @property
    def Value2(self) -> Any:  # noqa: N802 - as COM calls it
        """The values without the thoughts of their formats: dates and currencies are numbers."""
        return self._cells.block(self._cells.plain)

    @property
    def Locked(self) -> bool | None:  # noqa: N802
        """Whether the cells may not be changed once the sheet is protected."""
        return uniform(bool(cell.protection.locked) for cell in self._cells.cells())

    @property
    def EntireRow(self) -> NativeRows:  # noqa: N802
        """Its whole rows."""
        return NativeRows(self._cells)

    @property
    def HasArray(self) -> bool | None:  # noqa: N802
        """Whether it is part of an array formula."""
        return self._cells.has_array


class NativeRows:
    """Excel.Range of whole rows."""

    def __init__(self, cells: RangeImpl) -> None:
        self._cells = cells
        self._rows = range(cells.row, cells.row + cells.shape[0])
        cells.sheet.book.app.row_questions += 1

    @property
    def Hidden(self) -> bool | None:  # noqa: N802 - as COM calls it
        """Whether the rows are hidden."""
        return uniform(self._cells.sheet.is_hidden(row) for row in self._rows)

    def SpecialCells(self, kind: int) -> SimpleNamespace:  # noqa: N802
        """The visible rows; the address is cut as Excel cuts it."""
        assert kind == 12, "xlCellTypeVisible"
        if self._cells.sheet.content.protection.sheet:
            raise refused("You cannot use this command on a protected sheet.")
        seen = [row for row in self._rows if not self._cells.sheet.is_hidden(row)]
        if not seen:
            raise refused("No cells were found.")
        runs = [
            [row for _, row in run] for _, run in groupby(enumerate(seen), lambda pair: pair[1] - pair[0])
        ]
        address = ",".join(f"${run[0]}:${run[-1]}" for run in runs)
        return SimpleNamespace(Address=address if len(address) < 256 else address[:255].rpartition(",")[0])
