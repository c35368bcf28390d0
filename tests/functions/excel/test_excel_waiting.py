"""A service that takes its time: Excel goes on, cells say "not yet", and fill when the answer is there."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from spreadsheet import Spreadsheet, address, error

from docs.pages.door import Door, Doors
from xl_addin.functions import entry
from xl_addin.functions.excel_error import ExcelError
from xl_addin.sandbox.server import Sandbox

NOT_YET = error(ExcelError.GETTING_DATA)


@pytest.fixture
def door(home: Path, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    """A door before the service, by which answers can be held back."""
    bundle = tmp_path / "doors.pem"
    with Doors(sandbox.ready, bundle).door() as door:
        path = sandbox.ready["organizze"]["base_url"].removeprefix(sandbox.url)
        monkeypatch.setenv("XL_ADDIN_ORGANIZZE_BASE_URL", f"https://{door.address}{path}")
        monkeypatch.setenv("XL_ADDIN_CA_BUNDLE", str(bundle))
        yield door


@pytest.fixture
def impatient(sheet: Spreadsheet, home: Path, door: Door) -> Spreadsheet:
    """A sheet whose calculations wait for nothing."""
    (home / "config.toml").write_text("[functions]\nwait = 0.0\n", "utf-8")
    entry.close()
    return sheet


def until_answered() -> None:
    """Does what the add-in's timer does: looks again while something is on its way."""
    while entry.pending():
        time.sleep(0.01)


def test_cells_fill_when_the_answer_is_there(impatient: Spreadsheet, door: Door, sandbox: Sandbox) -> None:
    """A calculation ends at once; the add-in learns which cells to calculate again, and they have it."""
    door.open.clear()
    assert [impatient.show("ORGANIZZE_ACCOUNTS", "Name", at=cell) for cell in ("A1", "C1")] == [NOT_YET] * 2
    assert "has not answered yet" in impatient.show("XL_ADDIN_WHY", address("A1"), at="E1")
    assert entry.pending() == 1
    assert entry.overtaken() == []
    door.open.set()
    until_answered()
    assert sorted(entry.overtaken()) == [address("A1"), address("C1")]
    assert entry.overtaken() == []
    assert impatient.show("ORGANIZZE_ACCOUNTS", "Name", at="A1")[0] == ["Name"]
    assert "Fetched" in impatient.show("XL_ADDIN_WHY", address("A1"), at="E1")
    assert len(sandbox.state()["calls"]) == 1


def test_an_old_value_stays_until_the_new_one_is_there(impatient: Spreadsheet, door: Door) -> None:
    """After Refresh no cell is empty: the last value stays, says that it is old, and is replaced."""
    impatient.show("ORGANIZZE_ACCOUNTS", at="A1")
    until_answered()
    shown = impatient.show("ORGANIZZE_ACCOUNTS", at="A1")
    assert entry.refresh() == [address("A1")]
    door.open.clear()
    assert impatient.show("ORGANIZZE_ACCOUNTS", at="A1") == shown
    assert "Older than it should be" in impatient.show("XL_ADDIN_WHY", address("A1"), at="E1")
    door.open.set()
    until_answered()
    assert entry.overtaken() == [address("A1")]
    impatient.show("ORGANIZZE_ACCOUNTS", at="A1")
    assert "Older" not in impatient.show("XL_ADDIN_WHY", address("A1"), at="E1")
    assert entry.overtaken() == []


def test_a_service_that_fails_is_not_waited_for_again(impatient: Spreadsheet, sandbox: Sandbox) -> None:
    """A cell whose request failed shows the error, and the add-in's timer comes to rest."""
    sandbox.add_fault("unauthorized", 1.0)
    impatient.show("ORGANIZZE_ACCOUNTS", at="A1")
    until_answered()
    assert entry.overtaken() == [address("A1")]
    assert impatient.show("ORGANIZZE_ACCOUNTS", at="A1") == error(ExcelError.NA)
    assert (entry.pending(), entry.overtaken()) == (0, [])


def test_excel_reaches_the_commands(server: Any, sheet: Spreadsheet) -> None:
    """What the add-in's buttons and its timer ask can be asked through xlwings' own server."""
    sheet.show("ORGANIZZE_ACCOUNTS", at="A1")
    commands = server.Module("xl_addin.functions.entry")

    def asked(command: str, *arguments: str) -> Any:
        return server.Var(server.Call(commands, command, server.Tuple(*arguments)))

    assert asked("pending") == 0
    assert asked("overtaken") == []
    assert asked("refresh", "[Book1.xlsx]Sheet1!") == [address("A1")]
    assert asked("refresh", "[Book1.xlsx]Sheet2!") == []
    assert asked("refresh") == [address("A1")]
    assert asked("close") is None


def test_refresh_asks_for_what_cells_want(sheet: Spreadsheet, sandbox: Sandbox) -> None:
    """Refresh alone costs nothing: what is calculated afterwards is asked anew, once."""
    for cell in ("A1", "C1"):
        sheet.show("ORGANIZZE_ACCOUNTS", at=cell)
    entry.refresh()
    assert len(sandbox.state()["calls"]) == 1
    for cell in ("A1", "C1"):
        sheet.show("ORGANIZZE_ACCOUNTS", at=cell)
    assert len(sandbox.state()["calls"]) == 2


def test_no_address_no_memory(sheet: Spreadsheet) -> None:
    """Where Excel names no cell, as in its function wizard, the value is shown all the same."""
    assert entry.cell("ORGANIZZE_ACCOUNTS", [[["Name"]]], None)[0] == ["Name"]
    assert entry.refresh() == []
