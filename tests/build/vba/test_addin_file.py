"""The add-in's file, read by others' programs: what was put in is in it, and nothing else."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import olefile
import pytest
from lxml import etree
from reading import ExcelFile, VBA_Parser, check_file

from xl_addin.build import packing
from xl_addin.build.addin.assembly import built, modules
from xl_addin.build.addin.sheets import Python
from xl_addin.build.vba.module import Kind
from xl_addin.errors import WrongUse
from xl_addin.functions.registry import FUNCTIONS
from xl_addin.texts import available, language

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PYTHON = Python(windows=r"C:\Users\João\python.exe", mac="/opt/py/bin/python3", library=r"C:\Users\João")
SHEETS = ["settings", "texts", "functions"]
EXPECTED = {module.name: module.source for module in modules(SHEETS)}


@pytest.fixture(scope="module", params=available())
def spoken(request: pytest.FixtureRequest) -> str:
    """Each language in turn."""
    return str(request.param)


@pytest.fixture(scope="module")
def parts(spoken: str) -> dict[str, bytes]:
    """The package's parts by name."""
    return packing.parts(built(spoken, PYTHON))


def rows(parts: dict[str, bytes], sheet: str) -> list[list[str]]:
    """A sheet's texts."""
    strings = [item.findtext(f"{MAIN}t") or "" for item in etree.fromstring(parts["xl/sharedStrings.xml"])]
    page = etree.fromstring(parts[f"xl/worksheets/sheet{SHEETS.index(sheet) + 1}.xml"])
    return [
        [strings[int(cell.findtext(f"{MAIN}v") or "")] for cell in row] for row in page.iter(f"{MAIN}row")
    ]


def test_olevba_reads_each_module(tmp_path: Path) -> None:
    """A company's own scanner sees the very text that we wrote, and nothing beside it."""
    parser = VBA_Parser("xl-addin.xlam", data=built("en", PYTHON))
    found = {name.rpartition(".")[0]: text for _, _, name, text in parser.extract_all_macros()}
    parser.close()
    assert found == EXPECTED


def test_pyopenvba_reads_each_module(tmp_path: Path) -> None:
    """A program whose writer was tried on Excel finds nothing wrong with the file, and the same modules."""
    file = tmp_path / "xl-addin.xlam"
    file.write_bytes(built("pt", PYTHON))
    assert check_file(file).issues == ()
    with ExcelFile(file) as book:
        found = {module.name: module.source for module in book.vba_project().modules}
    assert {name: text.replace("\r\n", "\n") for name, text in found.items()} == {
        name: text.replace("\r\n", "\n") for name, text in EXPECTED.items()
    }


def test_olefile_finds_no_defect(parts: dict[str, bytes]) -> None:
    """The project's container is sound, and no compiled code is in it that nobody could read."""
    project = io.BytesIO(parts["xl/vbaProject.bin"])
    with olefile.OleFileIO(project, raise_defects=olefile.DEFECT_UNSURE) as found:
        names = {name for folder, name in (path for path in found.listdir() if len(path) == 2)}
        assert names == {*EXPECTED, "dir", "_VBA_PROJECT"}
        assert found.openstream("VBA/_VBA_PROJECT").read().hex() == "cc61ffff000000"


def test_nothing_runs_what_it_should_not() -> None:
    """The VBA starts no shell, writes no file, loads nothing from the net and hides no text."""
    text = "\n".join(EXPECTED.values()).lower()
    for word in (
        "shell(",
        "wscript",
        "createobject",
        "http",
        "kill ",
        "filecopy",
        "open ",
        "chrw",
        "vbproject",
    ):
        code = [line for line in text.splitlines() if not line.lstrip().startswith(("'", "attribute"))]
        assert not any(word in line for line in code), word


def test_it_is_an_add_in_with_a_ribbon(parts: dict[str, bytes]) -> None:
    """Excel takes it for an add-in, and finds the ribbon."""
    assert b"application/vnd.ms-excel.addin.macroEnabled.main+xml" in parts["[Content_Types].xml"]
    assert b"sheet.macroEnabled" not in parts["[Content_Types].xml"]
    assert b'Target="customUI/customUI14.xml"' in parts["_rels/.rels"]
    assert parts["customUI/customUI14.xml"].startswith(b"<?xml")


def test_code_names_are_modules(parts: dict[str, bytes]) -> None:
    """The workbook and each sheet have the module that is theirs: otherwise Excel repairs the file."""
    book = etree.fromstring(parts["xl/workbook.xml"])
    properties = book.find(f"{MAIN}workbookPr")
    assert properties is not None
    names = [properties.get("codeName")]
    for number, _ in enumerate(SHEETS, 1):
        page = etree.fromstring(parts[f"xl/worksheets/sheet{number}.xml"])
        names.append(page.find(f"{MAIN}sheetPr").get("codeName"))
    documents = [module.name for module in modules(SHEETS) if module.kind is not Kind.STANDARD]
    assert names == documents
    assert [sheet.get("name") for sheet in book.iter(f"{MAIN}sheet")] == SHEETS


def test_it_knows_its_python(parts: dict[str, bytes]) -> None:
    """The interpreter stands in the add-in's own sheet, with every letter of its path."""
    assert rows(parts, "settings") == [
        ["windows", PYTHON.windows],
        ["mac", PYTHON.mac],
        ["library", PYTHON.library],
    ]


def test_help_is_there_for_the_wizard(parts: dict[str, bytes], spoken: str) -> None:
    """Each function has its help and a hint for each argument, in the language, as Excel takes them."""
    helps = {row[0]: row for row in rows(parts, "functions")}
    assert list(helps) == list(FUNCTIONS)
    for name, function in FUNCTIONS.items():
        assert len(helps[name]) == 3 + len(function.all_arguments)
        assert all(0 < len(text) <= 255 for text in helps[name])
    english = {row[0]: row for row in rows(packing.parts(built("en")), "functions")}
    assert (helps == english) is (spoken == "en")


def test_categories_are_in_the_language(parts: dict[str, bytes], spoken: str) -> None:
    """The wizard lists a service's functions under its name, and those of all services under a word."""
    cash = {"en": "Cash", "pt": "Caixa", "es": "Caja", "fr": "Trésorerie"}[spoken]
    categories = {row[0]: row[1] for row in rows(parts, "functions")}
    assert {categories[name] for name, function in FUNCTIONS.items() if function.group == "cash"} == {cash}
    assert {*categories.values()} == {"Organizze", "Iziago", "iZi", cash, "xl-addin"}


def test_vba_is_the_same_in_every_language(parts: dict[str, bytes]) -> None:
    """Who has looked at the VBA of one language, or signed it, has looked at all."""
    assert parts["xl/vbaProject.bin"] == packing.parts(built("en"))["xl/vbaProject.bin"]


def test_same_bytes_every_time(tmp_path: Path) -> None:
    """Whoever builds it again, elsewhere and another day, has the same file."""
    program = (
        "import sys; from xl_addin.build.addin.assembly import built; sys.stdout.buffer.write(built('fr'))"
    )
    env = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "America/La_Paz"}
    again = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, cwd=tmp_path, env=env
    )
    assert again.stdout == built("fr")


def test_building_leaves_the_language_alone() -> None:
    """What is said after building is said in the language of before."""
    before = language()
    built("fr")
    assert language() == before


def test_an_unknown_language_is_refused() -> None:
    """Nobody gets an add-in whose texts are missing."""
    with pytest.raises(WrongUse, match="de"):
        built("de")
