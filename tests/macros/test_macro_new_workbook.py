"""New workbooks from Excel are those of the command line, opened."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from counter import Counter
from importing.office import Office, cells, statuses

from xl_addin.schema import SHEETS
from xl_addin.workbook.file import FileWorkbook

RENT = {"date": date(2026, 11, 2), "description": "Rent", "amount": Decimal("-3200.00")}


@pytest.mark.parametrize("name", SHEETS)
def test_each_template(connected: Counter, tmp_path: Path, name: str) -> None:
    """Every template of the menu is made where the person wants it, with an identity, and is in front."""
    connected.file = tmp_path / "November"
    connected.press("new_template", name)
    assert connected.questions == [f"{name}.xlsx"]
    assert connected.app.books.active.name == "November.xlsx"
    properties = FileWorkbook(tmp_path / "November.xlsx").properties()
    assert properties["template"] == name
    assert len(properties["guid"]) == 36


def test_the_dropdowns_hold_the_services_names(connected: Counter, tmp_path: Path) -> None:
    """Where the service can be asked, its accounts can be chosen."""
    connected.file = tmp_path / "new.xlsx"
    assert connected.press("new_template", "organizze_transactions") == []
    sheets = {sheet.name: sheet for sheet in connected.app.books.active.sheets}
    values = {cell for sheet in sheets.values() for cell in _texts(sheet.used_range.options(ndim=2).value)}
    assert "Bradesco CC" in values


def test_it_speaks_the_language_of_the_ribbon(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whose ribbon is in French gets a French template, and is told in its words what its dropdowns lack."""
    monkeypatch.setenv("XL_ADDIN_LANG", "fr")
    counter.file = tmp_path / "nouveau.xlsx"
    [told] = counter.press("new_template", "organizze_transfers")
    assert "Compte débité, Compte crédité" in told
    assert FileWorkbook(counter.file).properties()["language"] == "fr"
    assert FileWorkbook(counter.file).tables()[0].headers[:2] == ("Date", "Montant")


def test_without_credentials_it_is_made_all_the_same(counter: Counter, tmp_path: Path) -> None:
    """An empty template needs no service; that its dropdowns are empty is said."""
    counter.file = tmp_path / "new.xlsx"
    [told] = counter.press("new_template", "organizze_transactions")
    assert told.startswith("The dropdowns of Account, Credit card, Category stay empty:")
    assert counter.app.books.active.name == "new.xlsx"


def test_nothing_is_overwritten(connected: Counter, tmp_path: Path) -> None:
    """A file that is there stays as it is, whatever Excel's dialog allowed."""
    connected.file = tmp_path / "old.xlsx"
    connected.file.write_bytes(b"somebody's work")
    [told] = connected.press("new_template", "izi_invoices")
    assert "exists already" in told
    assert connected.file.read_bytes() == b"somebody's work"


@pytest.mark.parametrize(("button", "detail"), [("new_template", "izi_invoices"), ("new_from_this", "")])
def test_cancelled_is_nothing(connected: Counter, office: Office, button: str, detail: str) -> None:
    """Whoever cancels the dialog gets no file, no workbook and no message, and nothing was saved."""
    connected.app.books.open(str(office.workbook([RENT]))).sheets[0].range("B2").value = "Rent and heating"
    before = sorted(office.folder.iterdir())
    assert connected.press(button, detail) == []
    assert len(connected.app.books) == 1
    assert sorted(office.folder.iterdir()) == before


def test_new_from_this_can_be_sent(connected: Counter, office: Office, tmp_path: Path) -> None:
    """The same rows without their results, as a workbook of their own whose rows are sent as new."""
    path = office.workbook([RENT])
    assert statuses(office.run(path)) == ["sent"]
    connected.app.books.open(str(path))
    connected.file = tmp_path / "December.xlsx"
    connected.press("new_from_this")
    assert connected.app.books.active.name == "December.xlsx"
    [row] = cells(connected.file)
    assert (row["Description"], row["Status"], row["Key"]) == ("Rent", None, None)
    assert FileWorkbook(connected.file).properties()["guid"] != FileWorkbook(path).properties()["guid"]


def test_what_was_typed_since_goes_along(connected: Counter, office: Office, tmp_path: Path) -> None:
    """A yes to saving first takes along what is in Excel and not on the disk yet; Excel asks what it must."""
    book = connected.app.books.open(str(office.workbook([RENT])))
    book.sheets[0].range("B2").value = "Rent and heating"
    connected.file = tmp_path / "December.xlsx"
    asking: list[bool] = []
    book.impl.before_save = lambda: asking.append(connected.app.display_alerts)
    connected.app.display_alerts = False
    [asked] = connected.press("new_from_this")
    assert asking == [True]
    assert "as it was saved last" in asked
    assert cells(connected.file)[0]["Description"] == "Rent and heating"


def test_what_is_saved_is_not_asked_about(connected: Counter, office: Office, tmp_path: Path) -> None:
    """Where the file has all that Excel shows, there is nothing to ask."""
    connected.app.books.open(str(office.workbook([RENT])))
    connected.file = tmp_path / "December.xlsx"
    assert connected.press("new_from_this") == []


def test_a_workbook_in_no_file(connected: Counter) -> None:
    """What was never saved has nothing to copy: that is said before anything is asked or saved."""
    connected.app.books.add().sheets[0].range("A1").value = "Mine"
    [told] = connected.press("new_from_this")
    assert told.startswith("Book1 is in no file on this computer.")
    assert connected.questions == []
    assert connected.app.books[0].impl.path is None


@pytest.mark.parametrize(
    ("hindered", "said"),
    [("read_only", "open read-only"), ("full", "Excel did not do what was asked")],
)
def test_what_cannot_be_saved(
    connected: Counter, office: Office, tmp_path: Path, hindered: str, said: str
) -> None:
    """A workbook that Excel cannot save is told so in a sentence; no copy without what was typed is made."""
    book = connected.app.books.open(str(office.workbook([RENT])))
    book.sheets[0].range("B2").value = "Rent and heating"
    book.impl.flags["ReadOnly"], book.impl.fail_save = hindered == "read_only", hindered == "full"
    connected.file = tmp_path / "December.xlsx"
    told = connected.press("new_from_this")[-1]
    assert said in told
    assert "Please report" not in told
    assert not connected.file.exists()


def _texts(rows: list[list[object]]) -> list[object]:
    return [value for row in rows for value in row]
