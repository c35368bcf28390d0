"""Writes cells into a workbook file: only what changes is made anew, then the file is replaced."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO
from xml.parsers import expat

from xl_addin.workbook.book import Book, read_book
from xl_addin.workbook.limits import Limits
from xl_addin.workbook.package import Package, relationships_of, signature
from xl_addin.workbook.port import CellWrite, Places
from xl_addin.workbook.reading.tables import read_tables
from xl_addin.workbook.references import COLUMNS, ROWS
from xl_addin.workbook.refusals import Unreadable
from xl_addin.workbook.writing.archive import Packed, assemble, pack
from xl_addin.workbook.writing.headers import check_headers
from xl_addin.workbook.writing.locks import check_unsigned, check_writable
from xl_addin.workbook.writing.removal import CalcChainRemoval, Removal
from xl_addin.workbook.writing.replacing import replace
from xl_addin.workbook.writing.sheet import Rows, SheetSplice
from xl_addin.workbook.writing.splice import CHUNK, Splice
from xl_addin.workbook.writing.styles import Styles, StylesSplice

CONTENT_TYPES = "[Content_Types].xml"


def save(
    path: Path, writes: Iterable[CellWrite], later: Mapping[str, Places], limits: Limits, since: object = None
) -> None:
    """Puts values into cells of the file as it is on disk now; see `port.Workbook.write`.

    Raises:
        Unreadable: It cannot be written, or not without harm; nothing was.
        OSError: Likewise.
    """
    sheets = by_sheet(writes)
    if not sheets:
        return
    check_writable(path)
    with Package(path, limits) as package:
        if since is not None and package.signature != since:
            raise Unreadable("changed")
        check_unsigned(package)
        changes = Changes(package, limits)
        for name, rows in sheets.items():
            changes.write(name, rows, later.get(name, {}))
        changes.finish()
        exchange(path, package, changes.parts, limits)


class Changes:
    """The parts of one workbook that a set of writes changes.

    Attributes:
        parts: New content by the name of the zip's entry; None for one that goes.
    """

    def __init__(self, package: Package, limits: Limits) -> None:
        self.parts: dict[str, Packed | None] = {}
        self._package = package
        self._limits = limits
        self._book: Book = read_book(package)
        self._styles = Styles(self._book.formats(package))
        self._formulas: set[tuple[str, str]] = set()

    def write(self, name: str, rows: Rows, later: Places) -> None:
        """Changes one sheet.

        Raises:
            Unreadable: There is no such sheet, or a write, now or later, would break a formula or a table.
        """
        sheet = self._book.sheet(name)
        check_headers(read_tables(self._package, sheet), rows, later)
        splice = SheetSplice(name, rows, later, self._styles, self._limits, date1904=self._book.date1904)
        self._change(sheet.part, splice)
        splice.formulas.check(rows)
        splice.prospects.check(later)
        self._formulas |= {(sheet.number, reference) for reference in splice.formulas.removed}

    def finish(self) -> None:
        """Changes what follows from the sheets: formats, and the order of calculation."""
        if self._styles.variants and self._book.styles:
            self._change(self._book.styles, StylesSplice(self._styles.variants, self._limits))
        if self._formulas and self._book.calc_chain:
            self._shorten_calc_chain(self._book.calc_chain)

    def _shorten_calc_chain(self, part: str) -> None:
        """An empty chain is not allowed: then the part goes, and what points at it."""
        removal = CalcChainRemoval(self._formulas, self._limits)
        self._change(part, removal)
        if removal.removed and removal.kept:
            return
        name = self._package.entry(part).filename
        del self.parts[name]
        if removal.removed:
            self.parts[name] = None
            self._drop_mentions(part)

    def _drop_mentions(self, part: str) -> None:
        targets = self._package.relationships(self._book.part)
        gone = {key for key, target in targets.items() if target.target == part}
        path = f"/{part}".lower()
        self._change(
            relationships_of(self._book.part),
            Removal(lambda attributes: attributes.get("Id") in gone, self._limits),
        )
        self._change(
            CONTENT_TYPES,
            Removal(lambda attributes: attributes.get("PartName", "").lower() == path, self._limits),
        )

    def _change(self, part: str, splice: Splice) -> None:
        with self._package.open(part) as source:
            self.parts[self._package.entry(part).filename] = pack(splice.copy(source))


def by_sheet(writes: Iterable[CellWrite]) -> dict[str, Rows]:
    """The writes by sheet, row and column; of two for one cell the last counts.

    Raises:
        Unreadable: "no_cell".
    """
    sheets: dict[str, Rows] = {}
    for write in writes:
        if not (1 <= write.row <= ROWS and 1 <= write.column <= COLUMNS):
            raise Unreadable("no_cell", row=write.row, column=write.column)
        sheets.setdefault(write.sheet, {}).setdefault(write.row, {})[write.column] = write.value
    return sheets


def exchange(path: Path, package: Package, parts: Mapping[str, Packed | None], limits: Limits) -> None:
    """Replaces a workbook file by one with other parts, once that one has proved sound.

    Args:
        path: The file.
        package: The file as it was read; closed before it is replaced, as Windows wants it.
        parts: See `Changes`.
        limits: How much is read.

    Raises:
        Unreadable: "not_written", or "changed" when the file is no longer what was read.
    """
    expected = [name for name in package.archive.namelist() if parts.get(name, ...) is not None]

    def fill(new: IO[bytes]) -> None:
        assemble(package.archive, package.file, parts, new)

    def verify(made: Path) -> None:
        package.close()
        with Package(made, limits) as new:
            _verify(new, expected, [name for name, content in parts.items() if content])
        if signature(path.stat()) != package.signature:
            raise Unreadable("changed")

    try:
        replace(path, fill, verify)
    except (OSError, EOFError, struct.error) as error:
        if signature(path.stat()) != package.signature:
            raise Unreadable("changed") from error
        raise Unreadable("not_written", reason=getattr(error, "strerror", None) or error) from error


def _verify(new: Package, expected: list[str], changed: list[str]) -> None:
    """The new file has the parts it should, each where it should be, and the changed ones are XML."""
    if new.archive.namelist() != expected:
        raise Unreadable("not_written", reason="its parts are not complete")
    for name in expected:
        new.archive.open(name).close()
    try:
        for name in changed:
            _parse(new, name)
    except (zipfile.BadZipFile, expat.ExpatError) as error:
        raise Unreadable("not_written", reason=f"it would not have been sound ({error})") from error


def _parse(package: Package, part: str) -> None:
    parser = expat.ParserCreate()
    with package.open(part) as source:
        while chunk := source.read(CHUNK):
            source.restart()
            parser.Parse(chunk, False)
    parser.Parse(b"", True)
