"""Transactions that repeat."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from plain_client import today

from xl_addin.sandbox.organizze.dates import later
from xl_addin.sandbox.server import Sandbox

LISTED = "não está incluído na lista"


def series_of(sandbox: Sandbox, first: dict[str, Any]) -> list[dict[str, Any]]:
    """All records of a series, by date."""
    records = sandbox.state()["organizze"]["transactions"]
    return sorted(
        (item for item in records if item["group_id"] == first["group_id"]), key=lambda item: item["date"]
    )


def repeated(organizze: Any, **fields: Any) -> Any:
    """A monthly expense from the tenth of January on."""
    monthly = {"recurrence_attributes": {"periodicity": "monthly"}, "date": f"{today().year}-01-10"}
    return organizze.purchase(**{**monthly, **fields})


def test_installments_are_as_many_as_were_asked_for(organizze: Any, sandbox: Sandbox) -> None:
    """Each on its month's last day, numbered, with the amount that was sent; only the first is paid."""
    first = organizze.purchase(
        date="2026-10-31", paid=True, installments_attributes={"periodicity": "monthly", "total": 5}
    )
    assert (first["installment"], first["total_installments"], first["recurring"]) == (1, 5, False)
    parts = series_of(sandbox, first)
    days = ["2026-10-31", "2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28"]
    assert [part["date"] for part in parts] == days
    assert [part["installment"] for part in parts] == [1, 2, 3, 4, 5]
    assert [part["paid"] for part in parts] == [True, False, False, False, False]
    assert {part["amount_cents"] for part in parts} == {-15000}
    assert len({part["id"] for part in parts}) == 5


def test_installments_on_a_card_are_each_on_their_invoice(organizze: Any, sandbox: Sandbox) -> None:
    """A purchase in parts is on as many invoices."""
    first = organizze.purchase(
        credit_card_id=32, installments_attributes={"periodicity": "monthly", "total": 30}
    )
    parts = series_of(sandbox, first)
    assert len({part["credit_card_invoice_id"] for part in parts}) == 30
    for part in (parts[0], parts[-1]):
        invoice = organizze.get(f"/credit_cards/32/invoices/{part['credit_card_invoice_id']}")
        assert invoice["starting_date"] <= part["date"] <= invoice["closing_date"]
        assert part["id"] in {item["id"] for item in invoice["transactions"]}


def test_a_recurrence_goes_to_the_end_of_the_year(organizze: Any, sandbox: Sandbox) -> None:
    """The answer is the first one, and says that it recurs."""
    first = repeated(organizze)
    assert (first["recurring"], first["installment"], first["total_installments"]) == (True, 1, 1)
    assert [item["date"] for item in series_of(sandbox, first)] == [
        f"{today().year}-{month:02}-10" for month in range(1, 13)
    ]


def test_a_recurrence_of_a_later_year_has_at_least_the_first(organizze: Any, sandbox: Sandbox) -> None:
    """A row is never answered with nothing."""
    assert len(series_of(sandbox, repeated(organizze, date=f"{today().year + 1}-03-01"))) == 1


@pytest.mark.parametrize(
    ("periodicity", "days"),
    [("monthly", ["2024-02-29", "2024-03-31"]), ("yearly", ["2025-01-31", "2026-01-31"]),
     ("weekly", ["2024-02-07", "2024-02-14"]), ("biweekly", ["2024-02-14", "2024-02-28"]),
     ("bimonthly", ["2024-03-31", "2024-05-31"]), ("trimonthly", ["2024-04-30", "2024-07-31"])],
)  # fmt: skip
def test_the_six_periodicities_of_the_document(periodicity: str, days: list[str]) -> None:
    """Months end where they end, and weeks are of seven days."""
    assert [later(date(2024, 1, 31), periodicity, times).isoformat() for times in (1, 2)] == days


@pytest.mark.parametrize("periodicity", ["daily", "Monthly", "", None, 1, ["monthly"]])
@pytest.mark.parametrize("name", ["recurrence_attributes", "installments_attributes"])
def test_another_periodicity_is_refused(
    organizze: Any, sandbox: Sandbox, name: str, periodicity: object
) -> None:
    """None of the six: nothing is stored."""
    before = sandbox.state()["organizze"]
    sent = {name: {"periodicity": periodicity, "total": 3}}
    errors = organizze.refused("POST", "/transactions", description="x", date="2026-11-02", **sent)
    assert errors == {name: [LISTED]}
    assert sandbox.state()["organizze"] == before


@pytest.mark.parametrize("total", [0, -1, 501, None, "3", 2.0, True])
def test_another_number_of_installments_is_refused(organizze: Any, total: object) -> None:
    """A count is a whole number, and a sane one."""
    sent = {"installments_attributes": {"periodicity": "monthly", "total": total}}
    assert (
        organizze.refused("POST", "/transactions", description="x", date="2026-11-02", **sent).keys()
        == sent.keys()
    )


def test_a_transaction_repeats_in_one_way(organizze: Any) -> None:
    """Installments and a recurrence at once are refused."""
    both = {
        "installments_attributes": {"periodicity": "monthly", "total": 2},
        "recurrence_attributes": {"periodicity": "monthly"},
    }
    assert organizze.refused("POST", "/transactions", description="x", date="2026-11-02", **both)


@pytest.mark.parametrize(
    ("reach", "count"), [({}, 1), ({"update_future": True}, 9), ({"update_all": True}, 12)]
)
def test_an_update_reaches_as_far_as_it_says(
    organizze: Any, sandbox: Sandbox, reach: dict[str, bool], count: int
) -> None:
    """The one, the later ones, or all; each keeps its own date and payment."""
    first = repeated(organizze, paid=True)
    fourth = series_of(sandbox, first)[3]
    changed = {"description": "Novo", "amount_cents": 20050, "date": f"{today().year}-04-12", "paid": True}
    answer = organizze.put(f"/transactions/{fourth['id']}", **changed, **reach)
    assert (answer["description"], answer["amount_cents"], answer["date"]) == (
        "Novo",
        -20050,
        f"{today().year}-04-12",
    )
    after = series_of(sandbox, first)
    assert [item["amount_cents"] for item in after if item["description"] == "Novo"] == [-20050] * count
    assert [item["date"][8:] for item in after] == ["10"] * 3 + ["12"] + ["10"] * 8
    assert [item["paid"] for item in after] == [True, False, False, True] + [False] * 8


def test_an_update_reaches_others_even_where_it_changes_nothing_here(
    organizze: Any, sandbox: Sandbox
) -> None:
    """What is sent counts for all, though the one that is named has it already."""
    first = repeated(organizze)
    organizze.put(f"/transactions/{first['id']}", amount_cents=-7)
    organizze.put(f"/transactions/{first['id']}", amount_cents=-7, update_all=True)
    assert {item["amount_cents"] for item in series_of(sandbox, first)} == {-7}


@pytest.mark.parametrize(
    ("reach", "left"), [({}, 11), ({"update_future": True}, 3), ({"update_all": True}, 0)]
)
def test_a_delete_reaches_as_far_as_it_says(
    organizze: Any, sandbox: Sandbox, reach: dict[str, bool], left: int
) -> None:
    """By the JSON body that comes with it."""
    first = repeated(organizze)
    fourth = series_of(sandbox, first)[3]
    assert organizze.delete(f"/transactions/{fourth['id']}", **reach)["id"] == fourth["id"]
    assert len(series_of(sandbox, first)) == left


def test_reach_is_true_or_false(organizze: Any, sandbox: Sandbox) -> None:
    """A word is not taken for a yes."""
    first = repeated(organizze)
    assert organizze.refused("DELETE", f"/transactions/{first['id']}", update_all="true")
    assert len(series_of(sandbox, first)) == 12
