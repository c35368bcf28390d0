"""The days of La Paz, by which Bolivian invoices are counted: four hours behind UTC all the year."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

LA_PAZ = timezone(timedelta(hours=-4), "America/La_Paz")
"""Fixed: Bolivia has no summer time since 1932, and Windows has no table of zones."""


def today() -> date:
    """The day it is in La Paz."""
    return datetime.now(LA_PAZ).date()


def day_of(moment: datetime) -> date:
    """The day in La Paz that a moment falls on.

    >>> day_of(datetime(2026, 12, 1, 3, 59, tzinfo=UTC))
    datetime.date(2026, 11, 30)
    """
    return moment.astimezone(LA_PAZ).date()
