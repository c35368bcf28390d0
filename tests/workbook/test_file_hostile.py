"""Workbooks made to do harm cost little memory and end in a sentence."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from workbooks import MAIN, PACKAGE, RELATIONS, SHEET, STYLES, make_raw, relationships, worksheet

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="memory is limited by setrlimit")

MEMORY = 300 * 1024 * 1024
"""More than Python with lxml needs to start, far less than any of these files would take."""

PROGRAM = """
    import resource, sys
    from pathlib import Path
    from xl_addin.errors import WorkbookError
    from xl_addin.workbook.file import FileWorkbook
    from xl_addin.workbook.port import CellWrite, Region
    resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
    path = Path(sys.argv[1])
    try:
        book = FileWorkbook(path)
        if sys.argv[2] == "write":
            book.write([CellWrite("S", 1, 2, "sent")])
        if sys.argv[2] == "merged":
            book.merged("S")
        print(sum(1 for _ in book.rows(Region("S", None, 0, 1, ("A",)))))
    except WorkbookError as error:
        print(error)
"""


def within_memory(path: Path, work: str = "read") -> str:
    """What reading or writing the workbook says in a process of little memory."""
    program = textwrap.dedent(PROGRAM).format(memory=MEMORY)
    done = subprocess.run(
        [sys.executable, "-c", program, str(path), work],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


def with_part(tmp_path: Path, part: str, pieces: Iterable[bytes], store: int = zipfile.ZIP_DEFLATED) -> Path:
    """A workbook with one part written piece by piece."""
    source = make_raw(tmp_path / "small.xlsx")
    path = tmp_path / "hostile.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", store, compresslevel=1) as new:
        for entry in old.infolist():
            if entry.filename != part:
                new.writestr(entry, old.read(entry))
        with new.open(part, "w", force_zip64=True) as file:
            for piece in pieces:
                file.write(piece)
    return path


def sheet(rows: Iterable[bytes]) -> Iterable[bytes]:
    """A sheet part around these bytes."""
    yield f'<worksheet xmlns="{MAIN}"><sheetData>'.encode()
    yield from rows
    yield b"</sheetData></worksheet>"


def test_bomb_of_nothing(tmp_path: Path) -> None:
    """A small file that unpacks to a huge one is refused before it is unpacked."""
    path = with_part(tmp_path, SHEET, sheet(b" " * (1 << 20) for _ in range(200)))
    assert path.stat().st_size < 2_000_000
    assert "is packed" in within_memory(path)


def test_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    """A part that says it is small is read no further than it says."""
    path = with_part(tmp_path, "xl/media/filler.bin", [b""])
    bomb = with_part(tmp_path, SHEET, sheet(b'<row r="%d"/>' % n + b" " * 10_000 for n in range(1, 20_000)))
    content = bomb.read_bytes()
    with zipfile.ZipFile(bomb) as archive:
        true = archive.getinfo(SHEET).file_size
    path.write_bytes(content.replace(true.to_bytes(4, "little"), (5000).to_bytes(4, "little")))
    assert "damaged" in within_memory(path)


def test_million_blank_rows(tmp_path: Path) -> None:
    """A million rows of nothing are told to be too many."""
    path = with_part(tmp_path, SHEET, sheet(b'<row r="%d" spans="1:13"/>' % n for n in range(1, 1_048_577)))
    assert "sheet S has more than 250000 rows" in within_memory(path)
    assert "sheet S has more than 250000 rows" in within_memory(path, "merged")


def test_dimension_of_a_million_rows_costs_nothing(tmp_path: Path) -> None:
    """A sheet that claims a million rows and has two is read as two."""
    head = f'<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>'.encode()
    rows = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>'
    path = with_part(tmp_path, SHEET, [head, rows, b"</sheetData></worksheet>"])
    assert within_memory(path) == "2"


def test_shared_strings_of_forty_megabytes(tmp_path: Path) -> None:
    """Texts that would fill the memory are refused by their size."""
    pieces = (b"<si><t>%032d</t></si>" % n for n in range(1_000_000))
    strings = [f'<sst xmlns="{MAIN}">'.encode(), *pieces, b"</sst>"]
    path = with_part(tmp_path, "xl/sharedStrings.xml", strings)
    assert "sharedStrings.xml would unpack to" in within_memory(path)


@pytest.mark.parametrize("work", ["read", "write"])
def test_row_of_a_million_cells(tmp_path: Path, work: str) -> None:
    """One endless row is refused, it is not built up in memory."""
    cells = (b"<c/>" * 25_000 + b"%d" % n for n in range(400))
    path = with_part(tmp_path, SHEET, sheet([b'<row r="1">', *cells, b"</row>"]), zipfile.ZIP_STORED)
    assert "more than 4194304 bytes" in within_memory(path, work)


@pytest.mark.parametrize("work", ["read", "merged", "write"])
def test_elements_within_elements(tmp_path: Path, work: str) -> None:
    """Endless nesting ends in a sentence, not in a crash."""
    path = with_part(tmp_path, SHEET, sheet([b"<row>" * 300_000]), zipfile.ZIP_STORED)
    assert re.search("more than 64 deep|Excessive depth", within_memory(path, work))


def test_endless_text(tmp_path: Path) -> None:
    """One endless text is refused."""
    text = (b"a%d" % n * 10_000 for n in range(1000))
    row = [b'<row r="1"><c r="A1" t="inlineStr"><is><t>', *text, b"</t></is></c></row>"]
    path = with_part(tmp_path, SHEET, sheet(row), zipfile.ZIP_STORED)
    assert "more than 4194304 bytes" in within_memory(path)


def test_endless_head(tmp_path: Path) -> None:
    """What stands before the rows is bounded as well."""
    pieces = [f'<worksheet xmlns="{MAIN}"><cols>'.encode(), *[b'<col min="1" max="1"/>' * 1000] * 500]
    path = with_part(tmp_path, SHEET, pieces, zipfile.ZIP_STORED)
    assert "more than 4194304 bytes" in within_memory(path)
    assert "more than 4194304 bytes" in within_memory(path, "write")


def test_hundred_thousand_parts(tmp_path: Path) -> None:
    """An archive of countless parts is refused before they are listed."""
    path = tmp_path / "parts.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(12_000):
            archive.writestr(f"xl/{number}.xml", b"")
    assert "has 12000 parts" in within_memory(path)


def test_parts_that_are_not_counted(tmp_path: Path) -> None:
    """An archive that says it has seven parts is not believed: its directory's size tells."""
    path = make_raw(tmp_path / "many.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(60_000):
            archive.writestr(zipfile.ZipInfo(f"x/{number}"), b"")
    content = bytearray(path.read_bytes())
    struct.pack_into("<2H", content, content.rfind(b"PK\5\6") + 8, 7, 7)
    path.write_bytes(content)
    assert "not what its number of parts needs" in within_memory(path)


def test_second_directory(tmp_path: Path) -> None:
    """A directory that says it is not the one that counts is not followed to the other."""
    path = make_raw(tmp_path / "second.xlsx")
    content = path.read_bytes()
    end = content.rfind(b"PK\5\6")
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 9, 9, 99, 0)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    path.write_bytes(content[:end] + record + locator + content[end:])
    assert "is told twice, and not alike" in within_memory(path)


@pytest.mark.parametrize(
    "code", ["[" * 200_000, "[h" * 100_000, "m" * 200_000 + "s", "&quot;" * 200_001, "\\" * 200_001]
)
def test_number_format_without_an_end(tmp_path: Path, code: str) -> None:
    """A format of two hundred thousand letters is read at once, and the number under it as well."""
    cell = '<row r="1"><c r="A1" s="3"><v>1</v></c></row>'
    path = make_raw(tmp_path / "format.xlsx", cell, styles=STYLES.replace("dd/mm/yyyy hh:mm", code))
    assert within_memory(path) == "1"


@pytest.mark.parametrize(
    "styles",
    [
        "<cellXfs>" + '<xf numFmtId="14"/>' * 110_000 + "</cellXfs>",
        "<numFmts>" + '<numFmt numFmtId="164" formatCode="yy"/>' * 110_000 + "</numFmts>"
        "<cellXfs>" + '<xf numFmtId="164"/>' * 110_000 + "</cellXfs>",
    ],
    ids=["cells", "numbers"],
)
def test_hundred_thousand_formats(tmp_path: Path, styles: str) -> None:
    """More formats than any program writes are refused."""
    path = make_raw(tmp_path / "formats.xlsx", styles=f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>')
    assert "more than 100000 formats" in within_memory(path)


@pytest.mark.parametrize(
    ("count", "says"), [(9_000, "^0$"), (20_000, "at more than 10000"), (900_000, "would unpack to")]
)
def test_one_table_under_many_names(tmp_path: Path, count: int, says: str) -> None:
    """A sheet that points at one table again and again has that table once, or is refused."""
    pointing = f'<Relationship Id="r@" Type="{RELATIONS}/table" Target="../tables/t.xml"/>'
    inner = "".join(pointing.replace("@", str(number)) for number in range(count))
    columns = "".join(f'<tableColumn name="{number}"/>' for number in range(1000))
    table = (
        f'<table xmlns="{MAIN}" ref="A1:ALL2" displayName="T"><tableColumns>{columns}</tableColumns></table>'
    )
    parts: dict[str, str | bytes] = {
        "xl/worksheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{inner}'
        "</Relationships>",
        "xl/tables/t.xml": table,
    }
    assert re.search(says, within_memory(make_raw(tmp_path / "tables.xlsx", parts=parts)))


@pytest.mark.parametrize(
    ("part", "pointing"),
    [
        ("xl/worksheets/_rels/sheet1.xml.rels", "table:sheet1.xml"),
        ("xl/_rels/workbook.xml.rels", "worksheet:workbook.xml"),
        ("_rels/.rels", "officeDocument:_rels/.rels"),
    ],
)
def test_parts_that_point_at_themselves(tmp_path: Path, part: str, pointing: str) -> None:
    """Nothing goes round in circles."""
    path = make_raw(tmp_path / "circle.xlsx", parts={part: relationships(pointing)})
    assert re.fullmatch(r"0|circle\.xlsx.*", within_memory(path))


def test_one_sheet_under_many_names(tmp_path: Path) -> None:
    """Half a million sheets that are all the same one are refused."""
    sheets = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 500_000))
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets></workbook>'
    path = make_raw(tmp_path / "sheets.xlsx", parts={"xl/workbook.xml": book})
    assert "two of its sheets are one" in within_memory(path)


@pytest.mark.parametrize("work", ["read", "merged", "write"])
def test_hundred_thousand_merged_ranges(tmp_path: Path, work: str) -> None:
    """Merged ranges without number are refused before a row is sent, not kept in memory."""
    merged = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 100_001))
    path = make_raw(tmp_path / "merged.xlsx", sheet=worksheet("", after=f"<mergeCells>{merged}</mergeCells>"))
    assert "more than 50000 merged ranges" in within_memory(path, work)


@pytest.mark.parametrize("work", ["read", "write"])
def test_tag_of_many_attributes(tmp_path: Path, work: str) -> None:
    """A tag of two hundred thousand attributes is read and written like any other."""
    attributes = " ".join(f'a{number}="x"' for number in range(200_000))
    path = make_raw(tmp_path / "tag.xlsx", f'<row r="1" {attributes}/>')
    assert within_memory(path, work) == "0"


@pytest.mark.parametrize("work", ["read", "write"])
def test_names_that_lead_elsewhere(tmp_path: Path, work: str) -> None:
    """A part is nowhere but in its workbook, however it is called."""
    path = make_raw(tmp_path / "names.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>')
    names = ("../../planted.txt", "/planted.txt", "C:\\planted.txt", "xl/../../planted.txt", "x\x1b[2J")
    with zipfile.ZipFile(path, "a") as archive:
        for name in names:
            archive.writestr(name, b"planted")
    assert within_memory(path, work) == "1"
    assert [file.name for file in tmp_path.parent.rglob("*planted*")] == []
    with zipfile.ZipFile(path) as archive:
        assert set(names) <= {entry.orig_filename for entry in archive.infolist()}


@pytest.mark.parametrize("number", ["-1", "0_0", "٠", " 0", "9" * 5000])
def test_texts_by_a_strange_number(tmp_path: Path, number: str) -> None:
    """A cell that another program would read as another text is refused, not read from the list's end."""
    cell = f'<row r="1"><c r="A1" t="s"><v>{number}</v></c></row>'
    path = make_raw(tmp_path / "strange.xlsx", cell, strings="<si><t>Ana</t></si><si><t>Eve</t></si>")
    assert "which is not there" in within_memory(path)
