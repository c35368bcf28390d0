"""An account's balance on a day: its anchor and the paid transactions between the two days.

A purchase on a credit card is never counted: it is the card's. A transfer is two transactions, one in each
account, and so counts by itself. A payment of a card's invoice counts in the account that pays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from xl_addin.apis.organizze.client import Organizze
from xl_addin.apis.organizze.models import Account
from xl_addin.balances.anchors import Anchor
from xl_addin.balances.holder import Holder
from xl_addin.balances.tally import ALL, Sum, Tally, summed
from xl_addin.values.money import from_cents
from xl_addin.values.seen import EARLIEST

YEARS_BEFORE_CREATION = 1
"""People enter transactions that are older than their account in the app."""
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Balance:
    """An account's balance at the end of a day.

    Attributes:
        amount: Anchor plus or minus the paid transactions between.
        anchor: What it was counted from; None when it was counted from zero.
        since: The first day that was looked at.
        begun: Whether there is anything to count: a known balance, or an entry on the day or before.
    """

    account: Account
    day: date
    amount: Decimal
    anchor: Anchor | None
    since: date
    begun: bool = True

    @property
    def is_known(self) -> bool:
        """Whether the amount says anything: a zero from before the account began says nothing."""
        return self.begun or self.day >= self.account.created_at.date()


def balances(
    client: Organizze, accounts: Sequence[Account], anchors: Mapping[int, Anchor], day: date
) -> list[Balance]:
    """The accounts' balances at the end of a day; one listing serves them all.

    Raises:
        ServiceError: The transactions cannot be fetched.
    """
    if not accounts:
        return []
    spans = [span(account, anchors.get(account.id), day) for account in accounts]
    listed = client.transactions.list(min(start for start, _ in spans), max(end for _, end in spans))
    tally = [Tally(listed)]
    return [balance(account, anchors.get(account.id), day, tally) for account in accounts]


def span(account: Account, anchor: Anchor | None, day: date) -> tuple[date, date]:
    """The first and the last day that a balance is counted over; of no day, the last is before the first."""
    if anchor is None:
        return _counted_since(account), day
    return min(anchor.day, day) + A_DAY, max(anchor.day, day)


def _counted_since(account: Account) -> date:
    """The first day of what is counted from zero; all there can be where the account's own day is untrue.

    That is a day before anybody used the service, or after the account was changed last: a blank somewhere.
    """
    made = account.created_at.date()
    if not EARLIEST <= made <= account.updated_at.date():
        return EARLIEST
    return max(EARLIEST, date(made.year - YEARS_BEFORE_CREATION, 1, 1))


def balance(account: Account, anchor: Anchor | None, day: date, tallies: Sequence[Tally]) -> Balance:
    """One account's balance at the end of a day.

    Args:
        account: Whose.
        anchor: What is known of it.
        day: The day.
        tallies: Of all transactions in the balance's `span`, each in one of them.
    """
    start, end = span(account, anchor, day)
    holder = Holder(False, account.id)
    paid = from_cents(summed(tallies, holder, (ALL,), start, end).paid)
    if anchor is None:
        begun = bool(paid) or any(tally.has((holder, ALL), start, end) for tally in tallies)
        return Balance(account, day, paid, None, start, begun)
    return Balance(account, day, anchor.amount + (paid if anchor.day < day else -paid), anchor, start)


def to_come(account: Account, day: date, today: date, tallies: Sequence[Tally]) -> Sum:
    """What an account has after today and until a day to come; of other days, nothing."""
    return summed(tallies, Holder(False, account.id), (ALL,), today + A_DAY, day)
