"""Pages to read: nothing of a sentence is lost on them, and they are never in the way of the next button."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from counter import Counter
from importing.office import Office

from xl_addin.macros.page import ACROSS, LONGEST, NAME, Page
from xl_addin.macros.telling import tell
from xl_addin.workbook.live import native

SENTENCES = [f"Sentence {number}: {'word ' * 60}and the advice {number}." for number in range(20)]


def rows(number: int) -> list[dict[str, object]]:
    """Rows of which each is wrong in its own way, at length."""
    return [
        {
            "date": date(2026, 11, 2),
            "description": "Rent",
            "amount": Decimal(-1 - index),
            "account": f"Nobody {'of that name ' * 8}{index}",
        }
        for index in range(number)
    ]


def texts(counter: Counter) -> list[str]:
    """The first column of the page in front."""
    return [str(row[0] or "") for row in counter.sheet]


def test_no_advice_is_cut(counter: Counter) -> None:
    """A long sentence goes on below, so that what to do stands there too; no line leaves the window."""
    tell(counter.excel, "20 rows", SENTENCES)
    shown = texts(counter)
    assert "and the advice 7." in " ".join(shown)
    assert max(map(len, shown)) <= ACROSS


def test_what_is_cut_shows_it(counter: Counter) -> None:
    """Of texts beside one another, one that is too long for its cell ends in three points."""
    Page(counter.app).show([["Title"], ["long " * 80, "1.00"]], "#404040")
    [_title, line] = counter.sheet
    assert (len(line[0]), line[0][-1], line[1]) == (LONGEST, "…", "1.00")


def test_only_one_page_is_left(connected: Counter, office: Office) -> None:
    """However often rows are checked, one page is there to read, and the workbook is what is checked."""
    connected.app.books.open(str(office.workbook(rows(12))))
    said = [connected.press("check_rows") for _ in range(3)]
    assert said[0] == said[1] == said[2]
    assert "12 sentences" in said[0][-1]
    assert [book.sheets[0].name for book in connected.app.books] == ["Transactions", NAME]


def test_excel_asks_nothing_when_it_is_closed(counter: Counter) -> None:
    """A page is no work of anybody's."""
    tell(counter.excel, "20 rows", SENTENCES)
    assert native.state(counter.app.books.active).saved


@pytest.mark.parametrize("kept", [True, False])
def test_a_page_somebody_wrote_on_is_theirs(counter: Counter, kept: bool) -> None:
    """A page is closed by the next button unless somebody typed in it."""
    tell(counter.excel, "20 rows", SENTENCES)
    if kept:
        counter.app.books.active.sheets[0].range("H1").value = "my note"
    counter.press("undo_last")
    assert len(counter.app.books) == kept


def test_a_new_workbook_of_theirs_is_no_page(counter: Counter) -> None:
    """A new and empty workbook is not closed by anybody but its owner."""
    counter.app.books.add()
    counter.press("undo_last")
    assert len(counter.app.books) == 1
