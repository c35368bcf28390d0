"""A month's invoices of an accountant: many issuers, one workbook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from izi_office import EXPIRED, INVOICES, invoiced, issuers_toml, later, line, names, rehearsed
from office import Office, cells

COUNT = 1000
ISSUERS = 30

Row = Mapping[str, Any]


@pytest.fixture
def month(office: Office) -> tuple[Path, list[str]]:
    """A workbook of a thousand invoices and one with an expired authorization, and the issuers' NITs."""
    known = names(office)
    working = [nit for nit in known if nit not in {EXPIRED} and not nit.startswith("10207")][:ISSUERS]
    listed = [{"nit": nit, "name": known[nit]} for nit in [*working, EXPIRED]]
    office.configure(issuers_toml(listed))
    rows = _rows(working)
    expired = [line(f"X{number}", issuer=EXPIRED) for number in range(5)]
    return office.workbook([*rows[:900], *expired, *rows[900:]], template=INVOICES), working


def _rows(issuers: Sequence[str]) -> list[Row]:
    """One to three items an invoice; a third has a discount, most quantities and prices have decimals."""
    random = Random(4)  # noqa: S311 - repeatable on purpose
    rows: list[Row] = []
    for number in range(COUNT):
        issuer = random.choice(issuers)
        discount = Decimal(random.randrange(1, 200)).scaleb(-2) if number % 3 == 0 else None
        head = {"issuer": issuer, "discount": discount, "ref": f"R-{number}"}
        rows.append(line(number, "Ítem 1", *_figures(random), **head))
        rows += [later(number, f"Ítem {n}", *_figures(random)) for n in range(2, random.randrange(2, 5))]
    return rows


def _figures(random: Random) -> tuple[str, str]:
    """A quantity with up to three decimals and a price with up to four."""
    quantity = Decimal(random.randrange(1, 20_000)).scaleb(-random.randrange(4))
    price = Decimal(random.randrange(30_000, 900_000)).scaleb(-random.randrange(2, 5))
    return f"{quantity:f}", f"{price:f}"


def test_a_thousand_invoices_for_thirty_issuers(office: Office, month: tuple[Path, list[str]]) -> None:
    """Totals are iZi's to the cent, numbers follow the sheet, and one issuer's trouble is that issuer's."""
    path, working = month
    outcome = office.run(path)
    assert outcome.exit_code == 1
    written = cells(path)
    sent = [row for row in written if row["Status"] == "sent"]
    made = {str(invoice["id"]): invoice for invoice in invoiced(office)}
    assert len(made) == COUNT
    assert {row["Id"] for row in sent} == made.keys()
    assert {row["Invoice"] for row in written if row["Status"] != "sent"} == {f"X{n}" for n in range(5)}

    firsts = {row["Invoice"]: row for row in sent if row["Issuer"]}
    assert len(firsts) == COUNT
    for row in firsts.values():
        assert _cents(row["Total"]) == _cents(made[row["Id"]]["montoTotal"])
        assert row["Number"] == str(made[row["Id"]]["numero"])
        assert row["Message"] == rehearsed(office)

    _numbers_follow_the_sheet(list(firsts.values()))
    _preview_equals_the_service(office, list(made.values()), working)
    _issuers_went_side_by_side(invoiced(office))
    _the_expired_stopped_alone([row for row in written if row["Status"] != "sent"])


def _cents(amount: object) -> int:
    """Whole cents of an amount as openpyxl or JSON gives it, with nothing behind them."""
    cents = Decimal(str(amount)) * 100
    assert cents == cents.to_integral_value()
    return int(cents)


def _numbers_follow_the_sheet(rows: list[dict[str, Any]]) -> None:
    by_issuer: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        by_issuer[row["Issuer"]].append(int(row["Number"]))
    assert len(by_issuer) == ISSUERS
    for numbers in by_issuer.values():
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _preview_equals_the_service(office: Office, made: list[Mapping[str, Any]], working: list[str]) -> None:
    """What a person said yes to is what iZi billed, issuer by issuer."""
    [shown] = office.person.previews
    billed: dict[str, int] = defaultdict(int)
    for invoice in made:
        billed[invoice["emisor"]] += _cents(invoice["montoTotal"])
    known = names(office)
    for nit in working:
        assert _cents(shown.sums[known[nit], "BOB"].net) == billed[nit]


def _issuers_went_side_by_side(made: list[Mapping[str, Any]]) -> None:
    """No issuer had to wait until another one was done."""
    order = [invoice["emisor"] for invoice in made]
    changes = sum(before != after for before, after in pairwise(order))
    assert changes > ISSUERS


def _the_expired_stopped_alone(rows: list[dict[str, Any]]) -> None:
    first, *rest = rows
    assert first["Status"] == "rejected"
    assert "Autorización de facturación vencida" in first["Message"]
    assert "dosificación" in first["Message"]
    assert {row["Status"] for row in rest} == {"not_sent"}
    assert all("Autorización de facturación vencida" in row["Message"] for row in rest)
