"""Cards and their invoices; budgets."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_client import today

from xl_addin.sandbox.organizze import billing
from xl_addin.sandbox.records import Records
from xl_addin.sandbox.server import Sandbox

BLANK, LISTED, INTEGER = "não pode estar em branco", "não está incluído na lista", "não é um número inteiro"
HIPERCARD = {
    "name": "Hipercard",
    "card_network": "hipercard",
    "due_day": 15,
    "closing_day": 2,
    "limit_cents": 500000,
}
DAY = timedelta(days=1)
DAYS = st.integers(1, 31)


def test_a_card_is_made_changed_and_deleted(organizze: Any) -> None:
    """As the document shows; the update is at the card's own path, not at /categories as it prints."""
    made = organizze.post("/credit_cards", **HIPERCARD)
    expected = {"description": None, "kind": "credit_card", "archived": False, "default": False}
    assert {name: made[name] for name in {**HIPERCARD, **expected}} == {**HIPERCARD, **expected}
    changed = organizze.put(f"/credit_cards/{made['id']}", name="Visa Exclusive", due_day=17, closing_day=4)
    assert (changed["name"], changed["due_day"], changed["limit_cents"]) == ("Visa Exclusive", 17, 500000)
    assert organizze.delete(f"/credit_cards/{made['id']}") == changed
    assert organizze.ask("GET", f"/credit_cards/{made['id']}").status_code == 404
    assert organizze.ask("PUT", f"/categories/{made['id']}", json={"name": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("name", "", BLANK), ("due_day", 0, LISTED), ("closing_day", 32, LISTED), ("closing_day", "2", INTEGER),
     ("limit_cents", 1.5, INTEGER)],
)  # fmt: skip
def test_a_cards_fields_have_types(organizze: Any, field: str, value: object, words: str) -> None:
    """What is of another type, or no day of a month, is refused by name."""
    assert organizze.refused("POST", "/credit_cards", **{**HIPERCARD, field: value}) == {field: [words]}
    assert organizze.refused("PUT", "/credit_cards/31", **{field: value}) == {field: [words]}


def test_a_card_has_a_name_and_two_days(organizze: Any) -> None:
    """The rest may be left out."""
    assert organizze.refused("POST", "/credit_cards") == {
        name: [BLANK] for name in ("name", "closing_day", "due_day")
    }


def test_a_deleted_card_takes_its_purchases_along(organizze: Any, sandbox: Sandbox) -> None:
    """And its invoices; the account of the same id keeps what it has."""
    cash = organizze.purchase(account_id=31)
    organizze.delete("/credit_cards/31")
    state = sandbox.state()["organizze"]
    assert 31 not in {item["credit_card_id"] for item in state["transactions"] + state["invoices"]}
    assert cash["id"] in {item["id"] for item in state["transactions"]}


def test_a_new_card_has_the_years_invoices(organizze: Any) -> None:
    """Twelve, due in the current year, as the document's list; without a period it is that year."""
    made = organizze.post("/credit_cards", **HIPERCARD)
    invoices = organizze.get(f"/credit_cards/{made['id']}/invoices")
    assert [item["date"] for item in invoices] == [f"{today().year}-{month:02}-15" for month in range(1, 13)]
    first = invoices[0]
    assert (first["starting_date"], first["closing_date"]) == (
        f"{today().year - 1}-12-03",
        f"{today().year}-01-02",
    )
    assert {item["amount_cents"] for item in invoices} == {0}


def test_invoices_are_of_the_period_asked_for(organizze: Any) -> None:
    """By the day they are due, to the day."""
    path, year = f"/credit_cards/{organizze.post('/credit_cards', **HIPERCARD)['id']}/invoices", today().year
    listed = organizze.get(path, start_date=f"{year}-03-15", end_date=f"{year}-05-14")
    assert [item["date"] for item in listed] == [f"{year}-03-15", f"{year}-04-15"]


def test_an_invoice_sums_its_purchases_and_payments(organizze: Any, sandbox: Sandbox) -> None:
    """Every seeded invoice adds up, and each balance goes on from the one before."""
    for card in (31, 32, 33):
        before = 0
        for invoice in [
            item for item in sandbox.state()["organizze"]["invoices"] if item["credit_card_id"] == card
        ]:
            shown = organizze.get(f"/credit_cards/{card}/invoices/{invoice['id']}")
            assert {name: shown[name] for name in invoice} == invoice
            bought = sum(item["amount_cents"] for item in shown["transactions"])
            paid = sum(item["amount_cents"] for item in shown["payments"])
            assert (bought, paid) == (invoice["amount_cents"], invoice["payment_amount_cents"])
            assert invoice["previous_balance_cents"] == before
            assert invoice["balance_cents"] == before + bought - paid
            before = invoice["balance_cents"]


def test_payments_are_an_object_or_a_list(organizze: Any) -> None:
    """One payment is shown as the document shows it; none and several are a list."""
    since, until = today() - timedelta(days=300), today() + timedelta(days=40)
    shapes = {}
    for invoice in organizze.get("/credit_cards/31/invoices", start_date=since, end_date=until):
        path = f"/credit_cards/31/invoices/{invoice['id']}"
        payments, inside = organizze.get(f"{path}/payments"), organizze.get(path)["payments"]
        assert payments == (inside[0] if len(inside) == 1 else inside)
        shapes[len(inside)] = type(payments)
    assert shapes == {0: list, 1: dict, 2: list}


def test_payments_are_transactions_of_an_account(organizze: Any, sandbox: Sandbox) -> None:
    """Which name the card and the invoice that they pay."""
    paid = [item for item in sandbox.state()["organizze"]["transactions"] if item["paid_credit_card_id"]]
    assert len(paid) > 20
    assert {item["account_type"] for item in paid} == {"Account"}
    assert {item["credit_card_id"] for item in paid} == {None}
    one = paid[0]
    path = f"/credit_cards/{one['paid_credit_card_id']}/invoices/{one['paid_credit_card_invoice_id']}"
    assert one["id"] in {item["id"] for item in organizze.get(path)["payments"]}


def test_an_invoice_belongs_to_its_card(organizze: Any) -> None:
    """Asked of another card, it is not found."""
    [invoice, *_] = organizze.get("/credit_cards/31/invoices")
    for path in ("", "/payments"):
        assert organizze.ask("GET", f"/credit_cards/32/invoices/{invoice['id']}{path}").status_code == 404


def test_new_days_move_the_invoices_since_a_day(organizze: Any, sandbox: Sandbox) -> None:
    """The document's sample: from 2 and 15 to 4 and 17; the first moved one begins where one ended."""
    made = organizze.post("/credit_cards", **HIPERCARD)
    year = today().year
    bought = organizze.purchase(credit_card_id=made["id"], date=f"{year}-07-03")
    organizze.put(
        f"/credit_cards/{made['id']}", due_day=17, closing_day=4, update_invoices_since=f"{year}-07-01"
    )
    invoices = organizze.get(f"/credit_cards/{made['id']}/invoices")
    periods = [(item["date"], item["starting_date"], item["closing_date"]) for item in invoices[5:8]]
    assert periods == [
        (f"{year}-06-15", f"{year}-05-03", f"{year}-06-02"),
        (f"{year}-07-17", f"{year}-06-03", f"{year}-07-04"),
        (f"{year}-08-17", f"{year}-07-05", f"{year}-08-04"),
    ]
    assert organizze.get(f"/transactions/{bought['id']}")["credit_card_invoice_id"] == invoices[6]["id"]


def test_new_days_alone_leave_the_invoices(organizze: Any) -> None:
    """Without update_invoices_since nothing that there is moves; a wrong day is refused."""
    before = organizze.get("/credit_cards/31/invoices")
    organizze.put("/credit_cards/31", closing_day=20)
    assert organizze.get("/credit_cards/31/invoices") == before
    assert organizze.refused("PUT", "/credit_cards/31", update_invoices_since="July")


@given(closing=DAYS, due=DAYS, days=st.lists(st.dates(date(2020, 1, 1), date(2028, 12, 31)), max_size=12))
def test_every_day_is_on_exactly_one_invoice(closing: int, due: int, days: list[date]) -> None:
    """Whatever the card's days and the order of the purchases: no overlap, and due when it has closed."""
    records = Records(first_id=1)
    card = {"id": 9, "closing_day": closing, "due_day": due}
    billing.open_year(records, card, 2026)
    for day in days:
        invoice = billing.open_invoice(records, card, day)
        assert invoice["starting_date"] <= day.isoformat() <= invoice["closing_date"]
        assert billing.open_invoice(records, card, day) == invoice
    invoices = billing.invoices(records, 9)
    for first, second in itertools.pairwise(invoices):
        assert first["closing_date"] < second["starting_date"]
    for invoice in invoices:
        assert invoice["starting_date"] <= invoice["closing_date"] <= invoice["date"]
    assert len([item for item in invoices if item["date"].startswith("2026")]) == 12


@given(DAYS, DAYS, DAYS, DAYS, st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_moved_invoices_leave_no_gap(closing: int, due: int, later: int, later_due: int, since: date) -> None:
    """After new days every day of the year is still on one invoice."""
    records = Records(first_id=1)
    billing.open_year(records, {"id": 9, "closing_day": closing, "due_day": due}, 2026)
    billing.move(records, {"id": 9, "closing_day": later, "due_day": later_due}, since)
    invoices = billing.invoices(records, 9)
    for first, second in itertools.pairwise(invoices):
        assert date.fromisoformat(first["closing_date"]) + DAY == date.fromisoformat(second["starting_date"])


def test_budgets_are_of_a_month_or_a_year(organizze: Any) -> None:
    """The month as 8 or 08, the current one at the root."""
    month = f"{today().year}-{today().month:02}-01"
    assert {item["date"] for item in organizze.get("/budgets")} == {month}
    assert organizze.get(f"/budgets/{today().year}/{today().month}") == organizze.get("/budgets")
    assert organizze.get(f"/budgets/{today().year}/{today().month:02}") == organizze.get("/budgets")
    year = organizze.get(f"/budgets/{today().year}")
    assert {item["date"][:4] for item in year} == {str(today().year)}
    assert [item for item in year if item["date"] == month] == organizze.get("/budgets")
    assert organizze.get("/budgets/2003") == []


@pytest.mark.parametrize("path", ["/budgets/x", "/budgets/2026/x", "/budgets/2026/123", "/budgets/2026/1/1"])
def test_what_is_no_month_is_not_found(organizze: Any, path: str) -> None:
    """It is no empty list."""
    assert organizze.ask("GET", path).status_code == 404


def test_a_budget_counts_what_was_spent(organizze: Any) -> None:
    """Paid, and expected, and the percentage as text with one decimal."""
    [before] = [item for item in organizze.get("/budgets") if item["category_id"] == 25]
    organizze.purchase(category_id=25, amount_cents=-10000, paid=True)
    organizze.purchase(category_id=25, amount_cents=-500)
    [after] = [item for item in organizze.get("/budgets") if item["category_id"] == 25]
    assert after["total"] == before["total"] + 10000
    assert after["predicted_total"] == before["predicted_total"] + 10500
    assert after["percentage"] == f"{after['total'] * 1000 // after['amount_in_cents'] / 10:.1f}"
