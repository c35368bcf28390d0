"""A box on Windows is seen and answered, or it is known that it was not: silence is no No."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from counter import Counter
from excel_engine.native import window_of
from importing.office import Office
from macros.desktop import EXCEL, NO, Desktop

from xl_addin.errors import WrongUse
from xl_addin.macros.page import NAME
from xl_addin.macros.telling import tell
from xl_addin.texts import say

DEFAULT_IS_NO = 0x100
TOPMOST = 0x40000
WRONG = [
    {
        "date": date(2026, 11, 2),
        "description": "Rent",
        "amount": Decimal(-1 - n),
        "account": f"Nobody {n}" * 9,
    }
    for n in range(20)
]


class Sdi(Desktop):
    """Each workbook of an Excel has a window of its own, gone when it is closed."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        super().__init__()

    @property  # type: ignore[override]
    def windows(self) -> dict[int, int]:
        """Those that are open now."""
        return {window_of(book): EXCEL for book in self._counter.impl.open_books}

    @windows.setter
    def windows(self, _given: dict[int, int]) -> None:
        """What is given at the beginning is none of this Excel's."""


@pytest.fixture
def desktop(counter: Counter) -> Desktop:
    """Excel's windows, on Windows."""
    counter.desktop = Sdi(counter)
    return counter.desktop


def shown(counter: Counter) -> str:
    """All that stands on the page in front."""
    return "\n".join(str(row[0] or "") for row in counter.sheet)


def test_a_question_belongs_to_the_window_in_front(counter: Counter, desktop: Desktop) -> None:
    """Excel waits for its answer; only Yes is a yes, and who presses Enter unread chooses No."""
    book = counter.app.books.add()
    assert counter.excel.screen.ask("Send?")
    desktop.answer = NO
    assert not counter.excel.screen.ask("Send?")
    assert {window for window, _, _ in desktop.boxes} == {window_of(book.impl)}
    assert all(style & DEFAULT_IS_NO for _, _, style in desktop.boxes)


def test_without_a_window_the_box_stands_before_all(counter: Counter, desktop: Desktop) -> None:
    """An Excel without a workbook still tells: the box is not behind it."""
    [told] = counter.press("refresh_sheet") or desktop.texts
    assert told == "No workbook is open."
    [(window, _, style)] = desktop.boxes
    assert (window, bool(style & TOPMOST)) == (0, True)


def test_a_window_that_goes_just_then(counter: Counter, desktop: Desktop) -> None:
    """A window that is closed between the look and the box costs nothing but the owner."""
    counter.app.books.add()

    class Closing(Sdi):
        def IsWindow(self, _window: int) -> int:  # noqa: N802
            counter.app.books.active.close()
            return 1

    counter.desktop = Closing(counter)
    assert counter.excel.screen.ask("Send?")
    assert [window for window, _, _ in counter.desktop.boxes] == [0]


def test_a_button_pressed_with_a_report_in_front(
    connected: Counter, desktop: Desktop, office: Office
) -> None:
    """The page is closed by the press, its window with it: the question and the result are still shown."""
    book = connected.app.books.open(str(office.workbook(WRONG)))
    connected.press("check_rows")
    assert "20 sentences" in desktop.texts[-1]
    assert connected.app.books.active.sheets[0].name == NAME
    sheet = book.sheets[0]
    headers = sheet.used_range.options(ndim=2).value[0]
    sheet.range((2, headers.index("Account") + 1), (21, headers.index("Account") + 1)).value = None
    desktop.boxes.clear()
    connected.press("send_rows")
    assert desktop.texts[-2].startswith("Send 20 rows to TEST")
    assert desktop.texts[-1].startswith("sent 20")
    assert connected.impl.alerts == []
    assert office.posts() == 20


def test_a_question_that_cannot_be_shown_is_no_answer(
    connected: Counter, desktop: Desktop, office: Office
) -> None:
    """Nothing is sent or called refused, and a page says why, since a box cannot."""
    book = connected.app.books.open(str(office.workbook([{**WRONG[0], "account": None}])))
    desktop.mute = True
    connected.press("send_rows")
    assert office.posts() == 0
    assert say("macros.no_box") in " ".join(shown(connected).split())
    book.activate()
    assert "not sent" not in str(connected.sheet).replace("_", " ")
    desktop.mute = False
    connected.press("send_rows")
    assert desktop.texts[-1].startswith("sent 1")


def test_a_question_that_cannot_be_shown_is_an_error(counter: Counter, desktop: Desktop) -> None:
    """Whoever asks cannot take silence for an answer."""
    desktop.mute = True
    with pytest.raises(WrongUse, match="nobody answered"):
        counter.excel.screen.ask("Send?")


def test_what_a_box_cannot_tell_stands_beside_the_page(counter: Counter, desktop: Desktop) -> None:
    """A page with the details is not closed to make room for what it comes to."""
    desktop.mute = True
    tell(counter.excel, "20 rows", [f"{n} {'word ' * 30}" for n in range(20)])
    assert [book.sheets[0].name for book in counter.app.books] == [NAME, NAME]
    assert shown(counter).startswith("20 rows")


@pytest.mark.parametrize("error", [None, RuntimeError("the server is gone")])
def test_an_excel_that_names_no_window(counter: Counter, error: Any) -> None:
    """A box is shown before all others where Excel does not say which window it has."""

    class Unsaid(Desktop):
        def IsWindow(self, _window: int) -> int:  # noqa: N802
            if error:
                raise error
            return 0

    counter.desktop = Unsaid()
    if error:
        counter.impl.dead = True
    assert counter.excel.screen.ask("Send?")
    counter.impl.dead = False
    assert [(window, bool(style & TOPMOST)) for window, _, style in counter.desktop.boxes] == [(0, True)]
