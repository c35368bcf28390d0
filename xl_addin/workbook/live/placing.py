"""Puts values beside the rows they are meant for, although somebody may sort those at any moment.

Excel has no transaction. So the rows are looked at right before and right after values are assigned; if they
were moved in between, what got beside others is taken back, and whoever wrote finds the rows again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xl_addin.errors import RowsMoved
from xl_addin.texts import say
from xl_addin.workbook.live.formulas import with_formulas
from xl_addin.workbook.live.misplaced import Raws, misplaced
from xl_addin.workbook.live.quiet import quiet
from xl_addin.workbook.live.seen import RowsRead, Seen, changed_columns, first_difference
from xl_addin.workbook.live.sheets import OpenSheets
from xl_addin.workbook.live.spans import Span
from xl_addin.workbook.live.writing import ReadyRows, assign, put_back, readied
from xl_addin.workbook.port import NOWHERE, Places, Region
from xl_addin.workbook.references import column_letters
from xl_addin.workbook.refusals import Unreadable
from xl_addin.workbook.writing.sheet import Rows

if TYPE_CHECKING:
    import xlwings as xw

TRIES: Final = 5
"""How often what got beside other rows is taken back, while somebody goes on sorting."""
NAMED: Final = 10
"""Cells that are named, at most."""

Sheets = Mapping[str, Rows]
"""Values by sheet, row and column."""


class Placing:
    """Writes into an open workbook.

    Args:
        app: Its Excel.
        path: Its file.
        sheets: Its sheets.
        date1904: Its days are counted from 1904.
    """

    def __init__(self, app: xw.App, path: Path, sheets: OpenSheets, *, date1904: bool) -> None:
        self._app = app
        self._path = path
        self._sheets = sheets
        self._date1904 = date1904
        self._owed: tuple[RowsRead, Sheets] | None = None

    def look(self, known: RowsRead) -> RowsRead:
        """The regions that are known, as they are now."""
        return RowsRead({region: self._sheets.look(region, seen) for region, seen in known.regions.items()})

    def put(self, sheets: Sheets, before: RowsRead) -> RowsRead:
        """Puts values into cells, each beside the row that stood there.

        Args:
            sheets: The values.
            before: How the rows stood for which they are meant.

        Returns:
            How the rows stand afterwards.

        Raises:
            RowsMoved: The rows stand elsewhere. No cell shows what was written.
            Unreadable: "live_not_taken": a cell does not show what was written; no other does any more.
                Or "live_not_put_right": some do.
            Exception: Excel's own. Some cells may show what was written until `put_right` is called.
        """
        ready = {
            name: readied(self._sheets.named(name), rows, date1904=self._date1904)
            for name, rows in sheets.items()
        }
        with quiet(self._app):
            self.check(before, self.look(before))
            self._owed = before, sheets
            for name, cells in ready.items():
                assign(self._sheets.named(name), cells)
            after = self.look(before)
        try:
            self.check(before, after, sheets)
            _check_taken(after, ready)
        except (RowsMoved, Unreadable):
            self.put_right()
            raise
        self._owed = None
        return after

    def check(self, before: RowsRead, now: RowsRead, written: Mapping[str, Places] = NOWHERE) -> None:
        """Returns when the rows stand where they stood. What formulas show may be another.

        Args:
            before: How they stood.
            now: How they stand.
            written: Cells that do not count.

        Raises:
            RowsMoved: They do not.
        """
        for region, seen in before.regions.items():
            there, besides = now.regions[region], written.get(region.sheet, {})
            if there.layout == seen.layout and not changed_columns(region, seen, there, besides):
                continue
            restless = self._restless(region, seen, there, besides)
            if cell := first_difference(region, seen, there, besides, restless):
                said = say("workbook.changed_cell", cell=cell, file=self._path.name)
                raise RowsMoved(said, hint=say("workbook.changed_cell_hint"))

    def put_right(self) -> None:
        """Takes back what was written and did not get beside its rows, or not all of it.

        Raises:
            Unreadable: "live_not_put_right": it does not succeed, and is tried again the next time.
        """
        if self._owed is None:
            return
        before, sheets = self._owed
        for _ in range(TRIES):
            wrong = self._wrong(before, sheets)
            if not any(wrong.values()):
                self._owed = None
                return
            try:
                with quiet(self._app):
                    for name, cells in wrong.items():
                        put_back(self._sheets.named(name), cells)
            except Exception as error:  # of Excel's own kind
                raise _not_put_right(wrong) from error
        raise _not_put_right(wrong)

    def _wrong(self, before: RowsRead, sheets: Sheets) -> dict[str, Raws]:
        """What is to stand in which cells, by sheet.

        Raises:
            Unreadable: "live_not_put_right": headers moved, so nobody knows what stood in the cells.
        """
        now = self.look(before)
        wrong: dict[str, Raws] = {}
        for region, seen in before.regions.items():
            if written := sheets.get(region.sheet):
                there = now.regions[region]
                if there.layout != seen.layout:
                    raise _not_put_right({region.sheet: written})
                restless = self._restless(region, seen, there, written)
                cells = misplaced(region, seen, there, written, restless)
                wrong.setdefault(region.sheet, {}).update(cells)
        return wrong

    def _restless(self, region: Region, before: Seen, now: Seen, besides: Places) -> Collection[int]:
        """The headers below which something changed, and formulas stand: nobody need have moved them."""
        changed = changed_columns(region, before, now, besides) if before.layout == now.layout else ()
        if not changed:
            return ()
        rows = Span(min((*before.rows, *now.rows)), max((*before.rows, *now.rows)))
        columns = {region.first_column + index for index in changed}
        found = with_formulas(self._sheets.named(region.sheet), rows, columns)
        return {column - region.first_column for column in found}


def _check_taken(after: RowsRead, ready: Mapping[str, ReadyRows]) -> None:
    """Returns when each text stands where it was assigned, and what was cleared is blank.

    Rows that were sorted between two blocks and back again are where they were, and some cells are not. And a
    filter may keep Excel from assigning rows that it hides.

    Raises:
        Unreadable: "live_not_taken".
    """
    for region, seen in after.regions.items():
        places = {region.first_column + index: place for place, index in enumerate(seen.counted)}
        blank = (None,) * len(places)
        for row, cells in ready.get(region.sheet, {}).items():
            there = seen.rows.get(row, blank)
            for column, (value, _) in cells.items():
                known = column in places and (value is None or isinstance(value, str))
                if known and (there[places[column]] or None) != value:
                    cell = f"{column_letters(column)}{row}"
                    raise Unreadable("live_not_taken", cell=cell, sheet=region.sheet)


def _not_put_right(wrong: Mapping[str, Mapping[int, Mapping[int, object]]]) -> Unreadable:
    cells = [
        f"{sheet}!{column_letters(column)}{row}"
        for sheet, rows in wrong.items()
        for row, columns in rows.items()
        for column in columns
    ]
    more = ["…"] if len(cells) > NAMED else []
    return Unreadable("live_not_put_right", cells=", ".join([*cells[:NAMED], *more]))
