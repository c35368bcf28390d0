"""CASH_FORECAST: what comes, what goes and what is there then, by day and currency."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from cells_desk import Desk
from hypothesis import given
from hypothesis import strategies as st
from run_day import TODAY

from xl_addin.apis.organizze.models import CardInvoice, Transaction, TransactionDraft, TransferDraft
from xl_addin.connect import organizze
from xl_addin.functions.cash.bills import entered, left
from xl_addin.functions.cash.purse import Purse
from xl_addin.functions.cash.system import Flow

Opening = Callable[..., Desk]

UNTIL = TODAY + timedelta(days=75)
ZERO = Decimal("0.00")
NO_IZIAGO = {"XL_ADDIN_IZIAGO_BASE_URL": "", "XL_ADDIN_IZIAGO_CLIENT_ID": ""}


def held(desk: Desk) -> dict[str, Decimal]:
    """Today's position by currency."""
    totals: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for line in desk.lines("CASH_POSITION"):
        totals[line["Currency"]] += line["Balance"]
    return dict(totals)


def closing(desk: Desk, currency: str, *arguments: Any) -> dict[date, Decimal]:
    """A currency's closing balances by day."""
    found = desk.lines("CASH_FORECAST", *arguments)
    return {line["Date"]: line["Closing balance"] for line in found if line["Currency"] == currency}


def net(line: Mapping[str, Any]) -> Decimal:
    """What a day brings."""
    difference: Decimal = line["Inflows"] - line["Outflows"]
    return difference


def to_come(desk: Desk) -> tuple[Counter[date], Counter[date]]:
    """By Organizze's own records, in cents: what current accounts expect, and cards' purchases when due."""
    come: Counter[date] = Counter()
    go: Counter[date] = Counter()
    state = desk.sandbox.state()["organizze"]
    current = {item["id"] for item in state["accounts"] if not item["archived"]}
    bought: Counter[int] = Counter()
    for item in state["transactions"]:
        day = date.fromisoformat(item["date"])
        if item["credit_card_id"]:
            bought[item["credit_card_invoice_id"]] += item["amount_cents"]
        elif (
            item["account_id"] in current
            and (day > TODAY or (day == TODAY and not item["paid"]))
            and not item["oposite_transaction_id"]
        ):
            (come if item["amount_cents"] > 0 else go)[day] += abs(item["amount_cents"])
        if item["paid_credit_card_invoice_id"]:
            bought[item["paid_credit_card_invoice_id"]] -= item["amount_cents"]
    for invoice in state["invoices"]:
        go[date.fromisoformat(invoice["date"])] -= bought[invoice["id"]]
    return come, go


def forecast(desk: Desk, currency: str) -> tuple[Counter[date], Counter[date]]:
    """By Iziago's own records, in cents: what comes and what goes, movement by movement."""
    come: Counter[date] = Counter()
    go: Counter[date] = Counter()
    for item in desk.state("iziago", "forecasts"):
        if item["currency"] == currency:
            cents = int(Decimal(str(item["amount"])) * 100)
            (come if cents > 0 else go)[date.fromisoformat(item["bookingDate"])] += abs(cents)
    return come, go


def test_a_day_brings_what_the_services_expect(desk: Desk) -> None:
    """What comes and what goes, each recounted from the services' own records: day by day, to the cent."""
    lines = desk.lines("CASH_FORECAST", None, UNTIL)
    recounted = {"BRL": to_come(desk), "EUR": forecast(desk, "EUR"), "USD": forecast(desk, "USD")}
    assert len(lines) == 3 * 76
    for line in lines:
        come, go = (Decimal(cents[line["Date"]]).scaleb(-2) for cents in recounted[line["Currency"]])
        assert (line["Inflows"], line["Outflows"]) == (come, go), line
    both = [line for line in lines if line["Inflows"] and line["Outflows"]]
    assert {line["Currency"] for line in both} >= {"EUR"}
    assert sum(1 for line in lines if line["Currency"] == "BRL" and net(line)) > 5


def test_it_starts_from_the_position_and_each_day_from_the_one_before(desk: Desk) -> None:
    """No money appears between two days; the first opens with what CASH_POSITION shows."""
    lines = desk.lines("CASH_FORECAST")
    position = held(desk)
    assert {line["Currency"] for line in lines} == set(position)
    for currency, opening in position.items():
        for line in (line for line in lines if line["Currency"] == currency):
            assert line["Opening balance"] == opening
            opening += net(line)
            assert line["Closing balance"] == opening
    assert [line["Date"] for line in lines] == sorted(line["Date"] for line in lines)
    assert lines[-1]["Date"] == TODAY + timedelta(days=90)


def test_a_later_start_counts_what_is_before_it(desk: Desk) -> None:
    """A forecast of next month opens with all that happens until then."""
    start = TODAY + timedelta(days=30)
    whole = closing(desk, "BRL", None, UNTIL)
    later = closing(desk, "BRL", start, UNTIL)
    assert list(later) == [start + timedelta(days=number) for number in range(46)]
    assert later == {day: whole[day] for day in later}


def test_days_that_are_past_are_no_forecast(desk: Desk) -> None:
    """Yesterday is not expected any more: the table begins today, or says that it is too late."""
    shown = desk.lines("CASH_FORECAST", TODAY - timedelta(days=20), TODAY + timedelta(days=1))
    assert {line["Date"] for line in shown} == {TODAY, TODAY + timedelta(days=1)}
    assert desk.lines("CASH_FORECAST", TODAY - timedelta(days=20), TODAY - timedelta(days=1)) == []
    assert "A forecast begins today" in desk.why("CASH_FORECAST", None, TODAY - timedelta(days=1))
    assert desk.value("CASH_FORECAST", TODAY, TODAY - timedelta(days=1)) == "#VALUE!"


def test_transfers_and_purchases_make_nobody_richer(opening: Opening) -> None:
    """A transfer to come changes nothing; a purchase on a card counts when its invoice is due, once."""
    desk = opening(**NO_IZIAGO)
    before = closing(desk, "BRL", None, UNTIL)
    soon = TODAY + timedelta(days=2)
    with organizze.client(desk.books.settings) as client:
        first, second = [item.id for item in client.accounts.list() if not item.archived][:2]
        client.transfers.create(
            TransferDraft(
                credit_account_id=first, debit_account_id=second, amount_cents=70000, date=soon, paid=False
            )
        )
        card = client.credit_cards.list()[0].id
        bought = TransactionDraft(
            description="Forno", date=soon, amount_cents=-123456, credit_card_id=card, paid=False
        )
        invoice_id = client.transactions.create(bought).credit_card_invoice_id
        client.transactions.create(
            TransactionDraft(
                description="Aluguel", date=soon, amount_cents=-50000, account_id=first, paid=False
            )
        )
    [due] = [item["date"] for item in desk.state("organizze", "invoices") if item["id"] == invoice_id]
    desk.books.cache.refresh()
    after = closing(desk, "BRL", None, UNTIL)
    day = date.fromisoformat(due)
    assert TODAY < day <= UNTIL
    for when, amount in after.items():
        rent = Decimal("500.00") if when >= soon else ZERO
        card_paid = Decimal("1234.56") if when >= day else ZERO
        assert before[when] - amount == rent + card_paid, when


def test_what_is_overdue_is_said_and_not_counted(opening: Opening) -> None:
    """An unpaid bill of last week is in no day's outflows; the reason tells its account and amount."""
    desk = opening(**NO_IZIAGO)
    before = closing(desk, "BRL", None, UNTIL)
    with organizze.client(desk.books.settings) as client:
        account = next(item for item in client.accounts.list() if item.name == "Cofre")
        client.transactions.create(
            TransactionDraft(
                description="Luz",
                date=TODAY - timedelta(days=3),
                amount_cents=-43210,
                account_id=account.id,
                paid=False,
            )
        )
    desk.books.cache.refresh()
    assert closing(desk, "BRL", None, UNTIL) == before
    assert "of Cofre from before today is not paid (-432.10)" in desk.why("CASH_FORECAST", None, UNTIL)


def test_warm_it_asks_for_nothing(desk: Desk) -> None:
    """The second of two forecasts costs no request."""
    desk.table("CASH_FORECAST", None, UNTIL)
    before = len(desk.sandbox.state()["calls"])
    desk.table("CASH_FORECAST", TODAY + timedelta(days=3), UNTIL)
    assert len(desk.sandbox.state()["calls"]) == before


@given(
    st.decimals("-1e6", "1e6", places=2),
    st.lists(st.tuples(st.integers(-10, 50), st.decimals("-1e6", "1e6", places=2))),
    st.integers(0, 30),
    st.integers(0, 20),
)
def test_no_cent_is_lost(start: Decimal, flows: list[tuple[int, Decimal]], first: int, length: int) -> None:
    """The last closing balance is the first holding and everything that came and went until then."""
    purse = Purse(start)
    for number, amount in flows:
        purse.expect(Flow(TODAY + timedelta(days=number), "EUR", amount))
    days = list(purse.days(TODAY + timedelta(days=first), TODAY + timedelta(days=first + length)))
    assert len(days) == length + 1
    assert days[-1][4] == start + sum((amount for number, amount in flows if number <= first + length), ZERO)
    for _day, opening, come, go, closes in days:
        assert come >= 0
        assert go >= 0
        assert closes == opening + come - go
    for before, after in pairwise(days):
        assert before[4] == after[1]


@pytest.mark.parametrize("counted_as_paid", [True, False])
def test_a_payment_that_is_entered_counts_on_its_own_day(counted_as_paid: bool) -> None:
    """Whether a service counts payments to come as paid or not, an invoice's money goes once."""
    amounts = {"amount_cents": -100_00, "balance_cents": -40_00, "previous_balance_cents": 0}
    days = dict.fromkeys(("date", "starting_date", "closing_date"), TODAY)
    paid = {"payment_amount_cents": -60_00 if counted_as_paid else 0}
    invoice = CardInvoice(id=7, credit_card_id=3, **days, **amounts, **paid)
    nothing = dict.fromkeys(("account_id", "category_id", "contact_id", "notes"))
    counts = {"total_installments": 1, "installment": 1, "attachments_count": 0, "recurring": False}
    moments = dict.fromkeys(("created_at", "updated_at"), datetime.now(UTC))
    payment = Transaction(
        id=1,
        description="Fatura",
        date=TODAY + timedelta(days=3),
        paid=False,
        amount_cents=-60_00,
        paid_credit_card_invoice_id=7,
        **nothing,
        **counts,
        **moments,
    )
    assert payment.amount_cents + left(invoice, entered([payment])) == -100_00
    assert left(invoice, {}) == (-40_00 if counted_as_paid else -100_00)


def test_what_it_counts_is_said_truly(desk: Desk) -> None:
    """It counts what is not paid and cards' invoices, so it does not borrow the position's sentence."""
    told = desk.why("CASH_FORECAST", None, UNTIL)
    assert "transactions to come (paid or not), and card invoices" in told
    assert "Paid transactions only" not in told
    assert "counted from zero" in told
    assert "Cofre" in told


def test_where_the_services_know_no_more_is_said(desk: Desk) -> None:
    """Days after the last thing known are flat because nothing is known of them, not because all is quiet."""
    far = TODAY + timedelta(days=700)
    last = max(line["Date"] for line in desk.lines("IZIAGO_FORECASTS", None, TODAY, far))
    assert f"After {last}, Iziago knows of nothing until {far}" in desk.why("CASH_FORECAST", None, far)
    assert "Organizze knows of nothing until" in desk.why("CASH_FORECAST", None, far)
    assert "Iziago knows of nothing" not in desk.why("CASH_FORECAST", None, last)
