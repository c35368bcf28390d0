"""Transfers: one thing seen as two transactions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from plain_client import today

from xl_addin.sandbox.server import Sandbox

BLANK, INTEGER, MISSING = "não pode estar em branco", "não é um número inteiro", "não existe"
SENT = {
    "debit_account_id": 3,
    "credit_account_id": 4,
    "amount_cents": 5000,
    "date": "2026-11-02",
    "paid": True,
}


def sides(sandbox: Sandbox, transfer: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The transaction that pays and the one that receives."""
    records = {item["id"]: item for item in sandbox.state()["organizze"]["transactions"]}
    return records[transfer["id"]], records[transfer["oposite_transaction_id"]]


def assert_mirrored(debit: dict[str, Any], credit: dict[str, Any]) -> None:
    """Each points at the other, with the amount turned round."""
    assert (debit["oposite_transaction_id"], credit["oposite_transaction_id"]) == (credit["id"], debit["id"])
    assert (debit["oposite_account_id"], credit["oposite_account_id"]) == (
        credit["account_id"],
        debit["account_id"],
    )
    assert debit["amount_cents"] == -credit["amount_cents"] < 0
    for name in ("date", "paid", "tags", "notes", "description", "category_id"):
        assert debit[name] == credit[name]


def test_a_transfer_is_answered_as_what_pays(organizze: Any, sandbox: Sandbox) -> None:
    """Negative, in the paying account, with its tags; both sides are in the list of transactions."""
    made = organizze.post("/transfers", **SENT, tags=[{"name": "cofre"}])
    assert (made["amount_cents"], made["account_id"], made["oposite_account_id"]) == (-5000, 3, 4)
    assert (made["paid"], made["tags"]) == (True, [{"name": "cofre"}])
    assert organizze.get(f"/transfers/{made['id']}") == made
    assert_mirrored(*sides(sandbox, made))
    listed = {
        item["id"] for item in organizze.get("/transactions", start_date="2026-11-01", end_date="2026-11-30")
    }
    assert {made["id"], made["oposite_transaction_id"]} <= listed


def test_tags_are_there_even_if_there_are_none(organizze: Any) -> None:
    """A list that is empty, not one that is missing."""
    assert organizze.post("/transfers", **SENT)["tags"] == []


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("amount_cents", 0, "deve ser maior que 0"), ("amount_cents", -5, "deve ser maior que 0"),
     ("amount_cents", 1.5, INTEGER), ("amount_cents", None, BLANK), ("debit_account_id", 999, MISSING),
     ("credit_account_id", 32, MISSING), ("credit_account_id", 3, "deve ser diferente da conta de débito"),
     ("debit_account_id", None, BLANK), ("date", None, BLANK)],
)  # fmt: skip
def test_what_is_no_transfer_is_refused_by_name(
    organizze: Any, sandbox: Sandbox, field: str, value: object, words: str
) -> None:
    """In a POST and in a PUT, and nothing is stored. A card is no account."""
    made = organizze.post("/transfers", **SENT)
    before = sandbox.state()["organizze"]
    assert organizze.refused("POST", "/transfers", **{**SENT, field: value}) == {field: [words]}
    assert organizze.refused("PUT", f"/transfers/{made['id']}", **{field: value}) == {field: [words]}
    assert sandbox.state()["organizze"] == before


def test_every_missing_field_is_named(organizze: Any) -> None:
    """Nothing is assumed about where money comes from and goes to."""
    wanted = ("credit_account_id", "debit_account_id", "amount_cents", "date")
    assert organizze.refused("POST", "/transfers") == {name: [BLANK] for name in wanted}


def test_a_change_shows_on_both_sides(organizze: Any, sandbox: Sandbox) -> None:
    """Whether it came as a transfer or as one of its transactions."""
    made = organizze.post("/transfers", **SENT)
    changed = organizze.put(
        f"/transfers/{made['id']}", amount_cents=7000, credit_account_id=5, date="2026-12-01"
    )
    assert (changed["amount_cents"], changed["oposite_account_id"], changed["date"]) == (
        -7000,
        5,
        "2026-12-01",
    )
    assert_mirrored(*sides(sandbox, made))
    assert sides(sandbox, made)[1]["account_id"] == 5
    organizze.put(
        f"/transactions/{made['oposite_transaction_id']}", amount_cents=900, paid=False, account_id=31
    )
    debit, credit = sides(sandbox, made)
    assert_mirrored(debit, credit)
    assert (debit["amount_cents"], debit["paid"], credit["account_id"]) == (-900, False, 31)


@pytest.mark.parametrize("by", ["transfer", "debit", "credit"])
def test_both_sides_go_together(organizze: Any, sandbox: Sandbox, by: str) -> None:
    """No half of a transfer stays behind."""
    made = organizze.post("/transfers", **SENT)
    numbers = {made["id"], made["oposite_transaction_id"]}
    path = {
        "transfer": f"/transfers/{made['id']}",
        "debit": f"/transactions/{made['id']}",
        "credit": f"/transactions/{made['oposite_transaction_id']}",
    }
    organizze.delete(path[by])
    assert not numbers & {item["id"] for item in sandbox.state()["organizze"]["transactions"]}
    assert organizze.ask("GET", f"/transfers/{made['id']}").status_code == 404


def test_only_the_paying_side_is_the_transfer(organizze: Any) -> None:
    """An ordinary transaction and the receiving side are no transfers."""
    made = organizze.post("/transfers", **SENT)
    assert organizze.ask("GET", f"/transfers/{made['oposite_transaction_id']}").status_code == 404
    assert organizze.ask("GET", f"/transfers/{organizze.purchase()['id']}").status_code == 404


def test_the_list_is_of_whole_months(organizze: Any, sandbox: Sandbox) -> None:
    """As that of transactions, and the state tells of the same transfers."""
    start, end = today() - timedelta(days=70), today() - timedelta(days=40)
    found = organizze.get("/transfers", start_date=start, end_date=end)
    everything = sandbox.state()["organizze"]["transfers"]
    first, last = start.isoformat()[:7], end.isoformat()[:7]
    wanted = [item for item in everything if first <= item["date"][:7] <= last]
    assert sorted(found, key=lambda item: item["id"]) == sorted(wanted, key=lambda item: item["id"])
    assert len(wanted) > 4
