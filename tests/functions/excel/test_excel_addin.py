"""What a cell tells of other cells, and what happens when nothing works, through xlwings' own code."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from spreadsheet import Spreadsheet, address, error

from xl_addin.functions import entry
from xl_addin.functions.excel_error import ExcelError
from xl_addin.sandbox.server import Sandbox


class Unforeseen(str):
    """What no cell passes: a text that cannot even be read."""

    __slots__ = ()

    def encode(self, encoding: str = "utf-8", errors: str = "strict") -> bytes:
        """Fails as nothing foresees."""
        raise RuntimeError("nobody thought of this")


def test_a_cell_tells_why(sheet: Spreadsheet) -> None:
    """`XL_ADDIN_WHY` says when a value was fetched, and `XL_ADDIN_AGE` how long ago."""
    assert sheet.show("ORGANIZZE_ACCOUNTS", at="A1")[0][0] == "Name"
    assert "Fetched" in sheet.show("XL_ADDIN_WHY", address("A1"), at="B1")
    assert sheet.show("XL_ADDIN_AGE", address("A1"), at="B2") == 0


def test_a_failure_is_an_error_value_with_its_reason(sheet: Spreadsheet, sandbox: Sandbox) -> None:
    """A service that is down is `#N/A`, which IFERROR catches, and the reason is a sentence."""
    sandbox.add_fault("unauthorized", 1.0)
    assert sheet.show("ORGANIZZE_ACCOUNTS", at="A1") == error(ExcelError.NA)
    assert "401" in sheet.show("XL_ADDIN_WHY", address("A1"), at="B1")
    assert sheet.show("XL_ADDIN_AGE", address("A1"), at="B2") == error(ExcelError.NA)


def test_another_cell_is_not_ours(sheet: Spreadsheet) -> None:
    """A cell without a function of ours has no age, and the reason says so."""
    assert sheet.show("XL_ADDIN_AGE", address("Z9"), at="B1") == error(ExcelError.NA)
    assert address("Z9") in sheet.show("XL_ADDIN_WHY", address("B1"), at="B2")


def test_a_reason_says_what_it_is_about(sheet: Spreadsheet) -> None:
    """A reason names the function and the arguments it speaks of: who reads it sees if cells moved."""
    sheet.show("ORGANIZZE_BALANCE", "Bradesco CC", 46326.0, at="A1")
    told = sheet.show("XL_ADDIN_WHY", address("A1"), at="B1")
    assert told.startswith('ORGANIZZE_BALANCE("Bradesco CC", 2026-10-31): Fetched')


@pytest.mark.parametrize(
    ("formula", "known"),
    [
        ("=ORGANIZZE_ACCOUNTS()", True),
        ("=IFERROR(organizze_accounts ( ), 0)", True),
        ("=ORGANIZZE_CARDS()", False),
        ('=IF(A2="ORGANIZZE_ACCOUNTS()", 1, 2)', False),
        ("=SUM(A2:A9)", False),
    ],
)
def test_another_formula_has_another_reason(sheet: Spreadsheet, formula: str, known: bool) -> None:
    """Rows were inserted, or a workbook has another's name: no cell is told what another one was told."""
    sheet.show("ORGANIZZE_ACCOUNTS", at="A1")
    pointed_at = f"{address('A1')}\n{formula}"
    told = sheet.show("XL_ADDIN_WHY", pointed_at, at="B1")
    assert told.startswith("ORGANIZZE_ACCOUNTS(): Fetched") if known else told == error(ExcelError.NA)
    assert sheet.show("XL_ADDIN_AGE", pointed_at, at="B2") == (0 if known else error(ExcelError.NA))


def test_a_cell_that_was_calculated_elsewhere_is_to_be_calculated_again(sheet: Spreadsheet) -> None:
    """A workbook that was saved under another name: the reason says what to do."""
    sheet.show("XL_ADDIN_WHY", f"{address('A1')}\n=ORGANIZZE_ACCOUNTS()", at="B1")
    assert "Calculate it again" in sheet.show("XL_ADDIN_WHY", address("B1"), at="B2")
    sheet.show("XL_ADDIN_WHY", f"{address('A1')}\n=SUM(A2:A9)", at="B1")
    assert "no function of xl-addin" in sheet.show("XL_ADDIN_WHY", address("B1"), at="B2")


def test_what_is_forgotten_is_calculated_again(sheet: Spreadsheet) -> None:
    """When rows were inserted in a sheet, its cells have no reason until they are calculated again."""
    sheet.show("ORGANIZZE_ACCOUNTS", at="A1")
    entry.forget("[Book1.xlsx]Sheet2!")
    assert "Fetched" in sheet.show("XL_ADDIN_WHY", address("A1"), at="B1")
    entry.forget("[Book1.xlsx]Sheet1!")
    assert entry.refresh() == []
    sheet.show("ORGANIZZE_ACCOUNTS", at="A2")
    assert sheet.show("XL_ADDIN_WHY", address("A1"), at="B1") == error(ExcelError.NA)
    assert "Fetched" in sheet.show("XL_ADDIN_WHY", address("A2"), at="B1")


def test_an_array_is_known_by_its_first_cell(sheet: Spreadsheet) -> None:
    """A formula that fills A1:B9 is the formula of A1."""
    sheet.show("ORGANIZZE_ACCOUNTS", at="A1:B9")
    assert entry.refresh() == [address("A1")]


def test_broken_settings_are_a_reason_too(sheet: Spreadsheet, home: Path) -> None:
    """When the settings file cannot be read, cells are `#N/A`, and say which file and why."""
    (home / "config.toml").write_text("lang = [", "utf-8")
    entry.close()
    assert sheet.show("ORGANIZZE_ACCOUNTS", at="A1") == error(ExcelError.NA)
    assert "config.toml" in sheet.show("XL_ADDIN_WHY", address("A1"), at="B1")
    (home / "config.toml").unlink()
    assert sheet.show("ORGANIZZE_ACCOUNTS", at="A1")[0][0] == "Name"


def test_missing_credentials_are_a_reason_too(sheet: Spreadsheet, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a token cells are `#N/A`, and say how to give one: in which program the command is typed."""
    monkeypatch.delenv("XL_ADDIN_ORGANIZZE_TOKEN")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    entry.close()
    assert sheet.show("ORGANIZZE_ACCOUNTS", at="A1") == error(ExcelError.NA)
    told = sheet.show("XL_ADDIN_WHY", address("A1"), at="B1")
    assert "credentials set organizze" in told
    assert "Windows Command Prompt" in told


def test_a_reason_names_the_button(sheet: Spreadsheet, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a button does is not a command for who reads it in a cell."""
    for name in [name for name in os.environ if name.startswith(("XL_ADDIN_ORGANIZZE", "XL_ADDIN_IZI"))]:
        monkeypatch.delenv(name)
    entry.close()
    assert sheet.show("CASH_POSITION", at="A1") == error(ExcelError.NA)
    assert "“Doctor” says how" in sheet.show("XL_ADDIN_WHY", address("A1"), at="B1")


@pytest.mark.parametrize(
    ("variable", "formula"),
    [
        ("XL_ADDIN_ORGANIZZE_TOKEN", "ORGANIZZE_ACCOUNTS"),
        ("XL_ADDIN_IZIAGO_CLIENT_SECRET", "IZIAGO_ACCOUNTS"),
    ],
)
def test_another_token_shows_nothing_of_the_one_before(
    sheet: Spreadsheet, home: Path, monkeypatch: pytest.MonkeyPatch, variable: str, formula: str
) -> None:
    """Who writes somebody's login and has not his token sees none of his numbers; he sees his at once."""
    shown = sheet.show(formula, at="A1")
    assert len(shown) > 1
    right = os.environ[variable]
    monkeypatch.setenv(variable, "guessed")
    entry.close()
    assert sheet.show(formula, at="A1") == error(ExcelError.NA)
    assert "401" in sheet.show("XL_ADDIN_WHY", address("A1"), at="B1")
    monkeypatch.setenv(variable, right)
    entry.close()
    assert sheet.show(formula, at="A1") == shown
    kept = b"".join(file.read_bytes() for file in home.iterdir() if file.name.startswith("answers"))
    assert right.encode() not in kept


def test_what_nobody_foresaw_is_an_error_value(sheet: Spreadsheet, home: Path) -> None:
    """A mistake of ours is `#VALUE!` with a reason and a private log, never the text of a traceback."""
    assert sheet.show("XL_ADDIN_WHY", Unforeseen("B2"), at="A1") == error(ExcelError.VALUE)
    log = home / "excel.log"
    assert str(log) in sheet.show("XL_ADDIN_WHY", address("A1"), at="B1")
    assert "Traceback" in log.read_text("utf-8")
    assert log.stat().st_mode & 0o077 == 0
