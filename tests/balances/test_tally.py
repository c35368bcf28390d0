"""Sums that were added up beforehand are the sums over the transactions themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from xl_addin.apis.organizze.models import Transaction
from xl_addin.balances.holder import Holder, holder_of, is_between_own, is_of_account
from xl_addin.balances.latest import latest
from xl_addin.balances.tally import ALL, EVERYBODY, Tally, summed

FIRST = date(2026, 1, 1)
MOMENT = datetime(2026, 11, 20, tzinfo=UTC)
OFTEN = st.sampled_from([3, 4, 31])


def record(
    number: int, day: date, cents: int, *, paid: bool = True, changed: int = 0, **more: object
) -> Transaction:
    """A transaction of account 3, unless it is said otherwise."""
    fields = {"account_id": 3, "category_id": None, "account_type": "Account", **more}
    return Transaction(
        id=number,
        description="",
        date=day,
        paid=paid,
        amount_cents=cents,
        total_installments=1,
        installment=1,
        recurring=False,
        contact_id=None,
        notes=None,
        attachments_count=0,
        created_at=MOMENT,
        updated_at=MOMENT + timedelta(seconds=changed),
        **fields,  # type: ignore[arg-type]
    )


@st.composite
def transactions(draw: st.DrawFn) -> list[Transaction]:
    """A year of income, expenses, purchases on cards, halves of transfers and payments of cards."""
    found = []
    for number in range(1, draw(st.integers(1, 40))):
        on_card = draw(st.booleans())
        more = {
            "account_id": draw(OFTEN),
            "account_type": draw(st.sampled_from([None, "CreditCard" if on_card else "Account"])),
            "category_id": draw(st.sampled_from([None, 1, 2])),
            "oposite_transaction_id": draw(st.sampled_from([None, None, 7])),
            "paid_credit_card_id": draw(st.sampled_from([None, None, None, 31])),
        }
        if on_card:
            more["credit_card_id"] = draw(OFTEN)
        day = FIRST + timedelta(days=draw(st.integers(0, 364)))
        cents = draw(st.integers(-(10**12), 10**12))
        found.append(record(number, day, cents, paid=draw(st.booleans()), **more))
    return found


HOLDERS = st.sampled_from(
    [EVERYBODY, *(Holder(on_card, number) for on_card in (True, False) for number in (3, 31))]
)


@settings(max_examples=150, deadline=None)
@given(
    items=transactions(),
    holder=HOLDERS,
    categories=st.sampled_from([(ALL,), (1,), (2,), (1, 2)]),
    first=st.integers(-5, 370),
    days=st.integers(-3, 370),
)
def test_any_sum(
    items: list[Transaction], holder: Holder | None, categories: tuple[int, ...], first: int, days: int
) -> None:
    """Of whoever, in whatever categories, over any days: to the cent, and what is not paid apart."""
    start = FIRST + timedelta(days=first)
    end = start + timedelta(days=days)
    months = [[item for item in items if item.date.month == month] for month in range(1, 13)]
    found = summed(map(Tally, months), holder, categories, start, end)
    expected = [
        item
        for item in items
        if start <= item.date <= end
        and (not is_between_own(item) if holder is None else holder_of(item) == holder)
        and (categories == (ALL,) or item.category_id in categories)
    ]
    waiting = [item for item in expected if not item.paid]
    assert found.cents == sum(item.amount_cents for item in expected)
    assert found.paid == sum(item.amount_cents for item in expected if item.paid)
    assert (found.unpaid, found.waiting) == (sum(item.amount_cents for item in waiting), len(waiting))


def test_whose_a_record_is() -> None:
    """A card by its own field, or by the account's type where the service leaves the field out."""
    assert holder_of(record(1, FIRST, 1)) == Holder(False, 3)
    assert holder_of(record(1, FIRST, 1, account_type=None)) == Holder(False, 3)
    assert holder_of(record(1, FIRST, 1, account_id=31, account_type="CreditCard")) == Holder(True, 31)
    purchase = record(1, FIRST, 1, account_id=31, account_type=None, credit_card_id=31)
    assert holder_of(purchase) == Holder(True, 31)
    assert not is_of_account(purchase, 31)


def test_what_goes_between_own() -> None:
    """Any of the service's four names for the other side is enough."""
    assert not is_between_own(record(1, FIRST, 1))
    for name in (
        "oposite_transaction_id",
        "oposite_account_id",
        "paid_credit_card_id",
        "paid_credit_card_invoice_id",
    ):
        assert is_between_own(record(1, FIRST, 1, **{name: 9}))


@given(
    st.lists(
        st.lists(st.tuples(st.integers(1, 6), st.integers(0, 3)), unique_by=lambda one: one[0]), max_size=5
    )
)
def test_each_record_is_in_one_month(months: list[list[tuple[int, int]]]) -> None:
    """However many months have it: it stays where it was changed last, and nothing is lost."""
    listed = [[record(number, FIRST, 1, changed=changed) for number, changed in month] for month in months]
    kept = [item for month in latest(listed) for item in month]
    numbers = [item.id for item in kept]
    assert len(numbers) == len(set(numbers))
    newest: dict[int, int] = {}
    for number, changed in (pair for month in months for pair in month):
        newest[number] = max(changed, newest.get(number, 0))
    assert {item.id: (item.updated_at - MOMENT).seconds for item in kept} == newest
