"""The port over a workbook file: .xlsx and .xlsm."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from xl_addin.workbook.book import Book, Sheet, read_book
from xl_addin.workbook.limits import LIMITS, Limits
from xl_addin.workbook.package import Package, Signature
from xl_addin.workbook.port import (
    NOWHERE,
    PROPERTIES_SHEET,
    CellWrite,
    Places,
    Region,
    SheetRow,
    Workbook,
)
from xl_addin.workbook.reading.sheet import Columns, SheetPass
from xl_addin.workbook.reading.strings import read_strings
from xl_addin.workbook.reading.tables import read_tables
from xl_addin.workbook.reading.values import Values
from xl_addin.workbook.refusals import told
from xl_addin.workbook.regions import filled, last_row, shown, trimmed
from xl_addin.workbook.writing.locks import check_unsigned, check_writable
from xl_addin.workbook.writing.save import save


def open_file(path: Path, limits: Limits = LIMITS) -> Workbook:
    """The workbook in a file.

    Raises:
        WorkbookError: There is no such file, it is no workbook, or it is not safe to read.
    """
    return FileWorkbook(path, limits)


class FileWorkbook:
    """A workbook file. It is opened for each reading and held open by none.

    What was learnt of the file is kept until it changes on disk.

    Attributes:
        path: Where it is.
    """

    watched = False

    def __init__(self, path: Path, limits: Limits = LIMITS) -> None:
        """Looks at the file.

        Raises:
            WorkbookError: There is no such file, it is no workbook, or it is not safe to read.
        """
        self.path = path
        self._limits = limits
        self._signature: Signature | None = None
        self._book: Book
        self._tables: list[Region] | None
        self._known_values: Values | None
        self._merged: dict[str, list[str]]
        with self._opened():
            pass

    def tables(self) -> list[Region]:
        """See the port."""
        with self._opened() as package:
            if self._tables is None:
                self._tables = [table for sheet in self._book.sheets for table in read_tables(package, sheet)]
            return list(self._tables)

    def sheets(self) -> list[str]:
        """See the port."""
        with self._opened():
            return [sheet.name for sheet in self._book.sheets if sheet.visible]

    def head(self, sheet: str, rows: int = 30) -> list[SheetRow]:
        """See the port."""
        found: list[SheetRow] = []
        for row in self._rows(sheet, Columns(1, None)):
            if row.number > rows:
                break
            cells = trimmed(row.cells)
            if cells:
                found.append(SheetRow(row.number, cells, row.hidden))
        return found

    def rows(self, region: Region, counted: Collection[int] | None = None) -> Iterator[SheetRow]:
        """See the port. A file that somebody saved is another, whatever they changed."""
        if not region.headers:
            return
        last = last_row(region, self.tables())
        columns = Columns(region.first_column, region.first_column + len(region.headers) - 1)
        for row in self._rows(region.sheet, columns):
            if (
                region.header_row < row.number <= last
                and row.number != region.totals_row
                and filled(row.cells)
            ):
                yield row

    def merged(self, sheet: str) -> list[str]:
        """See the port."""
        with self._opened() as package:
            place = self._book.sheet(sheet)
            if place.part not in self._merged:
                for _ in self._pass(package, place, Columns(1, 1), None):
                    continue
            return list(self._merged[place.part])

    def properties(self) -> dict[str, str]:
        """See the port."""
        with self._opened():
            known = any(sheet.name == PROPERTIES_SHEET for sheet in self._book.sheets)
        if not known:
            return {}
        rows = self._rows(PROPERTIES_SHEET, Columns(1, 2))
        return {shown(row.cells[0]): shown(row.cells[1]) for row in rows if filled(row.cells[:1])}

    def write(
        self, writes: Iterable[CellWrite], later: Mapping[str, Places] = NOWHERE, since: object = None
    ) -> None:
        """See the port."""
        with told(self.path):
            save(self.path, writes, later, self._limits, since)

    def show(self, writes: Iterable[CellWrite]) -> None:
        """See the port. Nobody looks at a file."""

    def version(self) -> object:
        """See the port."""
        with self._opened():
            return self._signature

    def unchanged_since(self, version: object) -> bool:
        """See the port."""
        return self.version() == version

    def changed_at(self, version: object, besides: Iterable[CellWrite] = ()) -> str:
        """See the port. What a file was before is not kept."""
        return ""

    def writable(self) -> None:
        """See the port."""
        with told(self.path):
            check_writable(self.path)
        with self._opened() as package:
            check_unsigned(package)

    def _rows(self, sheet: str, columns: Columns) -> Iterator[SheetRow]:
        with self._opened() as package:
            yield from self._pass(package, self._book.sheet(sheet), columns, self._values(package))

    def _pass(
        self, package: Package, sheet: Sheet, columns: Columns, values: Values | None
    ) -> Iterator[SheetRow]:
        """Goes through a sheet; the merged ranges are known when it is over."""
        with package.open(sheet.part) as source:
            reading = SheetPass(source, sheet.name, values, self._limits)
            yield from reading.rows(columns)
        self._merged[sheet.part] = reading.merged

    def _values(self, package: Package) -> Values:
        if self._known_values is None:
            strings: list[str] = []
            if self._book.strings:
                with package.open(self._book.strings, self._limits.strings) as source:
                    strings = read_strings(source)
            formats = self._book.formats(package)
            self._known_values = Values(strings, formats, date1904=self._book.date1904)
        return self._known_values

    @contextmanager
    def _opened(self) -> Iterator[Package]:
        """The package, with all that is remembered of it true."""
        with told(self.path), Package(self.path, self._limits) as package:
            if package.signature != self._signature:
                self._forget(read_book(package))
                self._signature = package.signature
            yield package

    def _forget(self, book: Book) -> None:
        self._book = book
        self._tables = None
        self._known_values = None
        self._merged = {}
