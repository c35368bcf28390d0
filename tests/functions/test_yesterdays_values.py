"""What is said of a value whose day was left out, once that day is past."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from xl_addin.functions.ledger import Ledger, why
from xl_addin.functions.outcome import Outcome
from xl_addin.values.la_paz import LA_PAZ

DAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 12).timestamp()
A_DAY = timedelta(days=1).total_seconds()


def test_a_value_of_yesterday_says_so() -> None:
    """From midnight on the reason names the day that was meant; where days were given it says nothing."""
    assert "2026-11-21" not in why(Outcome(1, today=DAY), NOON)
    assert "2026-11-21" in why(Outcome(1, today=DAY), NOON + A_DAY)
    assert "2026-11-21" not in why(Outcome(1), NOON + A_DAY)


def test_a_day_in_la_paz_lasts_until_midnight_there() -> None:
    """What was calculated by La Paz's day is yesterday's when that day is over there, not here."""
    outcome = Outcome(1, today=DAY, in_la_paz=True)
    midnight = datetime(2026, 11, 22, tzinfo=LA_PAZ).timestamp()
    assert "2026-11-21" not in why(outcome, midnight - 1)
    assert "2026-11-21" in why(outcome, midnight)
    ledger = Ledger()
    ledger.put("A1", outcome)
    ledger.put("A2", Outcome(1, today=DAY + timedelta(days=1)))
    tomorrow = DAY + timedelta(days=1)
    assert ledger.overtaken(0, tomorrow, la_paz=DAY) == []
    assert ledger.is_left_behind(0, tomorrow, la_paz=tomorrow)
    assert ledger.overtaken(0, tomorrow, la_paz=tomorrow) == ["A1"]
    assert ledger.overtaken(0, tomorrow, la_paz=tomorrow) == []


def test_only_cells_of_an_earlier_day_are_pointed_out() -> None:
    """Each once a day; one that was calculated since is left alone."""
    ledger = Ledger()
    ledger.put("A1", Outcome(1, today=DAY))
    ledger.put("A2", Outcome(1))
    tomorrow = DAY + timedelta(days=1)
    assert not ledger.is_left_behind(0, DAY)
    assert ledger.is_left_behind(0, tomorrow)
    assert ledger.overtaken(0, tomorrow) == ["A1"]
    assert ledger.overtaken(0, tomorrow) == []
    ledger.put("A1", Outcome(1, today=tomorrow))
    assert ledger.overtaken(0, tomorrow) == []
