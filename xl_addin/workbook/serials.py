"""Excel's day numbers, in both of its calendars."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal

_DAY = timedelta(days=1)
_FIRST_1900 = datetime(1899, 12, 31)
_FIRST_1904 = datetime(1904, 1, 1)
_LEAP_DAY_THAT_NEVER_WAS = 60
"""Excel's 1900 calendar has a 29 February, as Lotus 1-2-3's had."""
_DAYS_TO_9999 = {False: 2_958_465, True: 2_957_003}
_MILLISECONDS = 86_400_000


def to_datetime(serial: Decimal, *, date1904: bool) -> datetime | None:
    """The moment a day number stands for, to the millisecond; None where the calendar has none.

    >>> to_datetime(Decimal("46347.5"), date1904=False)
    datetime.datetime(2026, 11, 21, 12, 0)
    """
    first = 0 if date1904 else 1
    if not first <= serial < _DAYS_TO_9999[date1904] + 1:
        return None
    days, milliseconds = divmod(round(serial * _MILLISECONDS), _MILLISECONDS)
    if days > _DAYS_TO_9999[date1904]:
        return None
    if date1904:
        return _FIRST_1904 + timedelta(days, milliseconds=milliseconds)
    if days == _LEAP_DAY_THAT_NEVER_WAS:
        return None
    return _FIRST_1900 + timedelta(days - (days > _LEAP_DAY_THAT_NEVER_WAS), milliseconds=milliseconds)


def to_time(serial: Decimal) -> time | None:
    """The time of day a fraction of a day stands for; None when it is none."""
    milliseconds = round(serial * _MILLISECONDS)
    if not 0 <= milliseconds < _MILLISECONDS:
        return None
    return (datetime.min + timedelta(milliseconds=milliseconds)).time()


def from_datetime(moment: datetime, *, date1904: bool) -> float | None:
    """The day number of a naive moment, to the millisecond; None before the calendar begins.

    >>> from_datetime(datetime(2026, 11, 21, 12), date1904=False)
    46347.5
    """
    if date1904:
        serial = (moment - _FIRST_1904) / _DAY
        return serial if serial >= 0 else None
    serial = (moment - _FIRST_1900) / _DAY
    if serial < 1:
        return None
    return serial if serial < _LEAP_DAY_THAT_NEVER_WAS else serial + 1
