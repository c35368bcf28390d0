"""The port over a workbook that is open in Excel."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from xl_addin.workbook.limits import LIMITS, Limits
from xl_addin.workbook.live import native
from xl_addin.workbook.live.arrays import check_arrays
from xl_addin.workbook.live.asked import NAMELESS, asked
from xl_addin.workbook.live.guard import check_open, check_unprotected, path_of
from xl_addin.workbook.live.merged import merged_areas
from xl_addin.workbook.live.placing import Placing
from xl_addin.workbook.live.proof import check_saved
from xl_addin.workbook.live.quiet import quiet
from xl_addin.workbook.live.saving import save
from xl_addin.workbook.live.seen import RowsRead, Seen, first_difference, kept
from xl_addin.workbook.live.sheets import OpenSheets, cells_of
from xl_addin.workbook.live.spans import Span
from xl_addin.workbook.live.tables import tables_of
from xl_addin.workbook.port import NOWHERE, PROPERTIES_SHEET, CellWrite, Places, Region, SheetRow
from xl_addin.workbook.reading.sheet import Columns
from xl_addin.workbook.refusals import Unreadable
from xl_addin.workbook.regions import Layout, filled, shown, trimmed
from xl_addin.workbook.writing.headers import check_headers
from xl_addin.workbook.writing.save import by_sheet
from xl_addin.workbook.writing.sheet import Rows

if TYPE_CHECKING:
    import xlwings as xw


class LiveWorkbook:
    """A workbook that is open in Excel, where a person may be typing.

    What counts as its state are the rows that were read of it, and the headers above them. Writing means
    writing, saving, and reading in the file what was saved: whoever relies on a cell relies on the disk.

    Attributes:
        path: Where its file is.
    """

    watched = True

    def __init__(self, book: xw.Book, limits: Limits = LIMITS) -> None:
        """Looks at the workbook.

        Raises:
            WorkbookError: It is in no file of this computer, or Excel does not answer.
        """
        self._book = book
        self._limits = limits
        self._read = RowsRead()
        with asked(NAMELESS):
            self.path = path_of(book)
        with asked(self.path):
            self._date1904 = native.state(book).date1904
            self._sheets = OpenSheets(book, limits, date1904=self._date1904)
            self._placing = Placing(book.app, self.path, self._sheets, date1904=self._date1904)

    def tables(self) -> list[Region]:
        """See the port."""
        with asked(self.path):
            return [table for sheet in self._book.sheets for table in tables_of(sheet)]

    def sheets(self) -> list[str]:
        """See the port."""
        with asked(self.path):
            return [sheet.name for sheet in self._book.sheets if _is_visible(sheet)]

    def head(self, sheet: str, rows: int = 30) -> list[SheetRow]:
        """See the port."""
        with asked(self.path):
            found = self._sheets.grid(sheet).rows(Span(1, rows), Columns(1, None))
            return [SheetRow(row.number, trimmed(row.cells), row.hidden) for row, _ in found]

    def rows(self, region: Region, counted: Collection[int] | None = None) -> Iterator[SheetRow]:
        """See the port. Once all rows are read, they are part of the workbook's state.

        Formulas of the sheet that wait for their turn are calculated, and no others.
        """
        if not region.headers:
            return
        with asked(self.path):
            if not native.is_calculated(self._book.app):
                native.calculate(self._sheets.named(region.sheet))
            indices = tuple(range(len(region.headers)) if counted is None else sorted(counted))
            tables, raws = tables_of(self._sheets.named(region.sheet)), []
            found = self._sheets.layout(region, tables)
            for row, raw in self._sheets.grid(region.sheet).rows(*cells_of(region, tables)):
                if row.number != region.totals_row:
                    raws.append(raw)
                    yield row
            known = found if found and found.fits(region) else None
            self._read.regions.setdefault(region, Seen(indices, known, kept(raws, indices)))

    def merged(self, sheet: str) -> list[str]:
        """See the port."""
        with asked(self.path):
            return merged_areas(self._sheets.named(sheet), self._limits)

    def properties(self) -> dict[str, str]:
        """See the port."""
        with asked(self.path):
            if PROPERTIES_SHEET not in [sheet.name for sheet in self._book.sheets]:
                return {}
            grid = self._sheets.grid(PROPERTIES_SHEET)
            rows = grid.rows(Span(1, grid.last_row), Columns(1, 2))
            return {shown(row.cells[0]): shown(row.cells[1]) for row, _ in rows if filled(row.cells[:1])}

    def write(
        self, writes: Iterable[CellWrite], later: Mapping[str, Places] = NOWHERE, since: object = None
    ) -> None:
        """See the port. The workbook is saved, with all that its owner has changed in it.

        Raises:
            RowsMoved: The rows are not where they were `since`, or where they were read. Nothing was saved,
                unless they were moved while Excel saved them, with what was written beside them.
            WorkbookError: Nothing was saved, so the file is as it was; some cells may show what was to be
                written. Or something else stands in the file than was written.
        """
        with asked(self.path):
            sheets = by_sheet(writes)
            if not sheets:
                return
            check_open(self._book, self.path, self._limits)
            for name, rows in sheets.items():
                self._check(name, rows, later.get(name, {}))
            self._put(sheets, since)
            with quiet(self._book.app):
                save(self._book)
            self._prove(sheets)

    def show(self, writes: Iterable[CellWrite]) -> None:
        """See the port.

        Raises:
            RowsMoved: The rows are not where they were read.
            WorkbookError: They cannot be shown; some may be, until rows are looked at again.
        """
        with asked(self.path):
            self._put(by_sheet(writes))

    def version(self) -> object:
        """See the port. It is what `rows` gave, or is going to give, with what was written since."""
        return self._read

    def unchanged_since(self, version: object) -> bool:
        """See the port. Typing, sorting and inserting in what was read are changes, moved headers too."""
        assert isinstance(version, RowsRead)
        with asked(self.path):
            self._placing.put_right()
            return self._placing.look(version) == version

    def changed_at(self, version: object, besides: Iterable[CellWrite] = ()) -> str:
        """See the port."""
        assert isinstance(version, RowsRead)
        written = by_sheet(besides)
        with asked(self.path):
            for region, seen in version.regions.items():
                there = self._sheets.look(region, seen)
                if found := first_difference(region, seen, there, written.get(region.sheet, {})):
                    return found
        return ""

    def writable(self) -> None:
        """See the port."""
        with asked(self.path):
            check_open(self._book, self.path, self._limits)
            check_unprotected(
                self._sheets.named(name) for name in {region.sheet for region in self._read.regions}
            )

    def _put(self, sheets: Mapping[str, Rows], since: object = None) -> None:
        """What somebody changes from then on, if only while it is saved, is noticed."""
        self._placing.put_right()
        self._read = self._placing.put(sheets, since if isinstance(since, RowsRead) else self._read)

    def _prove(self, sheets: Mapping[str, Rows]) -> None:
        """Returns when the file holds what was written, where it was written.

        Raises:
            RowsMoved: It does not, because rows were moved while Excel saved.
            Unreadable: See `check_saved`.
        """
        try:
            check_saved(self.path, sheets, self._layouts(), self._limits, date1904=self._date1904)
        except Unreadable:
            self._placing.check(self._read, self._placing.look(self._read), sheets)
            raise

    def _layouts(self) -> dict[Region, Layout]:
        known = self._read.regions.items()
        return {region: seen.layout for region, seen in known if seen.layout is not None}

    def _check(self, name: str, rows: Rows, later: Places) -> None:
        """Refuses what Excel would refuse half-way.

        Raises:
            Unreadable: The sheet is protected, or a formula or a header is in the way.
        """
        sheet = self._sheets.named(name)
        check_unprotected([sheet])
        check_headers(tables_of(sheet), rows, later)
        check_arrays(sheet, rows, later)


def _is_visible(sheet: xw.Sheet) -> bool:
    """Excel has three answers, of which two mean hidden: 0 and 2, very hidden."""
    visible: object = sheet.visible
    return visible is True or visible == -1
