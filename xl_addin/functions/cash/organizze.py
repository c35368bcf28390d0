"""Organizze's part: computed balances of current accounts, and what is entered for days to come.

What is to come: transactions of current accounts dated after today, and today's that are not paid. Of
transfers between own accounts nothing, they make nobody richer. Purchases on cards count when their invoice
is due, for what of it no payment is entered for; a payment that is entered counts on its own day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from xl_addin.apis.organizze.models import Account, CardInvoice, Transaction
from xl_addin.balances.compute import Balance, balance, span, to_come
from xl_addin.balances.holder import Holder, holder_of
from xl_addin.balances.tally import ALL, summed
from xl_addin.fetching.organizze.balances import basis
from xl_addin.fetching.organizze.cards import invoices
from xl_addin.fetching.organizze.openings import known
from xl_addin.functions.books import Books
from xl_addin.functions.cash.system import CashSystem, Flow, Holding
from xl_addin.functions.organizze.balance import tell_to_come
from xl_addin.settings import Settings
from xl_addin.targets.organizze import CURRENCY
from xl_addin.texts import say
from xl_addin.texts.figures import figure
from xl_addin.values.money import from_cents


def to_pay(invoice: CardInvoice, planned: Iterable[Transaction]) -> int:
    """What of an invoice no payment is entered for, in cents; below zero, as money that goes.

    Whether the service counts payments to come as paid already is not documented: where it can't have, they
    are taken off here.
    """
    entered = sum(item.amount_cents for item in planned if item.paid_credit_card_invoice_id == invoice.id)
    counted = abs(invoice.payment_amount_cents) >= abs(entered)
    return invoice.amount_cents - invoice.payment_amount_cents - (0 if counted else entered)


def _is_set_up(settings: Settings) -> bool:
    return bool(settings.organizze.email.strip())


def _position(books: Books, day: date) -> list[Holding]:
    found = _holdings(books, day)
    if found:
        books.note(say("balance.paid_only"))
    return found


def _opening(books: Books) -> list[Holding]:
    """Today's holdings; says which of them are not what the service shows."""
    books.note(say("cash.organizze_counts"))
    today = books.today()
    guessed = [item.account.name for item in _balances(books, today) if item.anchor is None]
    if guessed:
        books.note(say("cash.from_zero", accounts=", ".join(guessed)))
    found = _holdings(books, today)
    for item in found:
        if item.amount is None:
            books.note(say("cash.not_in_it", account=item.account, reason=item.basis))
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


def _expected(books: Books, until: date) -> list[Flow]:
    organizze, today = books.organizze, books.today()
    current = {account.id for account in _accounts(books)}
    listed = organizze.client.transactions.list(today, until) if today <= until else []
    coming = [item for item in listed if _is_to_come(item, today) and not _is_transfer(item)]
    planned = [item for item in coming if holder_of(item).id in current and not holder_of(item).on_card]
    due = invoices(organizze.source, organizze.names.credit_cards, today, until) if today <= until else []
    _say_overdue(books, today)
    return [
        *(Flow(item.date, CURRENCY, from_cents(item.amount_cents)) for item in planned),
        *(Flow(item.date, CURRENCY, from_cents(to_pay(item, planned))) for _card, item in due),
    ]


def _is_to_come(item: Transaction, today: date) -> bool:
    return item.date > today or not item.paid


def _is_transfer(item: Transaction) -> bool:
    return item.oposite_transaction_id is not None or item.oposite_account_id is not None


def _say_overdue(books: Books, today: date) -> None:
    """What should have been paid before today is not counted: nobody knows when it will be."""
    yesterday = today - timedelta(days=1)
    for item in _balances(books, today):
        tallies = books.organizze.tallies.between(item.since, today)
        late = summed(tallies, Holder(False, item.account.id), (ALL,), item.since, yesterday)
        if late.waiting:
            amount = figure(from_cents(late.unpaid))
            books.note(say("cash.overdue", count=late.waiting, account=item.account.name, amount=amount))


ORGANIZZE = CashSystem("Organizze", _is_set_up, _position, _opening, _expected)
