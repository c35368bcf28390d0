"""Days as Iziago counts them: in Paris, written `2026-11-21`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Paris")
DAY = timedelta(days=1)


def stamp(moment: datetime) -> str:
    """A moment in UTC: `2026-11-21T09:15:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse(text: object) -> date | None:
    """The day of an ISO date; None when it is none, or not of the years 2000 to 2999 (assumed)."""
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year < 3000 else None


def working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + DAY * (7 - day.weekday()) if day.weekday() > 4 else day


def last_of_month(day: date) -> int:
    """The number of the month's last day."""
    return monthrange(day.year, day.month)[1]
