"""A sheet full of formulas, calculated as Excel's calls do it, in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench.importing import environment
from bench.listings import DAYS, FIRST_DAY
from bench.rounds import Measured, timed
from xl_addin.balances.anchors import Anchor, Anchors
from xl_addin.functions import entry
from xl_addin.settings import load
from xl_addin.values.dates import first_of_month, months

ACCOUNTS = 5
Formula = tuple[str, Sequence[Any]]


def calculate(service: Mapping[str, str], home: str, count: int, wait_for_more: int = 1) -> Measured:
    """Calculates a sheet twice: with no answer known, and with all of them.

    Args:
        service: The environment variables that name the service.
        home: The folder of settings; new.
        count: Formulas.
        wait_for_more: How often the warm sheet is calculated; the seconds are those of one time.
    """
    Path(home).mkdir(parents=True)
    (Path(home) / "config.toml").write_text("[functions]\nwait = 600.0\n", "utf-8")
    with environment({**service, "XL_ADDIN_HOME": home}):
        names = _accounts()
        formulas = list(_formulas(names, count))
        cold = timed(lambda: _all(formulas))
        warm = timed(lambda: [_all(formulas) for _ in range(wait_for_more)])
        entry.close()
    return {"cold": cold["seconds"], "warm": warm["seconds"] / wait_for_more}


def spill(service: Mapping[str, str], home: str, count: int) -> Measured:
    """One formula whose result is a long list: from the service to the rows that xlwings takes."""
    Path(home).mkdir(parents=True)
    (Path(home) / "config.toml").write_text("[functions]\nwait = 600.0\n", "utf-8")
    period = [FIRST_DAY.isoformat(), (FIRST_DAY + timedelta(days=DAYS - 1)).isoformat()]
    with environment({**service, "XL_ADDIN_HOME": home}):
        rows: list[Any] = []
        cold = timed(lambda: rows.extend(entry.cell("ORGANIZZE_TRANSACTIONS", period, "[B]S!A1")))
        assert len(rows) > count
        rows.clear()
        warm = timed(lambda: rows.extend(entry.cell("ORGANIZZE_TRANSACTIONS", period, "[B]S!A1")))
        entry.close()
    return {"cold": cold["seconds"], "warm": warm["seconds"]}


def _accounts() -> list[str]:
    """Names of accounts whose balances at the beginning of the year before are known."""
    books = entry.shared()
    organizze = books.organizze
    some = [account for account in organizze.client.accounts.list() if not account.archived][:ACCOUNTS]
    before = _first_month() - timedelta(days=1)
    party = organizze.party
    anchors = [Anchor(party.company, party.host, account.id, Decimal(), before) for account in some]
    Anchors(load().home).put(*anchors)
    entry.close()
    return [account.name for account in some]


def _first_month() -> date:
    """The first day of the twelve months up to this one."""
    today = date.today()
    return first_of_month(today).replace(year=today.year - 1) + timedelta(days=31)


def _formulas(names: Sequence[str], count: int) -> Iterator[Formula]:
    """Balances on many days, and nets of months by account and by day, each once."""
    year = [(first, last) for first, last in months(first_of_month(_first_month()), date.today())]
    for number in range(count):
        name = names[number % len(names)]
        first, last = year[number // len(names) % len(year)]
        day = min(first + timedelta(days=number // (len(names) * len(year))), last)
        if number % 2:
            yield "ORGANIZZE_BALANCE", [name, day]
        else:
            yield "ORGANIZZE_NET", [day, last, name]


def _all(formulas: Sequence[Formula]) -> None:
    for number, (name, arguments) in enumerate(formulas):
        shown = entry.cell(name, arguments, f"[Book1.xlsx]Sheet1!A{number}")
        assert isinstance(shown, float), (name, arguments, shown)
