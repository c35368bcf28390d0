"""For how long an answer is taken as it is, by what it is about. All in seconds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from xl_addin.values.dates import first_of_month

MINUTE: Final = 60.0
LISTS: Final = 30 * MINUTE
"""Accounts, categories, cards, third parties."""
CURRENT: Final = 5 * MINUTE
"""What changes today: this month and those to come."""
RECENT: Final = 60 * MINUTE
"""The month before this one: people still tidy it up."""
PAST: Final = 24 * 60 * MINUTE
"""Every month before that, for half a year."""
OLD: Final = 7 * PAST
"""Months of longer ago. What moves between them and a newer one is found at once: see `cache.moves`."""
HALF_A_YEAR: Final = timedelta(days=183)


def of_month(last_day: date, today: date) -> float:
    """How long the movements of a month that ends on this day are good for."""
    this = first_of_month(today)
    if last_day >= this:
        return CURRENT
    if last_day >= first_of_month(this - timedelta(days=1)):
        return RECENT
    return PAST if last_day >= this - HALF_A_YEAR else OLD
