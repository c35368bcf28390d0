"""Invoices of cards in CASH_FORECAST: each one's money goes once, whenever it is paid and looked at."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from cells_desk import Desk
from run_day import TODAY

from xl_addin.apis.organizze.models import CardInvoice, TransactionChange
from xl_addin.connect import organizze
from xl_addin.functions.cash.bills import dues

Opening = Callable[..., Desk]

NO_IZIAGO = {"XL_ADDIN_IZIAGO_BASE_URL": "", "XL_ADDIN_IZIAGO_CLIENT_ID": ""}
DAY = timedelta(days=1)


@pytest.fixture
def payment(sandbox: Any) -> Mapping[str, Any]:
    """The last payment that settles a whole invoice, on the day the invoice is due."""
    found = [
        item for item in sandbox.state()["organizze"]["transactions"] if item["paid_credit_card_id"] == 32
    ]
    payment: Mapping[str, Any] = max(found, key=lambda item: str(item["date"]))
    return payment


def change(desk: Desk, payment: Mapping[str, Any], **changes: Any) -> None:
    """As a person does it in the app."""
    with organizze.client(desk.books.settings) as client:
        client.transactions.update(payment["id"], TransactionChange(**changes))


def closing(desk: Desk, until: date) -> dict[date, Decimal]:
    """Closing balances by day."""
    return {line["Date"]: line["Closing balance"] for line in desk.lines("CASH_FORECAST", None, until)}


def test_a_days_closing_balance_does_not_depend_on_the_last_day_asked(
    opening: Opening, payment: Mapping[str, Any]
) -> None:
    """An invoice whose payment is entered for later goes on that day, also where the table ends before it.

    The list of invoices is older than the payment, so it does not count it, as a service may do for good.
    """
    due, now = date.fromisoformat(payment["date"]), [time.time()]
    today = due - 3 * DAY
    desk = opening(today=lambda: today, clock=lambda: now[0], **NO_IZIAGO)
    change(desk, payment, amount_cents=-1)
    desk.value("ORGANIZZE_NET", today - 400 * DAY, due + 130 * DAY)
    now[0] += 200
    closing(desk, due + 30 * DAY)
    change(desk, payment, amount_cents=payment["amount_cents"], date=due + 20 * DAY, paid=False)
    now[0] += 110
    long = closing(desk, due + 30 * DAY)
    for days in (0, 1, 19, 20, 21):
        short = closing(desk, due + days * DAY)
        assert short == {day: long[day] for day in short}
    goes = {line["Date"]: line["Outflows"] for line in desk.lines("CASH_FORECAST", None, due + 30 * DAY)}
    assert goes[due + 20 * DAY] >= -Decimal(payment["amount_cents"]).scaleb(-2)


def test_a_payment_just_made_is_not_taken_off_twice(opening: Opening, payment: Mapping[str, Any]) -> None:
    """The cell may know the payment and an older list of invoices: the money goes once all the same."""
    due, now = date.fromisoformat(payment["date"]), [time.time()]
    today, until = due - 3 * DAY, due + 30 * DAY
    desk = opening(today=lambda: today, clock=lambda: now[0], **NO_IZIAGO)
    change(desk, payment, amount_cents=-1)
    desk.value("ORGANIZZE_NET", today - 400 * DAY, until + 120 * DAY)
    now[0] += 200
    before = closing(desk, until)[until]
    change(desk, payment, amount_cents=payment["amount_cents"], date=today)
    now[0] += 110
    asked = len(desk.calls("organizze", "/invoices"))
    assert closing(desk, until)[until] == before
    assert len(desk.calls("organizze", "/invoices")) == asked


def test_what_was_paid_too_much_is_no_money_that_comes(opening: Opening, payment: Mapping[str, Any]) -> None:
    """It makes the card's next invoice smaller."""
    due = date.fromisoformat(payment["date"])
    desk = opening(today=lambda: due - 3 * DAY, **NO_IZIAGO)
    until = due + 40 * DAY
    before = {line["Date"]: line for line in desk.lines("CASH_FORECAST", None, until)}
    change(desk, payment, amount_cents=payment["amount_cents"] - 100_00)
    desk.books.cache.refresh()
    after = {line["Date"]: line for line in desk.lines("CASH_FORECAST", None, until)}
    assert {day: line["Inflows"] for day, line in after.items()} == {
        day: line["Inflows"] for day, line in before.items()
    }
    more = {day: line["Outflows"] - before[day]["Outflows"] for day, line in after.items()}
    assert more.pop(due) == Decimal("100.00")
    assert sorted(value for value in more.values() if value) == [Decimal("-100.00")]


def test_an_overdue_invoice_is_told(opening: Opening, payment: Mapping[str, Any]) -> None:
    """Nobody knows when it will be paid, so it is in no day's outflows; the reason names card and amount."""
    desk = opening(**NO_IZIAGO)
    assert "due before today" not in desk.why("CASH_FORECAST")
    with organizze.client(desk.books.settings) as client:
        client.transactions.delete(payment["id"])
        card = next(item.name for item in client.credit_cards.list() if item.id == 32)
    desk.books.cache.refresh()
    amount = Decimal(payment["amount_cents"]).scaleb(-2)
    told = f"Of invoices of {card} due before today, {amount:,} is not paid"
    assert told in desk.why("CASH_FORECAST", None, TODAY + 5 * DAY)


def test_the_vendors_sample_owes_nothing_until_the_credit_is_used_up() -> None:
    """The document's invoices 186 to 190 of card 3: 1000.00 too much was paid, which lasts for five."""
    days = [date(2015, month, 17) for month in range(7, 12)]
    amounts = (30000, -22098, -15000, -15000, -30000)
    payments = (-70000, 0, 0, 0, 0)
    listed = [
        CardInvoice(
            id=186 + number,
            date=day,
            starting_date=day,
            closing_date=day,
            amount_cents=amount,
            payment_amount_cents=paid,
            balance_cents=0,
            previous_balance_cents=100000 if number == 1 else 0,
            credit_card_id=3,
        )
        for number, (day, amount, paid) in enumerate(zip(days, amounts, payments, strict=True))
    ]
    assert list(dues(reversed(listed), {})) == [(day, 0) for day in days]
    assert list(dues(listed[1:], {})) == [(day, 0) for day in days[1:]]
    large = listed[4].amount_cents - 20000
    last = [*listed[:4], CardInvoice(**{**_fields(listed[4]), "amount_cents": large})]
    assert list(dues(last, {}))[-1] == (days[4], 100000 + sum(amounts[1:4]) + large)


def _fields(invoice: CardInvoice) -> dict[str, Any]:
    return {name: getattr(invoice, name) for name in invoice.__struct_fields__}
