"""The days a query asks for."""

from __future__ import annotations

from datetime import date

from xl_addin.errors import WrongUse
from xl_addin.fetching.listing import Query
from xl_addin.texts import say
from xl_addin.values.dates import first_of_month, last_of_month


def period(query: Query, today: date) -> tuple[date, date]:
    """First and last day asked for; a missing one makes it whole months up to this one.

    Raises:
        WrongUse: It ends before it starts.
    """
    start = query.start or first_of_month(min(today, query.end or today))
    end = query.end or last_of_month(max(today, start))
    check_order(start, end)
    return start, end


def check_order(start: date, end: date) -> None:
    """Refuses a period that ends before it starts: its empty list would look like an answer.

    Raises:
        WrongUse: It does.
    """
    if end < start:
        raise WrongUse(say("fetch.backwards", start=start, end=end))
