"""Workbooks made to do harm cost little memory and end in a sentence."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from workbooks import MAIN, SHEET, make_raw

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
