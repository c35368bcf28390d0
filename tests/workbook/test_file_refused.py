"""Files that are no workbook, or one that must not be trusted, end in a sentence that helps."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from workbooks import MAIN, SHEET, Raw, relationships, worksheet

from xl_addin.errors import WorkbookError
from xl_addin.workbook.file import FileWorkbook
from xl_addin.workbook.limits import Limits
from xl_addin.workbook.port import Region

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def read_all(path: Path, limits: Limits | None = None) -> None:
    """Reads everything there is to read."""
    book = FileWorkbook(path, limits or Limits())
    book.tables()
    for sheet in book.sheets():
        book.merged(sheet)
        list(book.rows(Region(sheet, None, 0, 1, ("A",))))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", b"Date;Amount", "is no .xlsx or .xlsm workbook"),
        ("a.xls", OLE, "is no .xlsx or .xlsm workbook"),
        ("a.xlsx", b"Date;Amount", "its content is something else"),
        ("a.xlsx", b"", "its content is something else"),
        ("a.xlsx", OLE, "is an old .xls workbook"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
        ("a.xlsx", b"PK\3\4" + bytes(300), "its end is missing"),
    ],
)
def test_other_files(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    """Each kind of wrong file is told by its name, with how to get a right one."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(WorkbookError, match=says) as caught:
        FileWorkbook(path)
    assert caught.value.message.startswith(name)
    assert "Excel" in caught.value.hint


def test_missing_file_and_folder(tmp_path: Path) -> None:
    """A wrong path is said to be one."""
    (tmp_path / "folder.xlsx").mkdir()
    for name, says in (
        ("gone.xlsx", "is not there"),
        ("gone.csv", "is not there"),
        ("folder.xlsx", "is a folder"),
    ):
        with pytest.raises(WorkbookError, match=says):
            FileWorkbook(tmp_path / name)


def test_zip_of_something_else(tmp_path: Path) -> None:
    """A renamed document or archive is no workbook."""
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("letter.txt", "Dear all")
    with pytest.raises(WorkbookError, match="its content is something else"):
        FileWorkbook(tmp_path / "a.xlsx")


def test_binary_workbook(raw: Raw) -> None:
    """A binary workbook under another name is told."""
    path = raw(parts={"_rels/.rels": relationships("officeDocument:xl/workbook.bin")})
    with pytest.raises(WorkbookError, match="is a binary workbook"):
        FileWorkbook(path)


@pytest.mark.parametrize("place", range(100, 1800, 85))
def test_damaged_bytes_never_pass_unnoticed(raw: Raw, place: int) -> None:
    """A file broken on its way is refused, or reads as the sound one does; it never ends in a stack trace."""
    row = "".join(f'<row r="{n}"><c r="A{n}"><v>{n * 7919 % 1000}</v></c></row>' for n in range(1, 60))
    path = raw(row)
    region = Region("S", None, 0, 1, ("A",))
    sound = [row.cells for row in FileWorkbook(path).rows(region)]
    content = bytearray(path.read_bytes())
    content[place] ^= 0x5A
    path.write_bytes(content)
    read: list[object] | str
    try:
        read = [row.cells for row in FileWorkbook(path).rows(region)]
    except WorkbookError as error:
        read = error.message
    assert read == sound or path.name in read


def test_digit_that_changed_on_its_way(raw: Raw) -> None:
    """An amount damaged on the disk is not read as another amount."""
    row = '<row r="1"><c r="A1"><v>1234567</v></c></row>'
    source = raw(sheet=worksheet(row, after="<pageMargins/>" + " " * 99_999))
    path = source.with_name("stored.xlsx")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    path.write_bytes(path.read_bytes().replace(b"<v>1234567</v>", b"<v>1934567</v>"))
    with pytest.raises(WorkbookError, match="is damaged: Bad CRC-32"):
        read_all(path)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ('<row r="1"><c r="A1" t="s"><v>5</v></c></row>', "text number 5"),
        ('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>', "text number -1"),
        ('<row r="1"><c r="A1"><v>ten</v></c></row>', "a number reads 'ten'"),
        ('<row r="1"><c r="A1"><v>nan</v></c></row>', "a number reads 'nan'"),
        ('<row r="1"><c r="A1"><v>1_000</v></c></row>', "a number reads '1_000'"),
        ('<row r="1"><c r="A1"><v>1e999</v></c></row>', "a number reads '1e999'"),
        ('<row r="1"><c r="A1" t="zz"><v>1</v></c></row>', "unknown type zz"),
        ('<row r="2"/><row r="2"/>', "row 2 of sheet S follows row 2"),
        ('<row r="1048577"/>', "row 1048577"),
        ('<row r="one"/>', "a number reads 'one'"),
        ('<row r="1"><c r="B1"/><c r="A1"/></row>', "cells out of order"),
        ('<row r="1"><c r="A2"/></row>', "without a proper place"),
        ('<row r="1"><c r="XFE1"/></row>', "without a proper place"),
        ('<row r="1">', "damaged"),
    ],
)
def test_sheets_that_contradict_themselves(raw: Raw, row: str, says: str) -> None:
    """A sheet two programs would read differently is refused rather than guessed."""
    with pytest.raises(WorkbookError, match=says):
        read_all(raw(row))


@pytest.mark.parametrize("target", ["../../../etc/passwd", "../../x.xml", "..\\x.xml", "file:///etc/passwd"])
def test_targets_outside_the_workbook(raw: Raw, target: str) -> None:
    """A workbook cannot make us read another file."""
    with pytest.raises(WorkbookError, match="points outside the workbook"):
        FileWorkbook(raw(parts={"xl/_rels/workbook.xml.rels": relationships(f"worksheet:{target}")}))


@pytest.mark.parametrize("target", ["/xl/worksheets/sheet1.xml", "worksheets/../worksheets/./sheet1.xml"])
def test_ways_to_say_the_same_target(raw: Raw, target: str) -> None:
    """Absolute and winding paths inside the workbook are followed."""
    parts = {"xl/_rels/workbook.xml.rels": relationships(f"worksheet:{target}")}
    path = raw('<row r="1"><c r="A1"><v>1</v></c></row>', parts=parts)
    assert [row.number for row in FileWorkbook(path).rows(Region("S", None, 0, 1, ("A",)))] == [1]


def test_part_that_is_there_twice(raw: Raw) -> None:
    """Of two sheets with one name nobody knows which one Excel would show."""
    path = raw()
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(SHEET.upper(), worksheet(""))
    with pytest.raises(WorkbookError, match="is there twice"):
        FileWorkbook(path)


DOCTYPE = '<!DOCTYPE worksheet [<!ENTITY x "boom"><!ENTITY y "&x;&x;">]>'
SHEET_WITH_DOCTYPE = DOCTYPE + worksheet('<row r="1"><c r="A1" t="str"><v>&y;</v></c></row>')


@pytest.mark.parametrize(
    "part",
    [
        {SHEET: SHEET_WITH_DOCTYPE},
        {SHEET: " " * 32_763 + SHEET_WITH_DOCTYPE},
        {"xl/sharedStrings.xml": f'{DOCTYPE}<sst xmlns="{MAIN}"><si><t>&y;</t></si></sst>'},
        {"xl/styles.xml": f'{DOCTYPE}<styleSheet xmlns="{MAIN}"/>'},
        {"_rels/.rels": DOCTYPE + relationships("officeDocument:xl/workbook.xml")},
    ],
    ids=["sheet", "late", "strings", "styles", "package"],
)
def test_document_types_and_entities(raw: Raw, part: dict[str, str]) -> None:
    """No workbook needs a document type: entities never get as far as being expanded."""
    with pytest.raises(WorkbookError, match="declares a document type"):
        read_all(raw(parts=part))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-7", "cp037"])
def test_other_encodings(raw: Raw, encoding: str) -> None:
    """An encoding that could hide something is refused by name, not guessed."""
    text = f'<?xml version="1.0" encoding="{encoding}"?>{SHEET_WITH_DOCTYPE}'
    with pytest.raises(WorkbookError, match=r"is written in|damaged"):
        read_all(raw(sheet=text.encode(encoding)))


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(file=100), "has [0-9]+ bytes"),
        (Limits(entries=3), "has [0-9]+ parts"),
        (Limits(total=1000), "would unpack to"),
        (Limits(part=300), "would unpack to"),
        (Limits(strings=10), "sharedStrings.xml would unpack to"),
        (Limits(ratio=2, ratio_from=100), "is packed [0-9]+ times"),
        (Limits(rows=9), "has more than 9 rows"),
        (Limits(ranges=1), "has more than 1 merged ranges"),
        (Limits(span=200), "more than 200 bytes"),
    ],
)
def test_each_limit_is_told(raw: Raw, limits: Limits, says: str) -> None:
    """A workbook that is too much says in which way, and what to do."""
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 11))
    merges = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="A3:A4"/></mergeCells>'
    long = f"<cols>{'<col/>' * 200}</cols>"
    with pytest.raises(WorkbookError, match=says) as caught:
        read_all(raw(sheet=worksheet(rows, long, merges)), limits)
    assert caught.value.hint


def test_relationship_kinds_that_lie(raw: Raw) -> None:
    """A table part that is no table is told, not stumbled over."""
    path = raw(
        parts={
            "xl/worksheets/_rels/sheet1.xml.rels": relationships("table:../tables/t.xml"),
            "xl/tables/t.xml": f'<table xmlns="{MAIN}" ref="A1:Z9" name="T"><tableColumns/></table>',
        }
    )
    with pytest.raises(WorkbookError, match="table T has other columns"):
        FileWorkbook(path).tables()
