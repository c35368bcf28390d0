"""Fetch writes the list that the command line would write."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from counter import Counter

from xl_addin.build.ribbon.buttons import BUTTONS, Kind
from xl_addin.fetching.listing import Listing
from xl_addin.fetching.systems import SYSTEMS
from xl_addin.macros.fetching import ON_A_DAY, WITHOUT_DAYS
from xl_addin.macros.listing_sheet import in_cell
from xl_addin.settings import load

LISTS = [f"{system} {what}" for system, lists in SYSTEMS.items() for what in lists.lists]


class Untouched:
    """A query whose days nobody may look at.

    Attributes:
        allowed: The names that may be looked at all the same.
    """

    account = None

    def __init__(self, *allowed: str) -> None:
        self.allowed = allowed
        self.looked_at: list[str] = []

    def __getattr__(self, name: str) -> None:
        assert name in self.allowed, name
        self.looked_at.append(name)


def listed(detail: str, query: Any) -> Listing:
    """The list as the fetching room makes it."""
    system, what = detail.split()
    with SYSTEMS[system].open(load()) as source:
        return SYSTEMS[system].lists[what](source, query)


def test_the_ribbon_offers_every_list() -> None:
    """A list that the command line has is in a gallery, and no other."""
    galleries = [button for button in BUTTONS if button.kind is Kind.GALLERY]
    assert sorted(item.detail for button in galleries for item in button.items) == sorted(LISTS)


@pytest.mark.parametrize("detail", LISTS)
def test_every_list_reaches_the_sheet(connected: Counter, detail: str) -> None:
    """Each list of each service: the same columns and the same values as elsewhere, in Excel's kinds."""
    connected.typed = ["2026-10-01", "2026-11-30"] if detail not in ON_A_DAY else ["2026-11-15"]
    expected = listed(detail, query_of(detail))
    assert connected.press("fetch", detail) == []
    rows = [
        {
            column.title: in_cell(value, column.kind)
            for value, column in zip(row, expected.columns, strict=True)
        }
        for row in expected.rows
    ]
    assert connected.table == (rows or [dict.fromkeys(column.title for column in expected.columns)])


def query_of(detail: str) -> Any:
    """What the person of these tests types."""
    from xl_addin.fetching.listing import Query

    if detail.split()[1] in WITHOUT_DAYS:
        return Query()
    if detail in ON_A_DAY:
        return Query(end=date(2026, 11, 15))
    return Query(start=date(2026, 10, 1), end=date(2026, 11, 30))


@pytest.mark.parametrize("detail", [detail for detail in LISTS if detail.split()[1] in WITHOUT_DAYS])
def test_what_is_not_asked_makes_no_difference(connected: Counter, detail: str) -> None:
    """A list for which no days are asked is the same whatever the days."""
    listed(detail, Untouched())


@pytest.mark.parametrize("detail", sorted(ON_A_DAY))
def test_a_list_of_one_day_has_no_other(connected: Counter, detail: str) -> None:
    """A list for which one day is asked looks at no other."""
    query = Untouched("end")
    listed(detail, query)
    assert query.looked_at


def test_blank_days_are_the_current_period(connected: Counter) -> None:
    """Enter alone is as good as no option on the command line."""
    connected.typed = ["", ""]
    assert connected.press("fetch", "organizze transactions") == []
    assert len(connected.table) == max(len(listed("organizze transactions", query_of_nothing()).rows), 1)


def query_of_nothing() -> Any:
    """No days."""
    from xl_addin.fetching.listing import Query

    return Query()


def test_the_sheet_says_what_it_is(connected: Counter) -> None:
    """Whose list it is, production or not, of which days, is read on the sheet a month later."""
    connected.typed = ["2026-10-01", "2026-10-31"]
    connected.press("fetch", "organizze transactions")
    told = str(connected.sheet[0][0])
    assert told.startswith("Transactions of Organizze: TEST, 127.0.0.1")
    assert told.endswith("From 2026-10-01 to 2026-10-31.")


@pytest.mark.parametrize("typed", [[None], ["2026-11-01", None]])
def test_cancel_cancels(connected: Counter, typed: list[str | None]) -> None:
    """Whoever cancels a question gets no sheet and no message."""
    connected.typed = typed
    assert connected.press("fetch", "organizze transactions") == []
    assert len(connected.app.books) == 0


def test_a_day_that_is_none(connected: Counter) -> None:
    """A typing mistake is told, with how to write a day."""
    connected.typed = ["yesterday"]
    [told] = connected.press("fetch", "organizze transactions")
    assert "yesterday" in told
    assert "2026-11-30" in told


def test_without_credentials(counter: Counter) -> None:
    """Who has set nothing up is told what to do."""
    counter.typed = ["", ""]
    [told] = counter.press("fetch", "organizze accounts")
    assert "xl-addin credentials set organizze" in told


@pytest.mark.parametrize("detail", ["", "organizze", "organizze gold", "mars accounts", "izi pdfs"])
def test_a_list_that_is_none(connected: Counter, detail: str) -> None:
    """An unknown list is said to be one."""
    [told] = connected.press("fetch", detail)
    assert told == f"There is no list {detail}."
