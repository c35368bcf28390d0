"""What a cell tells of other cells, and what happens when nothing works, through xlwings' own code."""

from __future__ import annotations

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


def test_broken_settings_are_a_reason_too(sheet: Spreadsheet, home: Path) -> None:
    """When the settings file cannot be read, cells are `#N/A`, and say which file and why."""
    (home / "config.toml").write_text("lang = [", "utf-8")
    entry.close()
    assert sheet.show("ORGANIZZE_ACCOUNTS", at="A1") == error(ExcelError.NA)
    assert "config.toml" in sheet.show("XL_ADDIN_WHY", address("A1"), at="B1")
    (home / "config.toml").unlink()
    assert sheet.show("ORGANIZZE_ACCOUNTS", at="A1")[0][0] == "Name"


def test_missing_credentials_are_a_reason_too(sheet: Spreadsheet, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a token cells are `#N/A`, and say how to give one."""
    monkeypatch.delenv("XL_ADDIN_ORGANIZZE_TOKEN")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    entry.close()
    assert sheet.show("ORGANIZZE_ACCOUNTS", at="A1") == error(ExcelError.NA)
    assert "credentials set organizze" in sheet.show("XL_ADDIN_WHY", address("A1"), at="B1")


def test_what_nobody_foresaw_is_an_error_value(sheet: Spreadsheet, home: Path) -> None:
    """A mistake of ours is `#VALUE!` with a reason and a private log, never the text of a traceback."""
    assert sheet.show("XL_ADDIN_WHY", Unforeseen("B2"), at="A1") == error(ExcelError.VALUE)
    log = home / "excel.log"
    assert str(log) in sheet.show("XL_ADDIN_WHY", address("A1"), at="B1")
    assert "Traceback" in log.read_text("utf-8")
    assert log.stat().st_mode & 0o077 == 0
