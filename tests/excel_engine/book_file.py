"""A workbook in memory, from an .xlsx and back, with the formulas and what they show."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from excel_engine.typing_in import ERRORS, typed
from lxml import etree
from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904, to_excel
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.formula import ArrayFormula

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


_VOLATILE = re.compile(r"\b(NOW|RAND|RANDBETWEEN)\(", re.IGNORECASE)
"""Functions that give something else at each calculation."""
_A_SECOND = 1 / 86_400

Get = Callable[[str, int, int], Any]
"""A cell's value, by sheet, row and column."""


class _PlainReader(ExcelReader):
    """Leaves numbers under date formats as numbers: Excel keeps them so."""

    def read_worksheets(self) -> None:
        self.wb._date_formats = set()
        self.wb._timedelta_formats = set()
        super().read_worksheets()


def _load(path: Path, *, data_only: bool) -> Workbook:
    reader = _PlainReader(str(path), data_only=data_only, keep_vba=path.suffix == ".xlsm", keep_links=True)
    reader.read()
    return reader.wb


class BookFile:
    """The content of a workbook.

    Attributes:
        content: openpyxl's workbook, formulas as formulas.
        cached: What formulas show, by sheet and cell.
        saved: Nothing changed since it was opened or saved.
        rules: What formulas give, by sheet and cell, from what other cells show: those that a test gives, and
            those of volatile functions, which are a second later each time. Others show what they did.
        waiting: Sheets with formulas that wait to be calculated.
        calculated: Sheets that were calculated one by one.
    """

    def __init__(self, path: Path | None) -> None:
        self.content = _load(path, data_only=False) if path else Workbook()
        self.cached: dict[tuple[str, int, int], Any] = {}
        self.saved = True
        self.rules: dict[tuple[str, int, int], Callable[[Get], Any]] = {}
        self.waiting: set[str] = set()
        self.calculated: list[str] = []
        if path:
            self._remember(_load(path, data_only=True))

    @property
    def date1904(self) -> bool:
        """Its days are counted from 1904."""
        return bool(self.content.epoch == CALENDAR_MAC_1904)

    def get(self, sheet: str, row: int, column: int) -> Any:
        """A cell's value as `Value2` gives it: float, str, bool, an error's number, or None."""
        cell = self.content[sheet]._cells.get((row, column))
        if cell is None or isinstance(cell, MergedCell):
            return None
        if cell.data_type == "f":
            return self.cached.get((sheet, row, column), 0.0)
        return _bare(cell, self.content.epoch)

    def put(self, sheet: str, row: int, column: int, value: Any) -> None:
        """Assigns a value, with all that Excel makes of it. Inside a merged area nothing happens."""
        cell = self.content[sheet].cell(row, column)
        if isinstance(cell, MergedCell):
            return
        stored = typed(value, cell.number_format, date1904=self.date1904)
        cell.value = stored.value
        cell.data_type = stored.kind
        if stored.number_format:
            cell.number_format = stored.number_format
        self.rules.pop((sheet, row, column), None)
        if stored.kind == "f":
            self._follow(sheet, row, column, stored.value)
        self.saved = False

    def calculate(self, sheet: str | None = None) -> None:
        """Gives formulas what they show by now, those of one sheet or all."""
        for place, rule in self.rules.items():
            if sheet in (None, place[0]):
                self.cached[place] = rule(self.get)
        if sheet:
            self.calculated.append(sheet)
        self.waiting = self.waiting - {sheet} if sheet else set()

    def _follow(self, sheet: str, row: int, column: int, formula: Any) -> None:
        if _VOLATILE.search(str(getattr(formula, "text", formula))):
            self.rules[sheet, row, column] = lambda get: get(sheet, row, column) + _A_SECOND

    def arrays(self, sheet: str) -> list[tuple[int, int, int, int]]:
        """The areas of array formulas: left, top, right, bottom."""
        cells = self.content[sheet]._cells.values()
        return [range_boundaries(cell.value.ref) for cell in cells if isinstance(cell.value, ArrayFormula)]

    def save(self, path: Path) -> None:
        """Writes the file, formulas with what they show, beside the old one and then in its place."""
        content = io.BytesIO()
        self.content.save(content)
        draft = path.with_name(f"{path.stem}.draft")
        draft.write_bytes(self._with_values(content))
        draft.replace(path)
        self.saved = True

    def _remember(self, shown: Workbook) -> None:
        for sheet in self.content.worksheets:
            for (row, column), cell in sheet._cells.items():
                if cell.data_type == "f":
                    value = _bare(shown[sheet.title].cell(row, column), shown.epoch)
                    self.cached[sheet.title, row, column] = 0.0 if value is None else value
                    self._follow(sheet.title, row, column, cell.value)

    def _with_values(self, content: io.BytesIO) -> bytes:
        """Openpyxl saves formulas without their values; Excel saves both."""
        made = io.BytesIO()
        titles = {f"xl{sheet.path.removeprefix('/xl')}": sheet.title for sheet in self.content.worksheets}
        with zipfile.ZipFile(content) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                part = source.read(name)
                if name in titles and b"<f" in part:
                    part = self._filled(titles[name], part)
                target.writestr(name, part)
        return made.getvalue()

    def _filled(self, title: str, part: bytes) -> bytes:
        root = etree.fromstring(part)
        for formula in root.iter(f"{_MAIN}f"):
            cell = formula.getparent()
            left, top, *_ = range_boundaries(cell.get("r"))
            value = self.cached.get((title, top, left), 0.0)
            kind, text = _spelled(value)
            cell.attrib.pop("t", None)
            if kind:
                cell.set("t", kind)
            shown = cell.find(f"{_MAIN}v")
            shown = etree.SubElement(cell, f"{_MAIN}v") if shown is None else shown
            shown.text = text
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _bare(cell: Cell, epoch: Any) -> Any:
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "e":
        return ERRORS[str(value)]
    if cell.data_type == "d":
        return float(to_excel(value, epoch))
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return float(value)
    return unescape(str(value))


def _spelled(value: Any) -> tuple[str, str]:
    if isinstance(value, bool):
        return "b", str(int(value))
    if isinstance(value, int):
        return "e", next(name for name, code in ERRORS.items() if code == value)
    return ("str", value) if isinstance(value, str) else ("", repr(value))
