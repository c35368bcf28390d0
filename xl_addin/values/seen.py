"""The day on which somebody saw a balance: not to come, and not a slip of the year."""

from __future__ import annotations

from datetime import date
from typing import Final

from xl_addin.values.dates import DateError

EARLIEST: Final = date(1990, 1, 1)
"""Nobody's app has shown anything before."""


def seen(day: date, today: date) -> date:
    """The day itself.

    Raises:
        DateError: "not_yet" after today, "long_ago" before `EARLIEST`.
    """
    if day > today:
        raise DateError("not_yet")
    if day < EARLIEST:
        raise DateError("long_ago")
    return day
