"""Somebody sorts an open workbook in the moment in which cells are assigned: each row keeps what is its."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
import xlwings as xw
from excel_engine.people import sort_backwards
from excel_engine.refusing import refused

from xl_addin.errors import RowsMoved, WorkbookError
from xl_addin.workbook.file import FileWorkbook
from xl_addin.workbook.live.book import LiveWorkbook
from xl_addin.workbook.port import CellValue, CellWrite, Workbook

Live = Callable[[Path], LiveWorkbook]

COUNT = 4
HEADERS = ("Amount", "Status", "Notes", "Id", "Key")
WRITES = [
    CellWrite("S", row, column, value)
    for row in (2, 3)
    for column, value in ((2, "sent"), (4, f"new {row}"), (5, None))
]
"""Into the first two rows, in two blocks each."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Rows of which the last two were sent before."""
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("S")
        data = [[float(n + 1), "", f"note {n}", "", f"key {n}"] for n in range(COUNT)]
        for row in data[2:]:
            row[1], row[3] = "sent", f"old {row[0]:g}"
        columns = [{"header": name} for name in HEADERS]
        sheet.add_table(0, 0, COUNT, len(HEADERS) - 1, {"name": "T", "columns": columns, "data": data})
    return path


def rows(workbook: Workbook) -> list[tuple[CellValue, ...]]:
    """What the table shows."""
    [table] = workbook.tables()
    return [row.cells for row in workbook.rows(table)]


def before_block(app: xw.App, number: int, act: Callable[[], None]) -> None:
    """Does something right before a block is assigned, counted from 1; once."""
    blocks: list[int] = []

    def count() -> None:
        blocks.append(1)
        if len(blocks) == number:
            act()

    app.impl.before_write = count


@pytest.mark.parametrize("block", [1, 2])
def test_rows_sorted_while_cells_are_assigned(live: Live, excel: xw.App, path: Path, block: int) -> None:
    """What got beside other rows is taken back, what they had before stands there again; nothing is saved."""
    workbook = live(path)
    before, saved, sheet = rows(workbook), path.read_bytes(), excel.books[0].sheets[0].impl.content
    before_block(excel, block, lambda: sort_backwards(sheet))
    with pytest.raises(RowsMoved, match="Cell A2 of book"):
        workbook.write(WRITES, since=workbook.version())
    assert rows(workbook) == before[::-1]
    assert path.read_bytes() == saved


def test_rows_sorted_after_the_cells_were_assigned(live: Live, excel: xw.App, path: Path) -> None:
    """A row that took its result along while Excel saved keeps it, and it is said that rows moved."""
    workbook = live(path)
    before, impl = rows(workbook), excel.books[0].impl
    impl.before_save = lambda: sort_backwards(impl.file.content["S"])
    with pytest.raises(RowsMoved):
        workbook.write(WRITES, since=workbook.version())
    first, second = ((before[row][0], "sent", before[row][2], f"new {row + 2}", None) for row in (0, 1))
    assert rows(FileWorkbook(path)) == [*before[:1:-1], second, first]


def test_rows_sorted_before_the_last_look(live: Live, excel: xw.App, path: Path) -> None:
    """Not a cell is assigned where the rows are not those that were meant."""
    workbook = live(path)
    rows(workbook)
    version = workbook.version()
    sort_backwards(excel.books[0].sheets[0].impl.content)
    excel.impl.writes = 0
    with pytest.raises(RowsMoved):
        workbook.write(WRITES, since=version)
    with pytest.raises(RowsMoved):
        workbook.show(WRITES)
    assert excel.impl.writes == 0


def test_only_some_columns_sorted_while_cells_are_assigned(live: Live, excel: xw.App, path: Path) -> None:
    """Then nobody can tell which row is which: what stood beside the keys stands there again."""
    workbook = live(path)
    before, sheet = rows(workbook), excel.books[0].sheets[0].impl.content
    before_block(excel, 1, lambda: sort_backwards(sheet, range(1, 2)))
    with pytest.raises(RowsMoved):
        workbook.write(WRITES[:2], since=workbook.version())
    assert [row[1:] for row in rows(workbook)] == [row[1:] for row in before]


def test_a_row_put_between_while_cells_are_assigned(live: Live, excel: xw.App, path: Path) -> None:
    """A new row does not get the result of the one that stood there."""
    workbook = live(path)
    before, sheet = rows(workbook), excel.books[0].sheets[0].impl.content

    def insert() -> None:
        sheet.insert_rows(2)
        sheet.cell(2, 1).value = 99.0
        sheet.tables["T"].ref = f"A1:E{COUNT + 2}"

    before_block(excel, 1, insert)
    with pytest.raises(RowsMoved):
        workbook.write(WRITES, since=workbook.version())
    first, *others = rows(workbook)
    assert others == [tuple(cell or None for cell in row) for row in before]
    assert first == (99, None, None, None, None)


def test_rows_sorted_between_two_blocks_and_back_again(live: Live, excel: xw.App, path: Path) -> None:
    """The rows are where they were, and the first block is not: it is taken back, and nothing is saved."""
    workbook = live(path)
    before, saved, sheet = rows(workbook), path.read_bytes(), excel.books[0].sheets[0].impl.content
    blocks: list[int] = []

    def sort() -> None:
        blocks.append(1)
        if len(blocks) <= 2:
            sort_backwards(sheet)

    excel.impl.before_write = sort
    with pytest.raises(WorkbookError, match=r"B2 of sheet S in book.* does not show"):
        workbook.write(WRITES, since=workbook.version())
    assert rows(workbook) == before
    assert path.read_bytes() == saved


@pytest.mark.parametrize("refuses", [False, True], ids=["sorts on", "refuses"])
def test_what_cannot_be_put_right_now(live: Live, excel: xw.App, path: Path, refuses: bool) -> None:
    """It is named and not saved, and put right before anything else is written."""
    workbook = live(path)
    before, saved, sheet = rows(workbook), path.read_bytes(), excel.books[0].sheets[0].impl.content
    version, blocks = workbook.version(), []

    def act() -> None:
        blocks.append(1)
        if refuses and len(blocks) > 1:
            raise refused("Excel is asking something.")
        sort_backwards(sheet)

    excel.impl.before_write = act
    with pytest.raises(WorkbookError, match=r"could not be put right: S!B") as error:
        workbook.write([CellWrite("S", 2, 2, "x")], since=version)
    assert not isinstance(error.value, RowsMoved)
    assert path.read_bytes() == saved
    excel.impl.before_write = lambda: None
    workbook.unchanged_since(version)
    assert rows(workbook) in (before, before[::-1])


def test_headers_moved_while_cells_are_assigned(live: Live, excel: xw.App, path: Path) -> None:
    """Under other headers nobody knows what stood there: the cells are named, and nothing is saved."""
    workbook = live(path)
    rows(workbook)
    saved, sheet = path.read_bytes(), excel.books[0].sheets[0].impl.content

    def rename() -> None:
        sheet["D1"].value, sheet.tables["T"].tableColumns[3].name = "Other", "Other"

    before_block(excel, 1, rename)
    with pytest.raises(WorkbookError, match=r"could not be put right: S!B2, S!D2, S!E2, S!B3"):
        workbook.write(WRITES, since=workbook.version())
    assert path.read_bytes() == saved


def test_formulas_that_follow_what_is_written_are_no_move(live: Live, excel: xw.App, path: Path) -> None:
    """An amount that depends on the Status is another afterwards, and its row is where it was."""
    workbook = live(path)
    file = excel.books[0].impl.file
    cell = file.content["S"].cell(2, 1)
    cell.value, cell.data_type = '=IF(B2="",0,5)', "f"
    file.rules["S", 2, 1] = lambda get: 5.0 if get("S", 2, 2) else 0.0
    file.calculate()
    rows(workbook)
    workbook.write(WRITES, since=workbook.version())
    assert rows(FileWorkbook(path))[0][:2] == (5, "sent")


@pytest.mark.parametrize("value", ["new", None])
def test_a_block_that_passes_over_rows_is_noticed(
    live: Live, excel: xw.App, path: Path, value: str | None
) -> None:
    """A filter may keep Excel from assigning hidden rows: nothing is saved then, also of cleared cells."""
    workbook = live(path)
    before, saved = rows(workbook), path.read_bytes()
    excel.books[0].sheets[0].impl.content.row_dimensions[4].hidden = True
    excel.impl.skips_hidden = True
    with pytest.raises(WorkbookError, match=r"B4 of sheet S in book.* does not show"):
        workbook.write([CellWrite("S", row, 2, value) for row in (3, 4, 5)])
    assert rows(workbook) == before
    assert path.read_bytes() == saved


@pytest.mark.parametrize("value", ["new", None])
def test_what_changes_while_excel_saves_is_noticed(
    live: Live, excel: xw.App, path: Path, value: str | None
) -> None:
    """A macro of the workbook may put something else into a cell: also one that was cleared is proved."""
    workbook = live(path)
    impl = excel.books[0].impl
    impl.before_save = lambda: impl.file.put("S", 4, 2, "of the macro's")
    with pytest.raises(WorkbookError, match="B4 of sheet S does not stand in the file"):
        workbook.write([CellWrite("S", row, 2, value) for row in (3, 4, 5)])
