"""Only the given cells change: every other byte of the workbook stays."""

from __future__ import annotations

import re
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbooks import MAIN, SHEET, Raw, contents, make_raw, worksheet

from xl_addin.errors import WorkbookError
from xl_addin.workbook.file import FileWorkbook
from xl_addin.workbook.port import CellValue, CellWrite, Region
from xl_addin.workbook.references import column_letters

RESULTS = [CellWrite("Transactions", row, 6, "sent") for row in range(2, 7)] + [
    CellWrite("Transactions", row, 7, 3109871406 + row) for row in range(2, 7)
]


def raw_entries(path: Path) -> dict[str, tuple[bytes, tuple[object, ...]]]:
    """Each part's bytes as they lie in the zip, with all the directory says of it."""
    entries = {}
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        for entry in archive.infolist():
            file.seek(entry.header_offset)
            header = file.read(30)
            length = 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
            file.seek(entry.header_offset)
            told = (
                entry.date_time,
                entry.compress_type,
                entry.flag_bits,
                entry.external_attr,
                entry.internal_attr,
                entry.create_system,
                entry.extra,
                entry.comment,
            )
            entries[entry.filename] = (file.read(length + entry.compress_size), told)
    return entries


def test_all_other_parts_keep_their_bytes(rich: Path) -> None:
    """Charts, pictures, comments, macros and other programs' parts are the same, packed bytes and all."""
    before = raw_entries(rich)
    FileWorkbook(rich).write(RESULTS)
    after = raw_entries(rich)
    assert list(before) == list(after)
    assert [part for part in before if before[part] != after[part]] == [SHEET]
    kinds = " ".join(before)
    for part in (
        "chart1.xml",
        "image1.png",
        "comments1.xml",
        "vbaProject.bin",
        "customXml/item1.xml",
        "vmlDrawing1",
    ):
        assert part in kinds


def test_within_the_sheet_only_the_cells_change(rich: Path) -> None:
    """Formats, validations, merged cells and all else in the sheet's part stay byte for byte."""
    before = contents(rich)[SHEET]
    FileWorkbook(rich).write(RESULTS)
    after = contents(rich)[SHEET]
    undone = re.sub(rb'<c r="[FG][2-6]"( t="inlineStr")?>.*?</c>', b"", after)
    assert undone == before
    assert after != before


def test_written_twice_is_written_once(rich: Path) -> None:
    """Writing the same results again gives the same file."""
    FileWorkbook(rich).write(RESULTS)
    once = contents(rich)
    FileWorkbook(rich).write(RESULTS)
    assert contents(rich) == once


def test_two_sheets_at_once(rich: Path) -> None:
    """Results and the hidden sheet's properties are written together."""
    guid = CellWrite("_xl_addin", 3, 1, "note"), CellWrite("_xl_addin", 3, 2, "first import")
    FileWorkbook(rich).write([*RESULTS, *guid])
    book = FileWorkbook(rich)
    assert book.properties() == {"schema": "1", "guid": "3f2a", "note": "first import"}
    (table,) = book.tables()
    assert next(book.rows(table)).cells[5:] == ("sent", Decimal(3109871408))


def test_openpyxl_reads_what_we_wrote(rich: Path) -> None:
    """Another program sees the results, and the rest as before."""
    before = openpyxl.load_workbook(rich)["Transactions"]
    FileWorkbook(rich).write(RESULTS)
    after = openpyxl.load_workbook(rich)["Transactions"]
    written = {(write.row, write.column): write.value for write in RESULTS}
    for row in before.iter_rows():
        for cell in row:
            found = after.cell(cell.row, cell.column)
            assert (written.get((cell.row, cell.column), str(cell.value)) == found.value) or (
                str(found.value) == str(cell.value) or "ArrayFormula" in str(found.value)
            )
            assert found.has_style == cell.has_style


class Pipe:
    """A way out that cannot be wound back."""

    def __init__(self) -> None:
        self.content = b""

    def write(self, piece: bytes) -> int:
        """Takes what comes."""
        self.content += piece
        return len(piece)

    def flush(self) -> None:
        """Holds nothing back."""


def test_archive_written_as_a_stream(raw: Raw) -> None:
    """A zip that tells sizes after the data, as some servers write it, keeps its other parts too."""
    stream = Pipe()
    path = raw('<row r="1"><c r="A1"><v>1</v></c></row>')
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in contents(path).items():
            new.writestr(name, content)
    path.write_bytes(stream.content)
    before = raw_entries(path)
    assert before[SHEET][1][2] & 8
    FileWorkbook(path).write([CellWrite("S", 1, 2, "sent")])
    after = raw_entries(path)
    assert [part for part in before if before[part] != after[part]] == [SHEET]
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None


def test_archive_with_something_before_it(raw: Raw) -> None:
    """An archive that is not laid out piece after piece is refused, not rewritten with a loss."""
    path = raw()
    content = path.read_bytes()
    path.write_bytes(b"PK\3\4 junk" + content)
    with pytest.raises(WorkbookError, match="cannot be changed without loss"):
        FileWorkbook(path).write([CellWrite("S", 1, 2, "sent")])
    assert path.read_bytes() == b"PK\3\4 junk" + content


@pytest.mark.parametrize(
    ("rows", "writes", "expected"),
    [
        ("", {(1, 1): 5}, '<row r="1"><c r="A1"><v>5</v></c></row>'),
        ('<row r="3"/>', {(3, 2): 5}, '<row r="3"><c r="B3"><v>5</v></c></row>'),
        ('<row r="3" ht="20" />', {(3, 2): 5}, '<row r="3" ht="20" ><c r="B3"><v>5</v></c></row>'),
        ('<row r="3"></row >', {(3, 2): 5}, '<row r="3"><c r="B3"><v>5</v></c></row >'),
        (
            '<row r="2"><c r="B2"/><c r="D2"/></row>',
            {(2, 1): 1, (2, 3): 3, (2, 5): 5, (1, 1): 0, (3, 1): 9},
            '<row r="1"><c r="A1"><v>0</v></c></row>'
            '<row r="2"><c r="A2"><v>1</v></c><c r="B2"/><c r="C2"><v>3</v></c>'
            '<c r="D2"/><c r="E2"><v>5</v></c></row><row r="3"><c r="A3"><v>9</v></c></row>',
        ),
        (
            "<row r='2' spans='1:2' z:spans='1:2' xmlns:z='urn:z'><c r='A2'/></row>",
            {(2, 4): 1},
            "<row r='2' spans=\"1:4\" z:spans='1:2' xmlns:z='urn:z'><c r='A2'/>"
            '<c r="D2"><v>1</v></c></row>',
        ),
        (
            '<row r="2" spans="1:9"><c r="A2"/></row>',
            {(2, 1): None},
            '<row r="2" spans="1:9"><c r="A2"/></row>',
        ),
        (
            '<row r="2"><c r="A2" t="s" cm="1" vm="2"><f t="array" ref="A2">X</f><v>0</v></c >'
            '<c r="B2"/></row>',
            {(2, 1): True},
            '<row r="2"><c r="A2" t="b"><v>1</v></c><c r="B2"/></row>',
        ),
        ("<row><c/><c><v>2</v></c></row>", {(1, 2): 5}, '<row><c/><c r="B1"><v>5</v></c></row>'),
        (
            '<row r="1"><!-- <c r="A1"/> --><c r="A1"><v a=">">1</v></c><?p <c?></row>',
            {(1, 1): 5},
            '<row r="1"><!-- <c r="A1"/> --><c r="A1"><v>5</v></c><?p <c?></row>',
        ),
        (
            '<row r="1" s="2" customFormat="1"/><row r="2" s="2"/>',
            {(1, 1): True, (2, 1): True, (3, 4): 5},
            '<row r="1" s="2" customFormat="1"><c r="A1" s="2" t="b"><v>1</v></c></row>'
            '<row r="2" s="2"><c r="A2" s="1" t="b"><v>1</v></c></row>'
            '<row r="3"><c r="D3"><v>5</v></c></row>',
        ),
    ],
)
def test_cells_and_rows_find_their_place(
    raw: Raw, rows: str, writes: dict[tuple[int, int], int | None], expected: str
) -> None:
    """New cells stand in order, take their row's or column's format, and touch nothing beside them."""
    columns = '<cols><col min="1" max="3" style="1"/></cols>' if "customFormat" in rows else ""
    path = raw(sheet=worksheet(rows, columns))
    FileWorkbook(path).write(CellWrite("S", row, column, value) for (row, column), value in writes.items())
    assert contents(path)[SHEET].decode() == worksheet(expected, columns)


@pytest.mark.parametrize(
    ("before", "after"), [("A1:B2", "A1:D9"), ("A1", "A1:D9"), ("B2:Z99", "A1:Z99"), ("nonsense", "nonsense")]
)
def test_dimension_grows_with_the_cells(raw: Raw, before: str, after: str) -> None:
    """Readers that trust the sheet's dimension see the new cells."""
    path = raw(sheet=worksheet("", f'<dimension ref="{before}"/>'))
    FileWorkbook(path).write(
        [CellWrite("S", 9, 4, "x"), CellWrite("S", 1, 1, 1), CellWrite("S", 99, 99, None)]
    )
    assert f'<dimension ref="{after}"/>'.encode() in contents(path)[SHEET]


@pytest.mark.parametrize("empty", ["<{0}sheetData/>", "<{0}sheetData></{0}sheetData>", "<{0}sheetData />"])
@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize("mark", ["", "\ufeff", "<?xml version='1.0' encoding='UTF-8'?>\r\n"])
def test_prefixes_and_marks(raw: Raw, empty: str, prefix: str, mark: str) -> None:
    """Other programs' spelling of a sheet is kept, and new cells are spelled alike."""
    name = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    frame = f'{mark}<{prefix}worksheet {name}="{MAIN}">%s</{prefix}worksheet>'
    path = raw(sheet=frame % empty.format(prefix))
    FileWorkbook(path).write([CellWrite("S", 1, 1, "é<&>"), CellWrite("S", 1, 2, 1)])
    text = f'<{prefix}t xml:space="preserve">é&lt;&amp;&gt;</{prefix}t>'
    assert (
        f'<{prefix}c r="A1" t="inlineStr"><{prefix}is>{text}</{prefix}is></{prefix}c>'
        in contents(path)[SHEET].decode()
    )
    assert FileWorkbook(path).head("S")[0].cells == ("é<&>", Decimal(1))


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_other_encodings_are_refused(raw: Raw, encoding: str) -> None:
    """A sheet in another encoding is refused with the file as it was."""
    text = f"<?xml version='1.0' encoding='{encoding}'?>{worksheet('')}"
    path = raw(sheet=text.encode(encoding))
    before = path.read_bytes()
    with pytest.raises(WorkbookError, match="is written in"):
        FileWorkbook(path).write([CellWrite("S", 1, 1, 1)])
    assert path.read_bytes() == before


def test_damaged_order_is_refused(raw: Raw) -> None:
    """A sheet whose cells are out of order is not made worse."""
    for rows in ('<row r="1"><c r="B1"/><c r="A1"/></row>', '<row r="2"/><row r="1"/>'):
        with pytest.raises(WorkbookError, match=r"out of order|follows row"):
            FileWorkbook(raw(rows)).write([CellWrite("S", 1, 5, 1)])


def test_places_outside_a_sheet(raw: Raw) -> None:
    """A cell that no sheet has is refused."""
    for row, column in ((0, 1), (1, 0), (1_048_577, 1), (1, 16_385)):
        with pytest.raises(WorkbookError, match="no row"):
            FileWorkbook(raw()).write([CellWrite("S", row, column, 1)])


def test_header_of_a_table_is_not_overwritten(rich: Path) -> None:
    """A table's header cannot be changed into something Excel would repair."""
    with pytest.raises(WorkbookError, match="F1 of sheet Transactions is a header of table Transactions"):
        FileWorkbook(rich).write([CellWrite("Transactions", 1, 6, "Estado")])
    FileWorkbook(rich).write([CellWrite("Transactions", 1, 6, "Status")])


places = st.tuples(st.integers(1, 30), st.integers(1, 30))
layouts = st.dictionaries(places, st.sampled_from(["n", "s", "f", "b", "empty"]), max_size=40)


def layout_rows(layout: dict[tuple[int, int], str], bare: set[int]) -> str:
    """Rows with the cells of a layout, spelled in the ways programs spell them."""
    cells = {
        "n": "<c r='{0}' s=\"2\"><v>{1}</v></c>",
        "s": '<c t="inlineStr" r="{0}"><is><t>{1}</t></is></c>',
        "f": '<c r="{0}"><f>A1&gt;1</f>\n<v>{1}</v></c>',
        "b": '<c r="{0}" t="b" ><v>1</v></c >',
        "empty": '<c r="{0}" s="1"/>',
    }
    rows = ""
    for row in sorted({row for row, _ in layout} | bare):
        columns = sorted(column for number, column in layout if number == row)
        inner = "\n ".join(
            cells[layout[row, column]].format(f"{column_letters(column)}{row}", row * 100 + column)
            for column in columns
        )
        rows += f'<row r="{row}" spans="1:3">{inner}</row>\r\n' if inner else f'<row r="{row}" ht="9"/>'
    return rows


def grid(path: Path) -> dict[tuple[int, int], CellValue]:
    """Every cell that shows something."""
    region = Region("S", None, 0, 1, ("",) * 40)
    rows = FileWorkbook(path).rows(region)
    return {
        (row.number, index): cell
        for row in rows
        for index, cell in enumerate(row.cells, 1)
        if cell is not None
    }


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    layouts,
    st.sets(st.integers(1, 30), max_size=5),
    st.dictionaries(
        places, st.none() | st.integers(0, 99) | st.sampled_from(["sent", "=1", "a\nb"]), max_size=20
    ),
)
def test_all_other_cells_of_any_sheet_stay(
    tmp_path: Path,
    layout: dict[tuple[int, int], str],
    bare: set[int],
    writes: dict[tuple[int, int], int | str | None],
) -> None:
    """Whatever the sheet looks like: the written cells show what was written, all others what they showed."""
    path = make_raw(tmp_path / "layout.xlsx", layout_rows(layout, bare))
    before = grid(path)
    styles = {place: kind for place, kind in layout.items() if place not in writes}
    FileWorkbook(path).write(CellWrite("S", row, column, value) for (row, column), value in writes.items())
    expected = {place: value for place, value in before.items() if place not in writes}
    expected |= {place: value for place, value in writes.items() if value is not None}
    assert grid(path) == expected
    sheet = openpyxl.load_workbook(path).active
    for (row, column), kind in styles.items():
        assert (sheet.cell(row, column).data_type == "f") == (kind == "f")
    text = contents(path)[SHEET].decode()
    assert text.endswith("</sheetData></worksheet>")
    numbers = [int(number) for number in re.findall(r'<row r="(\d+)"', text)]
    assert numbers == sorted(set(numbers))


def test_chunks_do_not_matter(tmp_path: Path, raw: Raw) -> None:
    """A sheet far larger than what is read at a time changes in its cells only."""
    rows = "".join(
        f'<row r="{n}" spans="1:2"><c r="A{n}" t="inlineStr"><is><t>{"é" * (n % 97)}</t></is></c></row>'
        for n in range(1, 9001)
    )
    path = raw(rows)
    before = contents(path)[SHEET].decode()
    FileWorkbook(path).write(CellWrite("S", n, 2, n) for n in range(1, 9001, 3))
    after = contents(path)[SHEET].decode()
    assert re.sub(r'<c r="B\d+"><v>\d+</v></c>', "", after) == before
    assert after.count('<c r="B') == 3000
    shutil.rmtree(tmp_path)
