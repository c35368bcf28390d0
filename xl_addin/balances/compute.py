"""An account's balance on a day: its anchor and the paid transactions between the two days.

A purchase on a credit card is never counted: its `account_id` is the card's. A transfer is two
transactions, one in each account, and so counts by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from xl_addin.apis.organizze.client import Organizze
from xl_addin.apis.organizze.models import Account, Transaction
from xl_addin.balances.anchors import Anchor
from xl_addin.values.money import from_cents

YEARS_BEFORE_CREATION = 1
"""People enter transactions that are older than their account in the app."""


@dataclass(frozen=True, slots=True)
class Balance:
    """An account's balance at the end of a day.

    Attributes:
        amount: Anchor plus or minus the paid transactions between.
        anchor: What it was counted from; None when it was counted from zero.
        since: With no anchor, the first day that was looked at.
    """

    account: Account
    day: date
    amount: Decimal
    anchor: Anchor | None
    since: date


def is_of_account(transaction: Transaction, account_id: int) -> bool:
    """Whether a transaction moves this account's money. Cards' purchases have the card's id there."""
    if transaction.credit_card_id is not None or transaction.account_type == "CreditCard":
        return False
    return transaction.account_id == account_id


def balances(
    client: Organizze, accounts: Sequence[Account], anchors: dict[int, Anchor], day: date
) -> list[Balance]:
    """The accounts' balances at the end of a day; one listing serves them all.

    Raises:
        ServiceError: The transactions cannot be fetched.
    """
    if not accounts:
        return []
    starts = {account.id: _since(account, anchors.get(account.id)) for account in accounts}
    first, last = min([*starts.values(), day]), max([*starts.values(), day])
    paid = [item for item in client.transactions.list(first, last) if item.paid]
    return [_balance(account, anchors.get(account.id), starts[account.id], day, paid) for account in accounts]


def _since(account: Account, anchor: Anchor | None) -> date:
    if anchor:
        return anchor.day + timedelta(days=1)
    return date(account.created_at.year - YEARS_BEFORE_CREATION, 1, 1)


def _balance(
    account: Account, anchor: Anchor | None, since: date, day: date, paid: Iterable[Transaction]
) -> Balance:
    ours = [item for item in paid if is_of_account(item, account.id)]
    forward = sum(item.amount_cents for item in ours if since <= item.date <= day)
    backward = sum(item.amount_cents for item in ours if day < item.date < since) if anchor else 0
    start = anchor.amount if anchor else Decimal("0.00")
    return Balance(account, day, start + from_cents(forward - backward), anchor, since)
