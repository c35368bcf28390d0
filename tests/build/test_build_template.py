"""Templates come out of their declarations, the same on every machine."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl.workbook import Workbook

from xl_addin.build import template
from xl_addin.build.template import TEMPLATES, built, main, path_of, write_template
from xl_addin.errors import WorkbookError
from xl_addin.schema import SHEETS, Sheet
from xl_addin.texts import LANGUAGES

Opened = Callable[..., Workbook]


LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of `templates/` to spoil."""
    return Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))


@LANGUAGE
def test_the_same_declaration_gives_the_same_bytes(sheet: type[Sheet], language: str) -> None:
    """A template that was built again shows no difference where nothing changed."""
    one, other = (built(sheet, language=language, guid="g", rows=[{"ref": "1"}]) for _ in range(2))
    assert one == other


def test_the_committed_templates_are_what_is_declared(capsys: pytest.CaptureFixture[str]) -> None:
    """The files a person downloads have the columns that the program reads."""
    assert main(["--check"]) == 0, capsys.readouterr().err


def test_every_sheet_has_its_file_and_there_is_no_other() -> None:
    """`templates/` holds one workbook for each kind of row in each language."""
    expected = {path_of(sheet, language) for sheet in SHEETS.values() for language in LANGUAGES}
    assert set(TEMPLATES.iterdir()) == expected
    assert len(expected) == 24


def test_check_names_the_part_that_differs(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A stale template is told apart by its part, so that one knows where to look."""
    path = copy / "organizze_transfers.en.xlsx"
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace(b"From account", b"From acount")
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert main(["--check", "--folder", str(copy)]) == 1
    assert "organizze_transfers.en.xlsx differs in xl/sharedStrings.xml\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda path: path.with_name("izi_charges.fr.xlsx").unlink(), "izi_charges.fr.xlsx is missing"),
        (lambda path: path.write_bytes(b"no zip"), "organizze_transfers.en.xlsx differs in everything"),
        (lambda path: path.write_bytes(path.read_bytes() + b"\n"), "differs in how it is packed"),
        (lambda path: shutil.copy(path, path.parent / "old.xlsx"), "old.xlsx belongs to no declared sheet"),
    ],
    ids=["missing", "damaged", "padded", "left over"],
)
def test_check_finds_every_kind_of_difference(
    copy: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[Path], object], said: str
) -> None:
    """Neither a missing, a damaged, a padded nor a forgotten file passes."""
    spoil(copy / "organizze_transfers.en.xlsx")
    assert main(["--check", "--folder", str(copy)]) == 1
    assert said in capsys.readouterr().err


def test_writing_mends_what_check_found(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command that the check names makes the check pass."""
    (copy / "organizze_transfers.en.xlsx").unlink()
    assert main(["--folder", str(copy)]) == 0
    assert main(["--check", "--folder", str(copy)]) == 0


@LANGUAGE
def test_a_packed_template_holds_what_was_built(sheet: type[Sheet], language: str) -> None:
    """Packing a template alike on every machine loses nothing of it."""
    file = io.BytesIO(built(sheet, language=language))
    with ZipFile(path_of(sheet, language)) as committed, ZipFile(file) as fresh:
        assert committed.testzip() is None
        assert {name: committed.read(name) for name in committed.namelist()} == {
            name: fresh.read(name) for name in fresh.namelist()
        }


@LANGUAGE
def test_metadata_says_what_the_workbook_is(sheet: type[Sheet], language: str, opened: Opened) -> None:
    """A workbook is known by its hidden sheet, also when its visible sheets were renamed."""
    page = opened(sheet, language=language, guid="0d9f4c1e")["_xl_addin"]
    assert page.sheet_state == "veryHidden"
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        ["template", sheet.template],
        ["version", str(sheet.version)],
        ["language", language],
        ["guid", "0d9f4c1e"],
    ]


def test_a_built_template_has_a_place_for_a_guid_but_none(sheet: type[Sheet]) -> None:
    """Two people who start from the same download do not share an identity."""
    with ZipFile(path_of(sheet)) as archive:
        metadata = archive.read("xl/worksheets/sheet4.xml").decode()
    assert '<c r="B4" s=' in metadata
    assert '<c r="B3" s=' in metadata
    assert metadata.count("<v>") == 7


def test_properties_name_the_template_and_no_moment(sheet: type[Sheet], opened: Opened) -> None:
    """A template tells what it is in the file manager, and not when or by whom it was built."""
    properties = opened(sheet).properties
    assert (properties.title, properties.subject) == (sheet.title, sheet.template)
    assert properties.created == properties.modified == template._CREATED
    assert not properties.creator


def test_a_file_is_private_to_its_user(tmp_path: Path) -> None:
    """Nobody else on the machine reads a workbook that xl-addin made."""
    path = tmp_path / "mine.xlsx"
    write_template(SHEETS["organizze_transfers"], path)
    assert path.stat().st_mode & 0o077 == 0


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    """A wrong path ends in a sentence with the path, not in a stack trace."""
    path = tmp_path / "nowhere" / "mine.xlsx"
    with pytest.raises(WorkbookError, match="cannot be written") as caught:
        write_template(SHEETS["organizze_transfers"], path)
    assert str(path) in caught.value.message


def test_a_value_without_a_column_is_refused(sheet: type[Sheet]) -> None:
    """A prefilled value is never left out in silence."""
    with pytest.raises(KeyError, match="amuont"):
        built(sheet, rows=[{"amuont": "1"}])
