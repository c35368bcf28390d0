"""What stands in the way of sending from Excel is said before anything leaves, with what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from live_office import LiveOffice
from office import Office, cells, edit, statuses

from xl_addin.importing.options import Options
from xl_addin.macros.desk import ExcelDesk
from xl_addin.macros.excel import Excel
from xl_addin.macros.screen import ExcelScreen
from xl_addin.macros.sending import run
from xl_addin.sandbox.server import Sandbox
from xl_addin.workbook.claim.claimed import claimed

ROWS: list[dict[str, Any]] = [
    {"date": date(2026, 11, 1 + n), "description": f"Row {n}", "amount": Decimal(-n - 1)} for n in range(3)
]


@pytest.fixture
def path(office: Office) -> Path:
    """Three rows to send."""
    return office.workbook(ROWS)


def in_the_cloud(book: xw.Book) -> None:
    """Opened from OneDrive."""
    book.impl.url = "https://d.docs.live.net/0123456789abcdef"


def saved_by_itself(book: xw.Book) -> None:
    """AutoSave is on."""
    book.impl.flags["AutoSaveOn"] = True


def read_only(book: xw.Book) -> None:
    """Somebody else has it, or it was opened so."""
    book.impl.flags["ReadOnly"] = True


def final(book: xw.Book) -> None:
    """Marked as final."""
    book.impl.flags["Final"] = True


def shared(book: xw.Book) -> None:
    """Shared in the old way."""
    book.impl.flags["MultiUserEditing"] = True


def protected(book: xw.Book) -> None:
    """The sheet is protected."""
    book.sheets[0].impl.content.protection.sheet = True


def unsaveable(book: xw.Book) -> None:
    """The disk is full."""
    book.impl.fail_save = True


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (in_the_cloud, "is in OneDrive or SharePoint"),
        (saved_by_itself, "is in OneDrive or SharePoint"),
        (read_only, "is open read-only"),
        (final, "is marked as final"),
        (shared, "is a shared workbook"),
        (protected, "is protected"),
        (unsaveable, "Excel did not do what was asked"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_workbook_that_cannot_be_saved_is_not_sent(
    live: LiveOffice, path: Path, state: Callable[[xw.Book], None], sentence: str
) -> None:
    """Keys must be in the file first; where they cannot, no row leaves, and the file stays as it is."""
    before = path.read_bytes()
    state(live.open(path))
    assert sentence in live.press()
    assert live.office.posts() == 0
    assert path.read_bytes() == before


def test_a_workbook_that_was_never_saved(live: LiveOffice) -> None:
    """A new workbook has no file that keys could stand in."""
    live.counter.app.books.add()
    assert "was never saved" in live.press()


def test_what_excel_saved_is_read_before_anything_leaves(live: LiveOffice, path: Path) -> None:
    """A macro of the workbook that changes keys as they are saved is noticed in time."""
    book = live.open(path)
    book.impl.before_save = lambda: live.type(2, "Key", "changed")
    assert "does not stand in the file as it was written" in live.press()
    assert live.office.posts() == 0
    book.impl.before_save = lambda: None
    live.type(2, "Key", None)
    assert statuses(live.send()) == ["sent"] * 3
    assert len(live.office.stored()) == 3


def test_rows_changed_while_the_question_stands_are_not_sent(live: LiveOffice, path: Path) -> None:
    """What is sent is what the preview showed, or nothing."""
    live.open(path)

    class Typist(ExcelScreen):
        """Types into a row, then says yes."""

        def ask(self, question: str) -> bool:
            live.type(2, "Amount", -9999)
            return True

    excel = Excel(live.counter.app, Typist(live.counter.app))
    outcome = run(excel, Options(deadline=60), ExcelDesk(excel))
    assert statuses(outcome) == ["not_sent"] * 3
    assert "Cell C2 of book.xlsx is not as it was when the rows were read" in live.counter.impl.alerts[-1][0]
    assert live.office.posts() == 0
    assert live.column("Amount")[0] == -9999


def test_the_command_line_leaves_an_open_workbook_alone(
    live: LiveOffice, path: Path, colleague: Office
) -> None:
    """While Excel has it nobody else sends it, on this computer or another."""
    live.open(path)
    for place in (live.office, colleague):
        outcome = place.run(path)
        assert statuses(outcome) == ["not_sent"] * 3
        assert "is open in Excel" in str(outcome.books[0].problems[0])
    assert live.office.posts() == 0


def test_excel_leaves_a_workbook_alone_that_another_computer_sends(live: LiveOffice, path: Path) -> None:
    """The claim beside the workbook counts for Excel as it does for the command line."""
    live.open(path)
    with claimed(path, "somebody else's journal", str(path.parent / "locks")):
        assert "is importing book.xlsx on the computer" in live.press()
    assert live.office.posts() == 0
    assert statuses(live.send()) == ["sent"] * 3


def everything(book: xw.Book) -> dict[str, Any]:
    """All cells of an open workbook."""
    return {sheet.name: sheet.used_range.options(ndim=2).formula for sheet in book.sheets}


def test_a_no_sends_nothing_and_writes_nothing(live: LiveOffice, path: Path) -> None:
    """The button that is not yes leaves everything as it was: file, cells, and what is not saved yet."""
    before = path.read_bytes()
    book = live.open(path)
    live.type(2, "Notes", "not saved yet")
    shown = everything(book)
    live.counter.impl.writes = 0
    live.counter.impl.answer = "no"
    assert "not sent 3" in live.press()
    assert live.office.posts() == 0
    assert path.read_bytes() == before
    assert everything(book) == shown
    assert len(live.counter.app.books) == 1


def test_invalid_rows_show_it_and_nothing_is_saved(live: LiveOffice, path: Path) -> None:
    """Whoever tries something out keeps the right not to save it, though the rows are wrong."""
    edit(path, lambda sheet: sheet.cell(3, 3, "many"))
    before = path.read_bytes()
    book = live.open(path)
    live.type(2, "Notes", "an experiment")
    assert "invalid 1" in live.press()
    assert live.column("Status") == ["not_sent", "invalid", "not_sent"]
    assert live.column("Key") == []
    assert path.read_bytes() == before
    assert not book.api.Saved
    live.type(3, "Amount", -2)
    assert statuses(live.send()) == ["sent"] * 3
    assert [row["Status"] for row in cells(path)] == ["sent"] * 3


def test_rows_that_were_sent_are_not_saved_again(live: LiveOffice, path: Path) -> None:
    """The second press has nothing to do: no cell is touched, and nobody's edits are saved."""
    book = live.open(path)
    assert statuses(live.send()) == ["sent"] * 3
    book.sheets["Instructions"]["Z1"].value = "an experiment"
    before, shown = path.read_bytes(), everything(book)
    assert "already sent 3" in live.press()
    assert path.read_bytes() == before
    assert everything(book) == shown


def test_what_became_of_rows_meanwhile_is_saved(live: LiveOffice, path: Path, sandbox: Sandbox) -> None:
    """A doubt that the service settled stands in the file afterwards, though nothing was sent now."""
    sandbox.add_fault("drop-after-commit", 1.0, "POST /organizze/rest/v2/transactions")
    live.open(path)
    assert statuses(live.send()) == ["in_doubt"] * 3
    sandbox.add_fault("drop-after-commit", 0.0, "POST /organizze/rest/v2/transactions")
    assert statuses(live.send()) == ["already_sent"] * 3
    assert [(row["Status"], bool(row["Id"])) for row in cells(path)] == [("sent", True)] * 3


def test_a_check_writes_nothing(live: LiveOffice, path: Path) -> None:
    """Check says what would be sent, and changes neither the cells nor the file."""
    edit(path, lambda sheet: sheet.cell(3, 3, "many"))
    before = path.read_bytes()
    book = live.open(path)
    said = live.press("check_rows")
    assert "C3" in said
    assert path.read_bytes() == before
    assert book.api.Saved
    assert len(live.counter.app.books) == 1


def test_what_is_too_long_for_a_box_stands_on_a_page(live: LiveOffice) -> None:
    """A message box cuts long texts without a word, so that the rest would be unknown."""
    bad = [
        row | {"account": f"Account number {n} of nobody that anybody knows"}
        for n, row in enumerate(ROWS * 6)
    ]
    live.open(live.office.workbook(bad))
    assert "18 sentences" in live.press("check_rows")
    page = live.counter.app.books.active.sheets[0]
    told = " ".join(str(row[0]) for row in page.used_range.options(ndim=2).value)
    assert [told.count(f"Account number {n} of nobody") for n in range(18)] == [1] * 18


def test_excel_is_as_it_was_after_an_import_and_after_a_failure(live: LiveOffice, path: Path) -> None:
    """Events, alerts, calculation and the status bar are the person's own again."""
    live.counter.app.calculation = "manual"
    before = live.counter.state
    live.open(path)
    live.press()
    assert live.counter.state == before
    protected(live.counter.app.books[path.name])
    live.press()
    assert live.counter.state == before


def test_the_rest_of_the_workbook_is_kept(live: LiveOffice, path: Path) -> None:
    """Other sheets, hidden rows and formulas with their values are there after an import as before."""

    def add(sheet: Any) -> None:
        sheet.parent.create_sheet("Mine")["A1"] = "=1+1"
        sheet.row_dimensions[3].hidden = True

    edit(path, add)
    live.open(path)
    assert statuses(live.send()) == ["sent"] * 3
    book = openpyxl.load_workbook(path)
    assert book["Mine"]["A1"].value == "=1+1"
    assert book.worksheets[0].row_dimensions[3].hidden
    assert not list(path.parent.glob(".*lock*"))


def test_the_workbooks_own_macros_do_not_hear_of_it(live: LiveOffice, path: Path) -> None:
    """A macro that reacts to changes would change what is written; afterwards it hears everything again."""
    live.open(path)
    heard = []
    live.counter.impl.before_write = lambda: heard.append(live.counter.app.enable_events)
    live.press()
    assert live.column("Status") == ["sent"] * 3
    assert heard.count(False) >= 2
    assert live.counter.app.enable_events
