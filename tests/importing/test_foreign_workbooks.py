"""Workbooks that were made by others are imported, and all that is not a result stays as it was."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from fods import elsewhere
from foreign import BILLS, CENTS, HEADERS, RESULTS, of_a_script, of_an_office, png, result_cells
from foreign_parts import of_excel, signed
from office import Office, statuses
from unchanged import part, raw_parts, without

from xl_addin.importing.options import LookAlikes
from xl_addin.workbook.file import FileWorkbook
from xl_addin.workbook.port import CellValue
from xl_addin.workbook.references import column_letters

ARTIST = Path(__file__).with_name("calc_artist.py")
XLSX = "Calc MS Excel 2007 XML"
EPOCH = date(1899, 12, 30)
MAKERS: dict[str, Callable[[Path], Path]] = {
    "office.xlsm": of_an_office,
    "excel.xlsm": of_excel,
    "script.xlsx": of_a_script,
    "strict.xlsx": lambda path: of_a_script(path, strict=True),
    "old mac.xlsx": lambda path: of_a_script(path, old_mac=True),
}
SHOWN = HEADERS[RESULTS:]
BY_CALC = ("calc.xlsx", "passed on.xlsx")
"""Made in LibreOffice, with a pivot table; and that one opened and saved by openpyxl."""
ALL = (*MAKERS, *BY_CALC)


@pytest.fixture(scope="module")
def of_calc(calc_pipe: str, uno_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one workbook that LibreOffice saved in several ways."""
    folder = tmp_path_factory.mktemp("calc")
    (folder / "dot.png").write_bytes(png())
    bills = [[(day - EPOCH).days, *others] for day, *others in BILLS]
    ways = {
        "calc.xlsx": (XLSX, ""),
        "locked.xlsx": (XLSX, "secret"),
        "open document.ods": ("calc8", ""),
        "old.xls": ("MS Excel 97", ""),
    }
    order = {
        "rows": [HEADERS, *bills],
        "days": 0,
        "picture": str(folder / "dot.png"),
        "save": [(str(folder / name), *way) for name, way in ways.items()],
    }
    program = [uno_python, ARTIST, calc_pipe]
    done = subprocess.run(program, input=json.dumps(order), capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, done.stderr
    book = openpyxl.load_workbook(folder / "calc.xlsx")
    assert book["Resumo"]._pivots  # openpyxl offers no other way to see them
    book.save(folder / "passed on.xlsx")
    return folder


@pytest.fixture
def made(request: pytest.FixtureRequest) -> Callable[[str, Path], Path]:
    """Makes a workbook by its name in a folder."""

    def make(name: str, folder: Path) -> Path:
        if name in MAKERS:
            return MAKERS[name](folder / name)
        return Path(shutil.copy(request.getfixturevalue("of_calc") / name, folder / name))

    return make


@pytest.mark.parametrize("name", ALL)
def test_a_foreign_workbook_is_imported_and_all_else_in_it_stays(
    name: str, made: Callable[[str, Path], Path], office: Office
) -> None:
    """The rows arrive; charts, pictures, pivots, slicers, macros and unknown parts stay byte for byte."""
    path = made(name, office.folder)
    before, sheet = raw_parts(path), part(path, first_sheet(path))
    assert statuses(office.run(path)) == ["sent"] * len(BILLS)
    records = {str(item["id"]): item for item in office.stored()}
    told = [results(path, row) for row in range(5, 9)]
    assert [records[row["Id"]]["amount_cents"] for row in told] == CENTS
    assert [records[row["Id"]]["date"] for row in told] == [str(day) for day, *_ in BILLS]
    after = raw_parts(path)
    assert list(after) == list(before)
    changed = {each for each in before if before[each] != after[each]}
    assert {first_sheet(path)} <= changed <= {first_sheet(path), "xl/styles.xml", "xl/calcChain.xml"}
    places = result_cells()
    assert without(part(path, first_sheet(path)), places) == without(sheet, places)
    if "xl/calcChain.xml" in after:
        assert b'r="N7"' not in part(path, "xl/calcChain.xml")
        assert b'r="W5"' in part(path, "xl/calcChain.xml")
    assert statuses(office.run(path)) == ["already_sent"] * len(BILLS)
    assert raw_parts(path) == after


def test_libreoffice_shows_the_same_elsewhere(
    soffice: Path, made: Callable[[str, Path], Path], office: Office, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Every sheet, chart, picture, note and rule looks as before; the results stand in their cells."""
    before, after = (tmp_path_factory.mktemp(when) for when in ("before", "after"))
    paths = [made(name, office.folder) for name in ALL]
    for path in paths:
        shutil.copy(path, before)
    outcome = office.run(*paths, look_alikes=LookAlikes.SEND)
    assert set(statuses(outcome)) == {"sent"}
    for path in paths:
        shutil.copy(path, after)
    profile = f"-env:UserInstallation={tmp_path_factory.mktemp('profile').as_uri()}"
    for folder in (before, after):
        program = [soffice, profile, "--headless", "--convert-to", "fods", "--outdir", folder]
        subprocess.run([*program, *sorted(folder.iterdir())], check=True, capture_output=True, timeout=200)
    for path in paths:
        name = f"{path.stem}.fods"
        seen_before, seen_after = (elsewhere(folder / name, result_cells()) for folder in (before, after))
        assert seen_after.rest == seen_before.rest
        assert seen_after.results.keys() == result_cells() - blank(path)
        assert {seen_after.results[f"J{row}"] for row in range(5, 9)} == {"sent"}


def test_a_signed_workbook_is_refused_before_anything_is_sent(office: Office) -> None:
    """A signature that a byte would break is not broken in silence, and no row is sent without its key."""
    path = signed(office.folder / "signed.xlsm")
    before = path.read_bytes()
    outcome = office.run(path)
    assert set(statuses(outcome)) == {"not_sent"}
    assert "digitally signed" in outcome.books[0].problems[0].text
    assert (office.posts(), path.read_bytes()) == (0, before)


@pytest.mark.parametrize(
    ("name", "called", "says"),
    [
        ("locked.xlsx", "locked.xlsx", "is protected by a password"),
        ("open document.ods", "open document.ods", "is no .xlsx or .xlsm workbook"),
        ("open document.ods", "renamed.xlsx", "its content is something else"),
        ("old.xls", "renamed.xlsx", "is an old .xls workbook"),
        ("calc.xlsx", "renamed.xltx", "is no .xlsx or .xlsm workbook"),
        ("calc.xlsx", "renamed.xlsb", "is no .xlsx or .xlsm workbook"),
    ],
)
def test_a_file_given_by_mistake_is_told_by_its_kind(
    of_calc: Path, office: Office, name: str, called: str, says: str
) -> None:
    """A real password, an OpenDocument or an old workbook ends in a sentence, and nothing is touched."""
    path = Path(shutil.copy(of_calc / name, office.folder / called))
    before = path.read_bytes()
    outcome = office.run(path)
    assert says in outcome.books[0].problems[0].text
    assert (outcome.exit_code, office.posts(), path.read_bytes()) == (1, 0, before)


def first_sheet(path: Path) -> str:
    """The part's name of the sheet with the bills."""
    return "xl/worksheets/sheet1.xml"


def results(path: Path, row: int) -> dict[str, CellValue]:
    """The result cells of a row by their headers; those that show nothing are left out."""
    book = FileWorkbook(path)
    [cells] = [line.cells for line in book.head(book.sheets()[0]) if line.number == row]
    return {
        header: cell for header, cell in zip(HEADERS, cells[1:], strict=False) if cell and header in SHOWN
    }


def blank(path: Path) -> set[str]:
    """The result cells that show nothing."""
    return {
        f"{column_letters(column)}{row}"
        for row in range(5, 9)
        for column, header in enumerate(HEADERS, 2)
        if header in SHOWN and header not in results(path, row)
    }
