"""Which day it is while the tests run: for this computer, and where a service counts its days."""

from __future__ import annotations

from datetime import date, datetime

from xl_addin.sandbox.systems import SYSTEMS

TODAY = date.today()
"""The computer's day when the run began.

Whoever gives it to what is tested, as `Books` and a list's `Source` take it, needs not mind a midnight in
between. What asks the calendar itself, as a command does, is compared with `date.today()` in the test.
"""


def run_day() -> date:
    """`TODAY`, for what takes a function."""
    return TODAY


def service_day(system: str) -> date:
    """The day it is now at a service of the sandbox; it may be the one before or after the computer's."""
    return next(datetime.now(one.zone).date() for one in SYSTEMS if one.name == system)
