"""A sheet full of formulas asks the service a handful of times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from run_day import TODAY
from spreadsheet import Spreadsheet

from xl_addin.balances.anchors import Anchor, Anchors
from xl_addin.functions import entry
from xl_addin.sandbox.server import Sandbox
from xl_addin.values.dates import last_of_month, months

CELLS, ACCOUNTS, MOST_CALLS = 1000, 5, 20
FIRST = date(TODAY.year - (TODAY.month < 12), TODAY.month % 12 + 1, 1)
YEAR = list(months(FIRST, last_of_month(TODAY)))
"""Twelve months, this one the last."""


def accounts_with_anchors(home: Path) -> list[str]:
    """Names of accounts whose balances are known on the day before the year."""
    organizze = entry.shared().organizze
    some = organizze.client.accounts.list()[:ACCOUNTS]
    party, before = organizze.party, FIRST - timedelta(days=1)
    Anchors(home).put(*(Anchor(party.company, party.host, one.id, Decimal(), before) for one in some))
    entry.close()
    return [one.name for one in some]


def formulas(names: Sequence[str]) -> Iterator[tuple[str, list[Any]]]:
    """Balances and nets, by account, month and day."""
    for number in range(CELLS):
        name = names[number % ACCOUNTS]
        start, end = YEAR[number // ACCOUNTS % len(YEAR)]
        day = start + timedelta(days=number // (ACCOUNTS * len(YEAR)))
        if number % 2:
            yield "ORGANIZZE_BALANCE", [name, f"{day}"]
        else:
            yield "ORGANIZZE_NET", [f"{day}", f"{end}", name]


def test_a_thousand_formulas_cost_twenty_calls(sheet: Spreadsheet, home: Path, sandbox: Sandbox) -> None:
    """A thousand formulas over a year and five accounts ask at most 20 times, calculated again not at all."""
    assert len(YEAR) == 12
    asked = list(formulas(accounts_with_anchors(home)))

    def calculated() -> list[Any]:
        return [sheet.show(name, *given, at=f"A{row}") for row, (name, given) in enumerate(asked, 1)]

    cold = calculated()
    assert all(isinstance(value, float) for value in cold)
    calls = len(sandbox.state()["calls"])
    assert calls <= MOST_CALLS
    assert calculated() == cold
    assert len(sandbox.state()["calls"]) == calls
