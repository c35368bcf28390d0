"""Transactions, one at a time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plain_client import today

from xl_addin.sandbox.server import Sandbox

BLANK, INTEGER, INVALID, MISSING = (
    "não pode estar em branco",
    "não é um número inteiro",
    "não é válido",
    "não existe",
)


def test_the_documents_sample_gets_the_documents_answer(organizze: Any) -> None:
    """What the sample leaves out is filled in as the sample shows: no amount, not paid, default places."""
    made = organizze.post(
        "/transactions",
        description="Computador",
        notes="Pagamento via boleto",
        date="2015-09-16",
        tags=[{"name": "homeoffice"}],
    )
    varying = ("id", "created_at", "updated_at", "attachments", "group_id", "recurrence_id")
    assert {name: value for name, value in made.items() if name not in varying} == {
        "description": "Computador",
        "date": "2015-09-16",
        "paid": False,
        "amount_cents": 0,
        "total_installments": 1,
        "installment": 1,
        "recurring": False,
        "account_id": 3,
        "category_id": 21,
        "contact_id": None,
        "notes": "Pagamento via boleto",
        "attachments_count": 0,
        "credit_card_id": None,
        "credit_card_invoice_id": None,
        "paid_credit_card_id": None,
        "paid_credit_card_invoice_id": None,
        "oposite_transaction_id": None,
        "oposite_account_id": None,
        "tags": [{"name": "homeoffice"}],
    }
    assert made["id"] > 2**31
    assert organizze.get(f"/transactions/{made['id']}") == made


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("description", None, BLANK),
        ("description", "\t ", BLANK),
        ("description", 12, INVALID),
        ("date", None, BLANK),
        ("date", "", BLANK),
        ("date", "16/09/2026", INVALID),
        ("date", "2026-9-6", INVALID),
        ("date", "2026-02-30", INVALID),
        ("date", "2026-11-21T10:00:00", INVALID),
        ("date", 20261121, INVALID),
        ("amount_cents", "100", INTEGER),
        ("amount_cents", 100.0, INTEGER),
        ("amount_cents", True, INTEGER),
        ("amount_cents", 2**63, INTEGER),
        ("amount_cents", None, BLANK),
        ("paid", "true", INVALID),
        ("paid", None, INVALID),
        ("notes", 1, INVALID),
        ("tags", "a", INVALID),
        ("tags", ["a"], INVALID),
        ("tags", [{"name": ""}], INVALID),
        ("account_id", 999, MISSING),
        ("account_id", "3", INTEGER),
        ("credit_card_id", 999, MISSING),
        ("credit_card_id", 3, MISSING),
        ("category_id", 999, MISSING),
        ("category_id", None, BLANK),
    ],
)
def test_what_is_no_transaction_is_refused_by_name(
    organizze: Any, sandbox: Sandbox, field: str, value: object, words: str
) -> None:
    """A wrong field is named in a POST and in a PUT; the record comes back without an id."""
    spent = organizze.purchase()
    before = sandbox.state()["organizze"]
    good = {"description": "x", "date": "2026-11-02", "amount_cents": -1}
    answer = organizze.ask("POST", "/transactions", json={**good, field: value})
    assert (answer.status_code, answer.json()["errors"]) == (422, {field: [words]})
    assert answer.json()["id"] is answer.json()["created_at"] is None
    assert answer.json()[field] == value
    assert organizze.refused("PUT", f"/transactions/{spent['id']}", **{field: value}) == {field: [words]}
    assert sandbox.state()["organizze"] == before


def test_every_missing_field_is_named(organizze: Any) -> None:
    """An empty body is told all that it lacks."""
    assert organizze.refused("POST", "/transactions") == {"description": [BLANK], "date": [BLANK]}


def test_unknown_fields_are_ignored(organizze: Any) -> None:
    """Neither a field of another object nor one that the service sets itself is taken."""
    made = organizze.purchase(id=5, valor=3, recurring=True, contact_id=7, oposite_account_id=4)
    assert made["id"] != 5
    assert (made["recurring"], made["contact_id"], made["oposite_account_id"]) == (False, None, None)
    assert "valor" not in made


@given(
    description=st.text(st.characters(codec="utf-8"), min_size=1).map(lambda text: f"x{text}"),
    notes=st.none() | st.text(st.characters(codec="utf-8")),
    tags=st.lists(st.text(st.characters(codec="utf-8")).map(lambda text: {"name": f"t{text}"}), max_size=3),
    cents=st.integers(-(10**15), 10**15),
)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_texts_and_amounts_are_stored_as_they_were_sent(
    organizze: Any, sandbox: Sandbox, description: str, notes: str | None, tags: list[Any], cents: int
) -> None:
    """Nothing is trimmed, cleaned or rounded."""
    made = organizze.purchase(description=description, notes=notes, tags=tags, amount_cents=cents)
    [stored] = [item for item in sandbox.state()["organizze"]["transactions"] if item["id"] == made["id"]]
    assert (stored["description"], stored["notes"]) == (description, notes)
    assert (stored["tags"], stored["amount_cents"]) == (tags, cents)


def test_a_list_shows_more_than_a_single_answer(organizze: Any) -> None:
    """`account_type` is in lists only, as in the document's samples; so are empty tags."""
    made = organizze.purchase()
    assert not {"account_type", "tags"} & set(made)
    [shown] = [item for item in organizze.get("/transactions") if item["id"] == made["id"]]
    assert (shown["account_type"], shown["tags"]) == ("Account", [])
    assert {name: shown[name] for name in made} == made


def test_the_period_is_widened_to_whole_months(organizze: Any, sandbox: Sandbox) -> None:
    """Two days ask for the two months that they are in."""
    start, end = today() - timedelta(days=70), today() - timedelta(days=40)
    found = organizze.get("/transactions", start_date=start, end_date=end)
    first, last = start.isoformat()[:7], end.isoformat()[:7]
    everything = sandbox.state()["organizze"]["transactions"]
    wanted = [item for item in everything if first <= item["date"][:7] <= last]
    assert {item["id"] for item in found} == {item["id"] for item in wanted}
    assert min(item["date"] for item in found) < start.replace(day=6).isoformat()
    assert max(item["date"] for item in found) > end.replace(day=24).isoformat()


def test_without_a_period_it_is_the_current_month(organizze: Any) -> None:
    """The document's default."""
    month = today().isoformat()[:7]
    assert {item["date"][:7] for item in organizze.get("/transactions")} == {month}


@pytest.mark.parametrize(
    "query", [{"start_date": "yesterday"}, {"end_date": "2026-13-01"}, {"account_id": "x"}]
)
def test_a_filter_that_makes_no_sense_is_refused(organizze: Any, query: dict[str, str]) -> None:
    """It is never answered with everything, or with nothing."""
    assert organizze.ask("GET", "/transactions", params=query).status_code == 400


def test_an_accounts_list_has_no_card_of_the_same_id(organizze: Any) -> None:
    """Account 31 and card 31 are two things, and a card's purchase names its card as its account."""
    cash = organizze.purchase(account_id=31)
    on_card = organizze.purchase(credit_card_id=31)
    assert on_card["account_id"] == on_card["credit_card_id"] == 31
    found = {item["id"] for item in organizze.get("/transactions", account_id=31)}
    assert cash["id"] in found
    assert on_card["id"] not in found


def test_a_card_purchase_is_on_the_invoice_of_its_day(organizze: Any) -> None:
    """Made, moved to another day, moved to an account and back again."""
    made = organizze.purchase(credit_card_id=31, date="2026-11-04")
    first = organizze.get(f"/credit_cards/31/invoices/{made['credit_card_invoice_id']}")
    assert first["starting_date"] <= "2026-11-04" <= first["closing_date"]
    moved = organizze.put(f"/transactions/{made['id']}", date="2026-11-05")
    second = organizze.get(f"/credit_cards/31/invoices/{moved['credit_card_invoice_id']}")
    assert second["starting_date"] == "2026-11-05"
    cash = organizze.put(f"/transactions/{made['id']}", account_id=4)
    assert (cash["account_id"], cash["credit_card_id"], cash["credit_card_invoice_id"]) == (4, None, None)
    back = organizze.put(f"/transactions/{made['id']}", credit_card_id=32)
    assert (back["account_id"], back["credit_card_id"]) == (32, 32)


def test_an_account_and_a_card_together_are_refused(organizze: Any) -> None:
    """Money is in one place. The card's own id as account, as answers show it, is no contradiction."""
    assert "account_id" in organizze.refused(
        "POST", "/transactions", description="x", date="2026-11-02", account_id=3, credit_card_id=32
    )
    assert organizze.purchase(account_id=32, credit_card_id=32)["credit_card_id"] == 32


@pytest.mark.parametrize(
    ("stored", "sent", "becomes"),
    [(-15000, 20050, -20050), (0, 20050, -20050), (-15000, -7, -7), (15000, 20050, 20050), (15000, -7, -7)],
)
def test_an_expense_stays_one_when_its_amount_is_sent_without_a_sign(
    organizze: Any, stored: int, sent: int, becomes: int
) -> None:
    """The trap in the document's update sample: 20050 comes back as -20050."""
    made = organizze.purchase(amount_cents=stored)
    assert organizze.put(f"/transactions/{made['id']}", amount_cents=sent)["amount_cents"] == becomes


def test_what_is_not_sent_in_an_update_stays(organizze: Any) -> None:
    """An empty update changes nothing but the time of the change."""
    made = organizze.purchase(paid=True, notes="n", tags=[{"name": "a"}], category_id=6, account_id=4)
    same = organizze.put(f"/transactions/{made['id']}")
    assert same == {**made, "updated_at": same["updated_at"]}


def test_a_deleted_transaction_is_gone_and_its_id_is_not_used_again(organizze: Any) -> None:
    """A record that is gone is never mistaken for a new one."""
    made = organizze.purchase()
    assert organizze.delete(f"/transactions/{made['id']}") == made
    assert organizze.ask("GET", f"/transactions/{made['id']}").status_code == 404
    assert organizze.ask("DELETE", f"/transactions/{made['id']}").status_code == 404
    assert organizze.purchase()["id"] > made["id"]


def test_times_are_those_of_brasilia(organizze: Any) -> None:
    """As in the samples, to the second."""
    made = organizze.purchase()
    assert made["created_at"].endswith("-03:00")
    assert len(made["created_at"]) == len("2015-09-04T00:09:34-03:00")
    assert abs(date.fromisoformat(made["created_at"][:10]) - today()) <= timedelta(days=1)
