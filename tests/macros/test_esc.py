"""Esc counts in every window of this Excel, from the last answer on, and nowhere else."""

from __future__ import annotations

import pytest
from counter import Counter
from macros.desktop import EXCEL, OTHER, Desktop

from xl_addin.macros.desk import ExcelDesk
from xl_addin.macros.esc import watched


@pytest.fixture
def desktop(counter: Counter) -> Desktop:
    """Two workbooks of Excel, and another program."""
    counter.app.books.add()
    mine = counter.excel.app.api.Hwnd
    counter.desktop = Desktop({mine: EXCEL, 2: EXCEL, 3: OTHER}, front=mine)
    return counter.desktop


@pytest.mark.parametrize(("front", "counts"), [(2, True), (3, False), (0, False)])
def test_in_which_window_it_is_pressed(counter: Counter, desktop: Desktop, front: int, counts: bool) -> None:
    """Each workbook has a window of its own; Esc in a browser is meant for the browser."""
    stopped = watched(counter.excel)
    desktop.front, desktop.latched = front, True
    assert stopped() is counts
    assert not stopped()


def test_what_was_pressed_before(counter: Counter, desktop: Desktop) -> None:
    """An Esc that closed a menu earlier stops nothing."""
    desktop.latched = True
    assert not watched(counter.excel)()


def test_an_excel_that_does_not_say_which_windows_are_its_own(counter: Counter, desktop: Desktop) -> None:
    """To stop too early loses nothing: Esc counts anywhere then."""
    desktop.windows = {3: OTHER}
    stopped = watched(counter.excel)
    desktop.front, desktop.latched = 3, True
    assert stopped()


def test_right_after_the_answer(counter: Counter, desktop: Desktop) -> None:
    """While keys are written and saved nothing watches the key, yet it is not forgotten."""
    desk = ExcelDesk(counter.excel)
    desktop.latched = True
    assert desk.ask("Send?")
    desktop.latched = True
    with pytest.raises(KeyboardInterrupt):
        desk.begin("book.xlsx", 3).tick()


def test_without_windows_there_is_no_such_key(counter: Counter) -> None:
    """A Mac tells of no key."""
    assert not watched(counter.excel)()
