"""Whatever happens to Python, Excel is as it was, and the add-in goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from memory import SECOND, SHOWN, Memory, Server
from pyopenvba.interpreter import NOTHING, VBAArray, VBAErrorValue, VBAObject, method

from xl_addin.build.ribbon import callback_names

TICK = "'Book1'!xlAddinTimer.Tick"
REGISTER = "'Book1'!xlAddinHelp.Register"


@pytest.fixture
def excel() -> Memory:
    """An Excel with the add-in's modules, whose Python runs."""
    memory = Memory()
    memory.run("Server")
    return memory


def ask(excel: Memory) -> None:
    """A cell asks, and Excel has calculated."""
    excel.run("Ask", "cash", "CASH_POSITION", "")
    excel.run("Look")


@pytest.mark.parametrize("question", ["close", "forget", "overtaken", "pending"])
def test_a_dead_python_is_no_error(excel: Memory, question: str) -> None:
    """When Python was ended from outside no event of Excel's fails, and the next cell starts another one."""
    dead, excel.outside.server = excel.outside.server, Server()
    dead.gone = "The RPC server is unavailable."
    assert not excel.run("Told", question, "[Book1]")
    assert excel.run("Running") is NOTHING
    assert excel.run("Ask", "cash", "CASH_POSITION", "") == 1.0
    assert len(excel.outside.started) == 2


def test_a_failing_command_keeps_python(excel: Memory) -> None:
    """A question that fails once does not cost what Python holds in its memory."""
    server = excel.outside.server
    server.refuses = "overtaken"
    excel.run("Tick")
    assert excel.run("Running") is server
    assert excel.commands == [("pending",)]


def test_the_timer_rests_with_a_dead_python(excel: Memory) -> None:
    """Without Python nothing looks again each second."""
    excel.outside.server.gone = "The RPC server is unavailable."
    excel.run("Tick")
    assert excel.host.timers == []


@pytest.mark.parametrize("breaks", ["", "NameError: x"])
def test_a_button_puts_excel_back(excel: Memory, breaks: str) -> None:
    """While a button works Excel does not say that it waits for another program; then all is as before."""
    states: list[dict[str, object]] = []
    server = Watched(lambda: states.append(dict(excel.host.state)), breaks)
    excel.outside.server.gone, excel.outside.server = "gone", server
    excel.run("Press", "send_rows", "")
    assert [(state["displayalerts"], state["enablecancelkey"]) for state in states] == [(False, 0)]
    assert (excel.host.state["displayalerts"], excel.host.state["enablecancelkey"]) == (True, 1)
    assert [breaks in told for told in excel.outside.told] == [True] * bool(breaks)
    assert excel.run("IsPressed") is False


class Watched(Server):
    """A server that looks at Excel while a statement runs."""

    def __init__(self, look: Callable[[], object], breaks: str) -> None:
        super().__init__()
        self._look, self._wrong = look, breaks

    def _do(self, *what: str) -> Server:
        if what[0] == "SetAttr":
            self._look()
            self.breaks = self._wrong
        return super()._do(*what)


def test_only_a_button_asks_a_person(excel: Memory) -> None:
    """No box of ours appears unless a button is at work."""
    assert isinstance(excel.run("AskText", "Token?", "Excel"), VBAErrorValue)
    assert isinstance(excel.run("AskNewFile", "a.xlsx", ".xlsx", "Excel"), VBAErrorValue)


def test_one_timer_at_most(excel: Memory) -> None:
    """However often cells ask, one look is waiting; also when Excel is late, as while a cell is edited."""
    for seconds in (0, 0.5, 5, 30):
        excel.host.state["now"] = 46_000 + seconds * SECOND
        ask(excel)
        assert [procedure for _, procedure in excel.host.timers] == [TICK]
    [(moment, _)] = excel.host.timers
    assert moment == pytest.approx(46_000 + SECOND, abs=SECOND / 4)


def test_a_lost_timer_is_set_anew(excel: Memory) -> None:
    """A look that never came does not keep cells waiting for ever, and is taken back for another."""
    ask(excel)
    excel.host.state["now"] = 46_000 + 90 * SECOND
    ask(excel)
    assert [moment for moment, _ in excel.host.timers] == [
        pytest.approx(46_000 + 91 * SECOND, abs=SECOND / 4)
    ]
    excel.run("Cancel")
    assert excel.host.timers == []


def test_a_look_before_its_time_leaves_none_behind(excel: Memory) -> None:
    """A button that looks at once takes the waiting look with it; the next is set only if more will come."""
    ask(excel)
    excel.outside.server.says["pending"] = 1
    excel.run("Tick")
    assert len(excel.host.timers) == 1
    excel.outside.server.says["pending"] = 0
    excel.run("Tick")
    assert excel.host.timers == []


def test_help_is_registered(excel: Memory) -> None:
    """The function wizard has each function's help and hints, once; Excel does not ask to save the add-in."""
    excel.run("RegisterSoon")
    assert [procedure for _, procedure in excel.host.timers] == [REGISTER]
    for _ in range(3):
        excel.run("Register")
    assert excel.host.tries == [function.name for function in SHOWN]
    hints = {function.name: tuple(map(function.help_of, function.all_arguments)) for function in SHOWN}
    assert excel.host.helped == hints
    assert excel.host.state["saved"] is True


def test_help_of_a_hidden_add_in(excel: Memory) -> None:
    """An Excel that takes no help for what is hidden is shown the add-in for a moment, without a flicker."""
    excel.host.hides = True
    before = dict(excel.host.state)
    excel.run("Register")
    assert set(excel.host.helped) == {function.name for function in SHOWN}
    assert excel.host.state == {**before, "saved": True}


def test_one_refused_help_costs_no_other(excel: Memory) -> None:
    """A function whose help Excel does not take does not keep the others from theirs."""
    excel.host.refused = {SHOWN[0].name}
    excel.run("Register")
    assert set(excel.host.helped) == {function.name for function in SHOWN[1:]}


def test_help_is_not_tried_for_ever(excel: Memory) -> None:
    """Where Excel takes no help at all it is left in peace after a few workbooks."""
    excel.host.refused = {function.name for function in SHOWN}
    before = dict(excel.host.state)
    for _ in range(9):
        excel.run("Register")
    assert len(excel.host.tries) == 3 * 2 * len(SHOWN)
    assert excel.host.state == {**before, "saved": True}


def test_help_waits_for_a_workbook(excel: Memory) -> None:
    """While no workbook is open nothing is tried, and no try is lost."""
    excel.host.state["activeworkbook"] = NOTHING
    excel.run("Register")
    assert excel.host.tries == []


def test_a_closed_workbook_is_forgotten(excel: Memory) -> None:
    """Another workbook of the same name is not told what the cells of the first one were told."""
    book = excel.app.add_workbook()
    name = book.vba_get("Name")
    excel.run("MayClose", book)
    excel.run("ForgetClosed")
    assert excel.commands == []
    excel.run("MayClose", book)
    book.vba_get("Close", [False])
    excel.run("ForgetClosed")
    excel.run("ForgetClosed")
    assert excel.commands == [("forget", f"[{name}]")]


class Ribbon(VBAObject):
    """Excel's ribbon.

    Attributes:
        drawn: How often it was to be drawn anew.
    """

    vba_type_name = "IRibbonUI"

    def __init__(self) -> None:
        self.drawn = 0

    @method
    def Invalidate(self) -> None:  # noqa: N802 - Office's name
        """It is drawn anew, as far as people see it."""
        self.drawn += 1


def test_the_ribbon_is_drawn_anew_when_it_changes(excel: Memory) -> None:
    """Whatever is selected, also while another tab is in front, Excel draws the ribbon once for a change."""
    ribbon = Ribbon()
    excel.run(callback_names.LOADED, ribbon)
    for in_front, drawn in ((excel.host, 1), (NOTHING, 2), (excel.host, 3)):
        excel.host.state["activeworkbook"] = in_front
        for _ in range(3):
            excel.run(callback_names.NOTICE)
        assert ribbon.drawn == drawn


@pytest.mark.parametrize("known", [0, 2])
def test_a_row_that_is_inserted(excel: Memory, known: int) -> None:
    """Where Python knows cells of a sheet that moved, blocks with our formulas are calculated, no others."""
    for cell, formula in {"P1": "=1+1", "R1": "=2+2", "R2": "=cash_position()", "T5": "=SUM(R1:R2)"}.items():
        excel.put(cell, formula)
    sheet = excel.range("A1").vba_get("Worksheet")
    excel.outside.server.says["forget"] = known
    excel.run("ForgetSheet", sheet, excel.range("A2"))
    assert excel.commands == []
    excel.run("ForgetSheet", sheet, excel.range("2:2"))
    assert excel.commands == [("forget", "[Book1]functions!")]
    assert excel.host.dirty == (["$R$1:$R$2"] if known else [])


@pytest.mark.parametrize(("known", "manual"), [(2, False), (2, True), (0, False)])
def test_cells_whose_sheet_has_another_name(excel: Memory, known: int, manual: bool) -> None:
    """A cell that waits is filled though its sheet or workbook was renamed; what is gone costs that once."""
    for cell, formula in {"R1": "=cash_position()", "T5": "=1+1"}.items():
        excel.put(cell, formula)
    excel.host.state["calculation"] = -4135 if manual else -4105
    server = excel.outside.server
    lost = ["[Book1]Old name!A1", "[Book1]Old name!A2"]
    server.says = {"overtaken": VBAArray([(0, 1)], items=lost), "forget": known}
    excel.run("Tick")
    assert excel.commands == [("overtaken",), ("forget", "[Book1]Old name!"), ("pending",)]
    assert {*excel.host.dirty, *excel.host.calculated} == ({"$R$1"} if known else set())
    assert (excel.host.dirty == []) is (manual or not known)
