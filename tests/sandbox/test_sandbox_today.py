"""A sandbox whose day is given."""

from __future__ import annotations

from datetime import date

from xl_addin.sandbox.server import running

DAY = date(2026, 11, 21)


def test_the_same_day_has_the_same_data() -> None:
    """An example's result, printed in the docs, can be had again in any year."""
    with running(today=DAY) as first, running(today=DAY) as second:
        before, after = first.state()["organizze"], second.state()["organizze"]
    assert before == after
    assert max(row["date"] for row in before["transactions"]) >= "2026-11-21"
    assert min(row["date"] for row in before["transactions"]) < "2026-01-01"
