"""Puts cells into a sheet's XML."""

from __future__ import annotations

from xl_addin.workbook.limits import Limits
from xl_addin.workbook.markup import MAIN, is_true, whole
from xl_addin.workbook.port import Places, WriteValue
from xl_addin.workbook.references import COLUMNS, ROWS, Area, column_letters, column_number, parse_area
from xl_addin.workbook.refusals import damaged
from xl_addin.workbook.writing.cells import cell, spell
from xl_addin.workbook.writing.formulas import Formulas
from xl_addin.workbook.writing.splice import Splice, prefix, tag_name, with_attribute
from xl_addin.workbook.writing.styles import Styles

Rows = dict[int, dict[int, WriteValue]]
"""Values by row and column."""


class SheetSplice(Splice):
    """Replaces the cells that exist, inserts those that don't, in their order.

    A cell keeps its format; a new one gets its row's, else its column's.

    Attributes:
        formulas: What was learnt of the sheet's formulas.
        prospects: Likewise, as if the cells of `later` were written as well.
    """

    def __init__(
        self, name: str, rows: Rows, later: Places, styles: Styles, limits: Limits, *, date1904: bool
    ) -> None:
        super().__init__(limits)
        self.formulas = Formulas(name)
        self.prospects = Formulas(name)
        self._name = name
        self._rows = rows
        self._later = later
        self._styles = styles
        self._date1904 = date1904
        self._pending_rows = sorted(row for row in rows if _shown(rows[row]))
        self._namespace = self._row_name = self._cell_name = self._formula_name = ""
        self._prefix = b""
        self._column_styles: list[tuple[int, int, str]] = []
        self._data = -1  # where sheetData begins; -1 outside
        self._complete = False
        self._row = 0
        self._row_start = -1  # where the open row begins; -1 outside
        self._row_style: str | None = None
        self._cells: dict[int, WriteValue] = {}
        self._pending: list[int] = []
        self._column = 0
        self._cell_start = -1  # where the cell that is being overwritten begins; -1 outside
        self._cell_style: str | None = None

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """A tag of the sheet; the depth tells which can be meant."""
        if self.depth == 5:
            if self._data >= 0 and name == self._formula_name:
                self._see_formula(attributes)
        elif self.depth == 4:
            if self._data >= 0 and (self._cells or self._row in self._later):
                self._open_in_row(name, attributes)
        elif self.depth == 3:
            if self._data >= 0 and name == self._row_name:
                self._open_row(attributes)
            elif name == f"{self._namespace} col":
                self._see_column(attributes)
        elif self.depth == 2:
            self._open_section(name, attributes)
        elif self.depth == 1:
            self._open_sheet(name)

    def closed(self, name: str) -> None:
        """The end of a cell, a row or all rows: what is still to be written there is."""
        if self.depth == 4 and self._cell_start >= 0:
            self._close_cell()
        elif self.depth == 3 and self._row_start >= 0:
            self._close_row()
        elif self.depth == 2 and self._data >= 0:
            self._insert_rows(ROWS + 1, self._data)
            self._data = -1
            self._complete = True
            self.settled = None
        elif self.depth == 1 and not self._complete:
            raise damaged(f"sheet {self._name} has no rows section")

    def _open_sheet(self, name: str) -> None:
        self._namespace = name.rpartition(" ")[0]
        if name.rpartition(" ")[2] != "worksheet" or self._namespace not in MAIN:
            raise damaged(f"sheet {self._name} is no worksheet")
        self._row_name, self._cell_name, self._formula_name = (
            f"{self._namespace} {kind}" for kind in ("row", "c", "f")
        )

    def _open_section(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{self._namespace} dimension":
            self._widen_dimension(attributes.get("ref", ""))
        elif name == f"{self._namespace} sheetData" and not self._complete:
            self._data = self.position
            self._prefix = prefix(self.tag(self.position))

    def _see_column(self, attributes: dict[str, str]) -> None:
        if style := _style(attributes, "style"):
            self._column_styles.append((whole(attributes.get("min")), whole(attributes.get("max")), style))

    def _see_formula(self, attributes: dict[str, str]) -> None:
        now = self._cell_start >= 0
        sometime = now or self._column in self._later.get(self._row, ())
        reference = f"{column_letters(self._column)}{self._row}"
        self.formulas.seen(attributes, reference if now else None)
        self.prospects.seen(attributes, reference if sometime else None)

    def _open_row(self, attributes: dict[str, str]) -> None:
        number = whole(attributes.get("r"), self._row + 1)
        if not self._row < number <= ROWS:
            raise damaged(f"row {number} of sheet {self._name} follows row {self._row}")
        self._insert_rows(number)
        if self._pending_rows and self._pending_rows[0] == number:
            del self._pending_rows[0]
        self._row, self._row_start, self._column = number, self.position, 0
        self._row_style = _style(attributes, "s") if is_true(attributes.get("customFormat")) else None
        self._cells = self._rows.get(number, {})
        self._pending = sorted(_shown(self._cells))
        if self._pending and "spans" in attributes:
            self._widen_spans(attributes["spans"])

    def _close_row(self) -> None:
        content_end, self.settled = self.end(self._row_start)
        self._insert_cells(COLUMNS + 1, content_end, self._row_start)
        self._cells = {}
        self._row_start = -1

    def _open_in_row(self, name: str, attributes: dict[str, str]) -> None:
        """A cell, or what a row may have behind its cells."""
        if name == self._cell_name:
            self._open_cell(attributes)
        elif name == f"{self._namespace} extLst":
            self._insert_cells(COLUMNS + 1, self.position)

    def _open_cell(self, attributes: dict[str, str]) -> None:
        column = self._column_of(attributes.get("r"))
        if self._pending and self._pending[0] < column:
            self._insert_cells(column, self.position)
        self._column = column
        if column in self._cells:
            self._cell_start = self.position
            self._cell_style = _style(attributes, "s")
            if self._pending and self._pending[0] == column:
                del self._pending[0]

    def _close_cell(self) -> None:
        new = self._cell(self._row, self._column, self._cell_style, self._cells[self._column])
        self.replace(self._cell_start, self.end(self._cell_start)[1], new)
        self._cell_start = -1

    def _column_of(self, reference: str | None) -> int:
        try:
            column = (
                self._column + 1
                if reference is None
                else column_number(reference.removesuffix(str(self._row)))
            )
        except ValueError:
            column = 0
        if column <= self._column:
            raise damaged(f"row {self._row} of sheet {self._name} has its cells out of order")
        return column

    def _insert_cells(self, before: int, place: int, only_tag: int | None = None) -> None:
        """New cells of the open row that belong before a column.

        Args:
            before: The column.
            place: Where they go.
            only_tag: Where the row begins, when it may consist of this one tag.
        """
        new = b""
        while self._pending and self._pending[0] < before:
            column = self._pending.pop(0)
            new += self._cell(self._row, column, self._style_of(column), self._cells[column])
        if new:
            self._put(new, place, only_tag)

    def _insert_rows(self, before: int, only_tag: int | None = None) -> None:
        """New rows that belong before a row; see `_insert_cells`."""
        new = b""
        self._row_style = None
        while self._pending_rows and self._pending_rows[0] < before:
            row = self._pending_rows.pop(0)
            cells = self._rows[row]
            inner = b"".join(
                self._cell(row, column, self._style_of(column), cells[column])
                for column in sorted(_shown(cells))
            )
            new += b'<%srow r="%d">%s</%srow>' % (self._prefix, row, inner, self._prefix)
        if new:
            self._put(new, self.position, only_tag)

    def _put(self, new: bytes, place: int, only_tag: int | None) -> None:
        """Inserts content; an element of one empty tag, `<row/>`, is opened for it."""
        if only_tag is None or self.end(only_tag)[1] != place:
            self.replace(place, place, new)
            return
        name = tag_name(self.tag(only_tag))
        self.replace(place - 2, place, b">" + new + b"</" + name + b">")

    def _cell(self, row: int, column: int, style: str | None, value: WriteValue) -> bytes:
        spelled = None if value is None else spell(value, date1904=self._date1904)
        if spelled:
            style = self._styles.fitting(style, spelled.needs)
        new = cell(self._prefix, f"{column_letters(column)}{row}", style, value, spelled)
        return new.decode().encode("ascii", "xmlcharrefreplace") if self.ascii else new

    def _style_of(self, column: int) -> str | None:
        if self._row_style:
            return self._row_style
        return next((style for first, last, style in self._column_styles if first <= column <= last), None)

    def _widen_dimension(self, reference: str) -> None:
        try:
            old = parse_area(reference)
        except ValueError:
            return  # a hint for readers; a wrong one stays as it is
        new = old
        for row in self._pending_rows:
            columns = _shown(self._rows[row])
            new = new.joined(Area(row, min(columns), row, max(columns)))
        if new != old:
            self._set_attribute("ref", str(new))

    def _widen_spans(self, spans: str) -> None:
        ends = [whole(end) for end in spans.replace(":", " ").split()]
        wanted = [*ends, self._pending[0], self._pending[-1]]
        if ends and (min(wanted) < min(ends) or max(wanted) > max(ends)):
            self._set_attribute("spans", f"{min(wanted)}:{max(wanted)}")

    def _set_attribute(self, name: str, value: str) -> None:
        """Changes the start tag that is being told of."""
        tag = self.tag(self.position)
        self.replace(self.position, self.position + len(tag), with_attribute(tag, name, value))


def _shown(cells: dict[int, WriteValue]) -> list[int]:
    """The columns that will show something: a missing cell need not be made to be cleared."""
    return [column for column, value in cells.items() if value is not None]


def _style(attributes: dict[str, str], name: str) -> str | None:
    """The number of a format; None when the attribute is not there."""
    return str(whole(attributes[name])) if name in attributes else None
