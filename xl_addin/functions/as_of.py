"""A balance of today, when the month that has begun cannot be brought."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, TypeVar

from xl_addin.errors import ServiceError
from xl_addin.functions.books import Books
from xl_addin.functions.cache.answer import NotYet
from xl_addin.functions.cache.trace import current
from xl_addin.functions.reasons import reason
from xl_addin.texts import say
from xl_addin.values.dates import first_of_month

R = TypeVar("R")

LONGEST: Final = timedelta(days=4)
"""For how long a new month may stay unknown: after that, the balance before it says too little of today."""


def as_of(books: Books, day: date | None, compute: Callable[[date], R]) -> R:
    """What is computed of a day; of no day, of today.

    On the first of a month nothing of that month is known yet. When the service is down then, a cell that
    shows today's balance keeps the last one, of the day before, and is marked as old; for a few days, then it
    is an error. Who names a day gets that day or an error.

    Args:
        books: Whose today.
        day: The day that was named.
        compute: Makes the result of a day.

    Raises:
        NotYet: What was asked for is on its way, and nothing stands in for it; likewise the other.
        ServiceError: It did not come.
    """
    today = books.today()
    before = first_of_month(today) - timedelta(days=1)
    try:
        return compute(day or today)
    except (ServiceError, NotYet) as failure:
        if day is not None or today - before > LONGEST:
            raise
        try:
            found = compute(before)
        except (ServiceError, NotYet):
            raise failure from None
        why = say("cells.on_its_way") if isinstance(failure, NotYet) else reason(failure)
        current().outdated(say("cells.of_month_before", day=before, reason=why))
        return found
