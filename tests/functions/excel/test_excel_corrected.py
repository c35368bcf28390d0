"""A record that somebody moves to another month, and settings that somebody mends, while Excel is open."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from run_day import TODAY
from spreadsheet import Spreadsheet, address, error

from xl_addin import settings
from xl_addin.apis.organizze.client import Organizze
from xl_addin.apis.organizze.models import TransactionChange, TransactionDraft
from xl_addin.connect import organizze
from xl_addin.functions import entry
from xl_addin.functions.excel_error import ExcelError
from xl_addin.sandbox.server import Sandbox

BEFORE = TODAY - timedelta(days=120)
"""In another quarter than today."""
TOKEN = "XL_ADDIN_ORGANIZZE_TOKEN"


@pytest.fixture
def client(home: Path) -> Iterator[Organizze]:
    """Somebody who works in Organizze at the same time."""
    with organizze.client(settings.load()) as client:
        yield client


def test_a_record_that_moved_is_in_one_cell_only(sheet: Spreadsheet, client: Organizze) -> None:
    """A cell that was calculated before a record left it is named for the timer, and calculated once more."""
    draft = TransactionDraft(description="Moves", date=BEFORE, amount_cents=-11_00, account_id=31, paid=True)
    record = client.transactions.create(draft)
    assert sheet.show("ORGANIZZE_NET", str(BEFORE), str(BEFORE), "Cofre", at="A1") == -11.0
    client.transactions.update(record.id, TransactionChange(date=TODAY))
    assert sheet.show("ORGANIZZE_NET", str(TODAY), str(TODAY), "Cofre", at="A2") == -11.0
    assert entry.pending() > 0
    assert address("A1") in entry.overtaken()
    assert sheet.show("ORGANIZZE_NET", str(BEFORE), str(BEFORE), "Cofre", at="A1") == 0.0
    assert (entry.pending(), entry.overtaken()) == (0, [])


def test_a_token_that_is_mended_is_used_after_refresh(
    sheet: Spreadsheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who gave a wrong token and then the right one presses Refresh; Excel need not be closed."""
    right = os.environ[TOKEN]
    monkeypatch.setenv(TOKEN, "wrong")
    assert sheet.show("ORGANIZZE_ACCOUNTS", at="A1") == error(ExcelError.NA)
    monkeypatch.setenv(TOKEN, right)
    assert entry.refresh() == [address("A1")]
    assert sheet.show("ORGANIZZE_ACCOUNTS", at="A1")[0][0] == "Name"


def test_changed_settings_keep_what_was_answered(sheet: Spreadsheet, home: Path, sandbox: Sandbox) -> None:
    """After a Refresh cells speak the language that the settings have now, and still know their values."""
    shown = sheet.show("ORGANIZZE_BALANCE", "Cofre", at="A1")
    (home / "config.toml").write_text('lang = "pt"\n[functions]\nwait = 60.0\n', "utf-8")
    sandbox.add_fault("error-500", 1.0, "GET /organizze")
    entry.refresh()
    assert sheet.show("ORGANIZZE_BALANCE", "Cofre", at="A1") == shown
    told = sheet.show("XL_ADDIN_WHY", address("A1"), at="B1")
    assert "há " in told
    assert "500" in told, "everything was asked anew"


def test_another_wait_is_taken_from_refresh_on(sheet: Spreadsheet, home: Path, sandbox: Sandbox) -> None:
    """Where other settings begin everything anew, it is a Refresh too; broken ones change nothing."""
    for text in ("[functions]\nwait = 50.0\n", "lang = ["):
        assert sheet.show("ORGANIZZE_BALANCE", "Cofre", at="A1") == 0.0
        before = len(sandbox.state()["calls"])
        (home / "config.toml").write_text(text, "utf-8")
        assert entry.refresh() == [address("A1")]
        assert sheet.show("ORGANIZZE_BALANCE", "Cofre", at="A1") == 0.0
        assert len(sandbox.state()["calls"]) > before


def test_why_speaks_of_what_the_cell_shows(sheet: Spreadsheet) -> None:
    """Of a formula calculated twice in a second, as Excel does it, the newest arguments count."""
    for month in ("2026-01-01", "2026-02-01", "2026-03-01"):
        sheet.show("ORGANIZZE_NET", month, month, at="A1")
    formula = f"{address('A1')}\n=ORGANIZZE_NET(C1,C1)"
    told = sheet.show("XL_ADDIN_WHY", formula, at="B1")
    assert told.startswith('ORGANIZZE_NET("2026-03-01", "2026-03-01")')
    assert told.count("ORGANIZZE_NET(") == 1
    told = sheet.show("XL_ADDIN_WHY", f"{formula}-ORGANIZZE_NET(C2,C2)", at="B1")
    assert told.count("ORGANIZZE_NET(") == 2
    by_row = (
        f"{address('A1')}\n=_xlfn.BYROW(C1:C3,_xlfn.LAMBDA(_xlpm.day,ORGANIZZE_NET(_xlpm.day,_xlpm.day)))"
    )
    assert sheet.show("XL_ADDIN_WHY", by_row, at="B1").count("ORGANIZZE_NET(") == 3


def test_a_formula_behind_a_name_has_its_reason(sheet: Spreadsheet) -> None:
    """A cell with `=Saldo` is told by what stands behind the name; one with a sum alone is not ours."""
    sheet.show("ORGANIZZE_BALANCE", "Cofre", at="A1")
    assert "Fetched" in sheet.show("XL_ADDIN_WHY", f"{address('A1')}\n=Saldo*2", at="B1")
    assert sheet.show("XL_ADDIN_AGE", f"{address('A1')}\n=Saldo*2", at="B2") == 0
    assert sheet.show("XL_ADDIN_WHY", f"{address('A1')}\n=SUM(C1:C3)", at="B1") == error(ExcelError.NA)
