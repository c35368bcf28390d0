"""While a button is at work: one button at a time, and cells keep what they show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from memory import AUTOMATIC, HIDDEN, Memory, Server
from pyopenvba.exceptions import VBARuntimeError
from pyopenvba.interpreter import NOTHING, VBAArray

MANUAL = -4135
GONE = "The remote procedure call failed."


class Working(Server):
    """A server that does something in Excel while a button's statement runs.

    Attributes:
        work: What it does.
    """

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__()
        self.work = work

    def _do(self, *what: str) -> Server:
        if what[0] == "Exec":
            self.work()
        return super()._do(*what)

    @property
    def statements(self) -> list[str]:
        """What buttons had it do."""
        return [statement for kind, *rest in self.done if kind == "Exec" for statement in rest]

    @property
    def cells(self) -> list[str]:
        """The functions that cells asked for."""
        return [name for kind, *rest in self.done if kind == "CallUDF" for name in rest]


@pytest.fixture
def excel() -> Memory:
    """An Excel with the add-in's modules."""
    return Memory()


def working(excel: Memory, work: Callable[[], object]) -> Working:
    """The server that Excel will start."""
    excel.outside.server = server = Working(work)
    return server


def nothing() -> None:
    """The work of a button that leaves Excel alone."""


def shown(excel: Memory, cell: str, of: str) -> Any:
    """What `=XL_ADDIN_WHY(of)` in a cell shows when Excel calculates it."""
    excel.host.state["caller"] = excel.range(cell)
    answer = excel.run("XL_ADDIN_WHY", excel.range(of))
    excel.host.state["caller"] = 0
    return answer


def given(*arguments: Any) -> VBAArray:
    """What a cell passes: its arguments, and its address last."""
    return VBAArray([(0, len(arguments) - 1)], items=list(arguments))


def test_one_button_at_a_time(excel: Memory) -> None:
    """A button that is pressed meanwhile does nothing, and takes nothing from the first; later it works."""
    seen: list[object] = []

    def work() -> None:
        excel.run("Press", "doctor", "")
        seen.extend((excel.run("IsPressed"), excel.host.state["displayalerts"]))

    server = working(excel, work)
    excel.run("Press", "send_rows", "")
    assert [("send_rows" in statement) for statement in server.statements] == [True]
    assert seen == [True, False]
    server.work = nothing
    excel.run("Press", "doctor", "")
    assert "doctor" in server.statements[-1]


@pytest.mark.parametrize("calculation", [AUTOMATIC, MANUAL])
def test_a_python_that_dies_leaves_excel_as_it_was(excel: Memory, calculation: int) -> None:
    """Events, calculation, screen and status bar are the person's again; the box says what became of rows."""
    excel.host.state["calculation"] = calculation
    before = dict(excel.host.state)

    def die() -> None:
        excel.host.state |= {
            "enableevents": False,
            "screenupdating": False,
            "statusbar": "3/50",
            "calculation": MANUAL,
        }
        server.gone = GONE

    server = working(excel, die)
    excel.run("Press", "send_rows", "")
    assert excel.host.state == before
    [told] = excel.outside.told
    assert GONE in told
    assert "journal" in told
    assert "nothing twice" in told


def test_what_excel_does_not_tell_is_left_alone(excel: Memory) -> None:
    """Without a workbook Excel does not say how it calculates: nothing is put in its place."""
    excel.host.state["calculation"] = VBARuntimeError(HIDDEN, "Unable to get the Calculation property")

    def work() -> None:
        excel.host.state["calculation"] = MANUAL

    working(excel, work)
    excel.run("Press", "new_template", "")
    assert excel.host.state["calculation"] == MANUAL
    assert excel.outside.told == []


def test_a_cell_keeps_what_it_shows(excel: Memory) -> None:
    """A cell that is calculated at each write keeps its value without Python, and has its turn afterwards."""
    seen: list[object] = []
    server = working(excel, lambda: seen.extend(shown(excel, "R1", "P1") for _ in range(3)))
    server.shows = "old"
    assert shown(excel, "R1", "P1") == "old"
    server.shows = "new"
    excel.run("Press", "send_rows", "")
    assert seen == ["old"] * 3
    assert server.cells == ["XL_ADDIN_WHY"]
    assert excel.host.dirty == ["$R$1"]
    assert shown(excel, "R1", "P1") == "new"
    excel.run("Press", "send_rows", "")
    assert seen[3:] == ["new"] * 3
    server.work = nothing
    excel.run("Press", "send_rows", "")
    assert excel.host.dirty == ["$R$1"] * 2


def test_a_cell_that_asks_something_else_is_answered(excel: Memory) -> None:
    """No cell shows another one's answer, or one to another question: who has no answer asks."""
    seen: list[object] = []
    server = working(excel, lambda: seen.extend([shown(excel, "R1", "P2"), shown(excel, "R2", "P1")]))
    server.shows = "old"
    shown(excel, "R1", "P1")
    server.shows = "new"
    excel.run("Press", "send_rows", "")
    assert seen == ["new", "new"]
    assert excel.host.dirty == []


def test_no_second_python_is_started(excel: Memory) -> None:
    """When Python does not take a cell's question meanwhile, the cell waits for its turn: `#GETTING_DATA`."""
    seen: list[str] = []

    def work() -> None:
        server.gone = "Call was rejected by callee."
        seen.append(str(shown(excel, "R1", "P1")))
        server.gone = ""

    server = working(excel, work)
    excel.run("Press", "send_rows", "")
    assert seen == ["Error 2043"]
    assert len(excel.outside.started) == 1
    assert excel.run("Running") is server
    assert excel.host.dirty == ["$R$1"]


def test_cells_have_their_turn_without_python(excel: Memory) -> None:
    """Also when Python died in the button: what cells kept is not what they show from then on."""

    def work() -> None:
        shown(excel, "R1", "P1")
        server.gone = GONE

    server = working(excel, work)
    shown(excel, "R1", "P1")
    excel.run("Press", "send_rows", "")
    assert excel.run("Running") is NOTHING
    assert excel.host.dirty == ["$R$1"]


@pytest.mark.parametrize("days", ["", "1904"])
def test_cells_that_missed_their_turn_are_named_once(excel: Memory, days: str) -> None:
    """A cell is calculated once, however often it was passed over; in any workbook."""
    for _ in range(3):
        excel.run("Miss", f"{days}[Book1]functions!R1")
    assert excel.run("TakeMissed") == ["[Book1]functions!R1"]
    assert not excel.run("TakeMissed")


def test_only_what_is_small_is_kept(excel: Memory) -> None:
    """Neither a table nor a formula over a range of values is held in Excel's memory a second time."""
    table = given("a", "b")
    for answer, argument, known in (("x", table, False), (table, "a", False), ("x", "a", True)):
        excel.run("Remember", "CASH", given(argument, "[B]S!A1"), answer)
        assert excel.run("Knows", "CASH", given(argument, "[B]S!A1"), "") is known


def test_what_has_no_cell_is_not_kept(excel: Memory) -> None:
    """A rule for formats has no address under which its answer could be found."""
    excel.run("Remember", "CASH", given("a", ""), 1.0)
    assert excel.run("Knows", "CASH", given("a", ""), "") is False


def test_a_text_is_not_a_number(excel: Memory) -> None:
    """What is kept for an account that is called 1 is not shown where the number 1 is asked for."""
    excel.run("Remember", "CASH", given("1", "[B]S!A1"), 5.0)
    assert excel.run("Knows", "CASH", given("1", "[B]S!A1"), "") is True
    assert excel.run("Knows", "CASH", given(1.0, "[B]S!A1"), "") is False
