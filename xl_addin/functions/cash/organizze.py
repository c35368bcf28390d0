"""Organizze's part: computed balances of current accounts, and what is entered for days to come.

What is to come: transactions of current accounts dated after today, and today's that are not paid. Of
transfers between own accounts nothing, they make nobody richer. Purchases on cards count when their invoice
is due, for what of it no payment is entered for; a payment that is entered counts on its own day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from xl_addin.apis.organizze.models import Account, Transaction
from xl_addin.balances.compute import Balance, balance, span, to_come
from xl_addin.balances.holder import Holder, holder_of
from xl_addin.balances.tally import ALL, summed
from xl_addin.errors import ServiceError
from xl_addin.fetching.organizze.balances import basis
from xl_addin.fetching.organizze.cards import Invoices, invoices
from xl_addin.fetching.organizze.openings import known
from xl_addin.functions.as_of import as_of
from xl_addin.functions.books import Books
from xl_addin.functions.cash.bills import Paid, dues, entered, left
from xl_addin.functions.cash.system import CashSystem, Flow, Holding, Outlook
from xl_addin.functions.organizze.balance import tell_to_come
from xl_addin.functions.reasons import reason
from xl_addin.settings import Settings
from xl_addin.targets.organizze import CURRENCY
from xl_addin.texts import say
from xl_addin.texts.figures import figure
from xl_addin.values.money import from_cents

A_DAY = timedelta(days=1)
LATE: Final = timedelta(days=365)
"""How far back what is overdue is looked for, whatever the balances are counted from."""
BEYOND: Final = timedelta(days=92)
"""How long after the last day asked a payment of an invoice is looked for that is due before it."""


def _is_set_up(settings: Settings) -> bool:
    return bool(settings.organizze.email.strip())


def _currencies(_books: Books) -> Collection[str]:
    return {CURRENCY}


def _position(books: Books, day: date | None) -> list[Holding]:
    accounts = _accounts(books)
    try:
        found = as_of(books, day, lambda on: _holdings(books, on))
    except ServiceError as failure:
        why = say("cash.not_brought", reason=reason(failure))
        return [Holding(item.name, CURRENCY, None, None, why, failed=True) for item in accounts]
    if found:
        books.note(say("balance.paid_only"))
    return found


def _holdings(books: Books, day: date) -> list[Holding]:
    """Each account's, in the service's order."""
    anchored = known(books.organizze.source)
    balances = {item.account.id: item for item in _balances(books, day)}
    holdings = []
    for account in _accounts(books):
        if item := balances.get(account.id):
            holdings.append(_holding(books, item))
        else:
            why = anchored.unusable(account.id, account.name)
            holdings.append(Holding(account.name, CURRENCY, None, None, why))
    for note in anchored.notes if holdings else ():
        books.note(note)
    return holdings


def _holding(books: Books, item: Balance) -> Holding:
    if not item.is_known:
        return Holding(item.account.name, CURRENCY, None, None, basis(item))
    return Holding(item.account.name, CURRENCY, item.amount, _as_of(books, item), basis(item))


def _as_of(books: Books, item: Balance) -> date:
    """The balance's day; of a day to come, today unless something is paid in advance."""
    today = books.today()
    if item.day <= today:
        return item.day
    tallies = books.organizze.tallies.between(*span(item.account, item.anchor, item.day))
    coming = to_come(item.account, item.day, today, tallies)
    tell_to_come(books, item.account.name, item.day, coming)
    return item.day if coming.paid else today


def _accounts(books: Books) -> list[Account]:
    """Each that is not archived."""
    return [account for account in books.organizze.client.accounts.list() if not account.archived]


def _balances(books: Books, day: date) -> list[Balance]:
    """Of each account that is not archived and whose known balance, if any, is possible."""
    anchored = known(books.organizze.source)
    anchors = anchored.anchors
    accounts = [item for item in _accounts(books) if not anchored.unusable(item.id, item.name)]
    if not accounts:
        return []
    spans = [span(account, anchors.get(account.id), day) for account in accounts]
    tallies = books.organizze.tallies.between(min(start for start, _ in spans), max(end for _, end in spans))
    return [balance(account, anchors.get(account.id), day, tallies) for account in accounts]


def _outlook(books: Books, until: date) -> Outlook:
    organizze, today = books.organizze, books.today()
    listed = organizze.client.transactions.list(today - LATE, until + BEYOND)
    counted = [item for item in listed if item.paid or item.date >= today]
    paid = entered(counted)
    bills = invoices(organizze.source, organizze.names.credit_cards, today - LATE, until)
    coming = [item for item in _current(books, counted) if _is_to_come(item, today) and item.date <= until]
    made = Outlook(_holdings(books, today))
    made.flows += [Flow(item.date, CURRENCY, from_cents(item.amount_cents)) for item in coming]
    for one in _by_card(bills).values():
        due = dues([item for _card, item in one if item.date >= today], paid)
        made.flows += [Flow(day, CURRENCY, from_cents(cents)) for day, cents in due]
    made.notes += [
        say("cash.organizze_counts"),
        *_counted_from_zero(books, today),
        *_overdue(books, today),
        *_overdue_bills([one for one in bills if one[1].date < today], paid),
    ]
    return made


def _current(books: Books, listed: Sequence[Transaction]) -> list[Transaction]:
    """What moves the money of current accounts, without transfers between own accounts."""
    current = {Holder(False, account.id) for account in _accounts(books)}
    return [item for item in listed if holder_of(item) in current and not _is_transfer(item)]


def _is_to_come(item: Transaction, today: date) -> bool:
    return item.date > today or (item.date == today and not item.paid)


def _is_transfer(item: Transaction) -> bool:
    return item.oposite_transaction_id is not None or item.oposite_account_id is not None


def _by_card(bills: Invoices) -> dict[int, Invoices]:
    """Invoices by their card's id."""
    found: dict[int, Invoices] = {}
    for card, item in bills:
        found.setdefault(card.id, []).append((card, item))
    return found


def _counted_from_zero(books: Books, today: date) -> Iterator[str]:
    """Which of the opening balances are not what the service shows."""
    guessed = [item.account.name for item in _balances(books, today) if item.anchor is None]
    if guessed:
        yield say("cash.from_zero", accounts=", ".join(guessed))


def _overdue(books: Books, today: date) -> Iterator[str]:
    """What should have been paid before today is not counted: nobody knows when it will be."""
    since, yesterday = today - LATE, today - A_DAY
    tallies = books.organizze.tallies.between(since, yesterday)
    for account in _accounts(books):
        late = summed(tallies, Holder(False, account.id), (ALL,), since, yesterday)
        if late.waiting:
            amount = figure(from_cents(late.unpaid))
            yield say("cash.overdue", count=late.waiting, account=account.name, amount=amount)


def _overdue_bills(bills: Invoices, paid: Paid) -> Iterator[str]:
    """What of cards' invoices should have been paid before today, likewise."""
    for one in _by_card(bills).values():
        if (rest := sum(left(item, paid) for _card, item in one)) < 0:
            yield say("cash.overdue_card", card=one[0][0].name, amount=figure(from_cents(rest)))


ORGANIZZE = CashSystem("Organizze", _is_set_up, _currencies, _position, _outlook)
