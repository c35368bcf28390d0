"""A service that takes its time: Excel goes on, cells say "not yet", and fill when the answer is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from run_day import TODAY
from spreadsheet import Spreadsheet, address, column, error

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
    """Returns when nothing is on its way any more."""
    while entry.shared().cache.pending:
        sleep(0.01)


def until_filled(sheet: Spreadsheet, function: str, *arguments: Any) -> list[str]:
    """Does what the add-in's timer does, and says which cells it has calculated."""
    filled = []
    while entry.pending():
        for cell in entry.overtaken():
            sheet.show(function, *arguments, at=cell.rpartition("!")[2])
            filled.append(cell)
        sleep(0.01)
    return filled


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
    assert asked("forget", "[Book1.xlsx]") == 1
    assert asked("forget", "[Book1.xlsx]") == 0
    assert asked("refresh") == []
    assert asked("close") is None


def test_the_timer_rests_when_all_is_there(impatient: Spreadsheet, door: Door) -> None:
    """An answer that comes between the timer's two questions is not overlooked."""
    door.open.clear()
    impatient.show("ORGANIZZE_ACCOUNTS", at="A1")
    assert entry.overtaken() == []
    door.open.set()
    until_answered()  # after the timer asked which cells to calculate, before it asked whether to go on
    assert entry.pending() == 1
    assert until_filled(impatient, "ORGANIZZE_ACCOUNTS") == [address("A1")]
    assert "Fetched" in impatient.show("XL_ADDIN_WHY", address("A1"), at="E1")


def test_a_formula_with_two_functions_waits_for_both(impatient: Spreadsheet, door: Door) -> None:
    """What is known of one of them does not hide that the other one is still on its way."""
    impatient.show("ORGANIZZE_ACCOUNTS", at="C1")
    until_answered()
    door.open.clear()
    impatient.show("ORGANIZZE_CARDS", at="A1")
    impatient.show("ORGANIZZE_ACCOUNTS", at="A1")
    door.open.set()
    until_answered()
    assert address("A1") in entry.overtaken()
    told = impatient.show("XL_ADDIN_WHY", address("A1"), at="E1")
    assert "ORGANIZZE_CARDS(): The service was asked" in told
    assert "ORGANIZZE_ACCOUNTS(): Fetched" in told


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


def test_thousands_of_old_values_are_shown_at_once(
    impatient: Spreadsheet, door: Door, sandbox: Sandbox
) -> None:
    """A range of 5,000 cells over many months waits no longer than one cell, and asks for nothing twice."""
    first = datetime.combine(TODAY, time()) - timedelta(days=1_050)
    days = [first + timedelta(days=number) for number in range(1_000)]
    names = ("Bradesco CC", "Cofre", "#3", "#4", "Nobody")
    rows = [(name, day) for name in names for day in days]
    ranges = column(*(name for name, _ in rows)), column(*(day for _, day in rows))
    door.open.clear()
    assert impatient.show("ORGANIZZE_BALANCE", *ranges, at="A1") == [[NOT_YET]] * 5_000
    door.open.set()
    shown: list[Any] = [[NOT_YET]]
    while [NOT_YET] in shown:
        until_answered()
        shown = impatient.show("ORGANIZZE_BALANCE", *ranges, at="A1")
    asked = len(sandbox.state()["calls"])
    assert isinstance(shown[999][0], float)
    entry.refresh()
    door.open.clear()
    assert impatient.show("ORGANIZZE_BALANCE", *ranges, at="A2") == shown
    door.open.set()
    until_answered()
    assert len(sandbox.state()["calls"]) <= 2 * asked
