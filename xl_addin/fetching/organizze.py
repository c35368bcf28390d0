"""Organizze's lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from xl_addin.apis.organizze.client import Organizze
from xl_addin.apis.organizze.models import CardInvoice, Transaction
from xl_addin.balances.anchors import Anchors
from xl_addin.balances.compute import Balance, balances
from xl_addin.connect import Party
from xl_addin.errors import WrongUse
from xl_addin.fetching.listing import Column, Kind, Listing, Query, Value
from xl_addin.journal.keys import is_key
from xl_addin.schema.problem import Unfit
from xl_addin.targets.directory import Directory, Named
from xl_addin.targets.organizze import Names
from xl_addin.texts import say
from xl_addin.values.dates import first_of_month, last_of_month, months
from xl_addin.values.money import from_cents

_MARK = re.compile(r" ?\[xl:(\w+)\]\Z")

_ID = Column("Id", Kind.IDENTIFIER, 14)
_TRANSACTION = (
    Column("Date", Kind.DAY, 12),
    Column("Description", width=34),
    Column("Amount", Kind.AMOUNT, 14),
    Column("Account", width=20),
    Column("Credit card", width=18),
    Column("Category", width=24),
    Column("Paid", Kind.YES_NO, 8),
    Column("Tags", width=18),
    Column("Notes", width=26),
    Column("Installment", Kind.COUNT, 12),
    Column("Installments", Kind.COUNT, 12),
    Column("Recurring", Kind.YES_NO, 11),
    Column("Other account", width=20),
    _ID,
    Column("Key", width=11),
)


@dataclass(frozen=True, slots=True)
class Source:
    """What the lists are made from.

    Attributes:
        today: The day that defaults start from.
    """

    client: Organizze
    names: Names
    party: Party
    anchors: Anchors
    today: date


def accounts(source: Source, query: Query) -> Listing:
    """Every account, archived ones too."""
    columns = (
        Column("Name", width=24),
        Column("Type", width=12),
        Column("Description", width=30),
        Column("Default", Kind.YES_NO, 10),
        Column("Archived", Kind.YES_NO, 10),
        _ID,
    )
    rows = [
        (item.name, item.type, item.description or "", item.default, item.archived, item.id)
        for item in source.client.accounts.list()
    ]
    return Listing("Accounts", columns, rows)


def categories(source: Source, query: Query) -> Listing:
    """Every category with its parent."""
    records = list(source.names.categories)
    paths = {record.id: record.path or record.name for record in records}
    columns = (Column("Name", width=26), Column("Parent", width=26), Column("Path", width=40), _ID)
    rows = [
        (item.name, paths[item.id].rpartition(" > ")[0], paths[item.id], item.id)
        for item in sorted(records, key=lambda record: paths[record.id].casefold())
    ]
    return Listing("Categories", columns, rows)


def credit_cards(source: Source, query: Query) -> Listing:
    """Every credit card, archived ones too."""
    columns = (
        Column("Name", width=24),
        Column("Network", width=14),
        Column("Closing day", Kind.COUNT, 12),
        Column("Due day", Kind.COUNT, 10),
        Column("Limit", Kind.AMOUNT, 14),
        Column("Archived", Kind.YES_NO, 10),
        _ID,
    )
    rows = [
        (
            item.name,
            item.card_network or "",
            item.closing_day,
            item.due_day,
            from_cents(item.limit_cents),
            item.archived,
            item.id,
        )
        for item in source.client.credit_cards.list()
    ]
    return Listing("Credit cards", columns, rows)


def transactions(source: Source, query: Query) -> Listing:
    """Transactions of a period, of everything or of one account or card; default: this month."""
    start, end = _period(query, source.today)
    if (
        query.account
        and not source.names.accounts.has(query.account)
        and source.names.credit_cards.has(query.account)
    ):
        card = source.names.credit_cards.resolve(query.account)
        found = [
            item for item in source.client.transactions.list(start, end) if item.credit_card_id == card.id
        ]
    else:
        account = _named(source.names.accounts, query.account)
        found = source.client.transactions.list(start, end, account_id=account.id if account else None)
    return Listing("Transactions", _TRANSACTION, _transaction_rows(source, found))


def transfers(source: Source, query: Query) -> Listing:
    """Transfers between own accounts in a period; default: this month."""
    names = {record.id: record.name for record in source.names.accounts}
    columns = (
        Column("Date", Kind.DAY, 12),
        Column("Amount", Kind.AMOUNT, 14),
        Column("From account", width=22),
        Column("To account", width=22),
        Column("Paid", Kind.YES_NO, 8),
        Column("Tags", width=18),
        _ID,
        Column("Key", width=11),
    )
    account = _named(source.names.accounts, query.account)
    rows = []
    for item in source.client.transfers.list(*_period(query, source.today)):
        ends = (item.account_id, item.oposite_account_id)
        payer, receiver = ends if item.amount_cents <= 0 else ends[::-1]
        if account is None or account.id in ends:
            tags, key = _untagged(item)
            amount = from_cents(abs(item.amount_cents))
            shown = (names.get(payer or 0, ""), names.get(receiver or 0, ""))
            rows.append((item.date, amount, *shown, item.paid, tags, item.id, key))
    return Listing("Transfers", columns, rows)


def budgets(source: Source, query: Query) -> Listing:
    """Budgets by category, month by month; default: this month. Totals are taken as cents (assumed)."""
    names = {record.id: record.path or record.name for record in source.names.categories}
    columns = (
        Column("Month", Kind.DAY, 12),
        Column("Category", width=30),
        Column("Budget", Kind.AMOUNT, 14),
        Column("Spent", Kind.AMOUNT, 14),
        Column("Predicted", Kind.AMOUNT, 14),
        Column("Percentage", Kind.PERCENT, 12),
    )
    rows = [
        (
            item.date,
            names.get(item.category_id, ""),
            from_cents(item.amount_in_cents),
            from_cents(item.total),
            from_cents(item.predicted_total),
            _percent(item.percentage),
        )
        for first, _ in months(*_period(query, source.today))
        for item in source.client.budgets.month(first.year, first.month)
    ]
    return Listing("Budgets", columns, rows)


def card_invoices(source: Source, query: Query) -> Listing:
    """Invoices of one card or of all, of a period; default: this year."""
    columns = (
        Column("Card", width=20),
        Column("Date", Kind.DAY, 12),
        Column("From", Kind.DAY, 12),
        Column("Closing date", Kind.DAY, 13),
        Column("Amount", Kind.AMOUNT, 14),
        Column("Paid amount", Kind.AMOUNT, 14),
        Column("Balance", Kind.AMOUNT, 14),
        Column("Previous balance", Kind.AMOUNT, 16),
        _ID,
    )
    rows = [
        (
            card.name,
            item.date,
            item.starting_date,
            item.closing_date,
            from_cents(item.amount_cents),
            from_cents(item.payment_amount_cents),
            from_cents(item.balance_cents),
            from_cents(item.previous_balance_cents),
            item.id,
        )
        for card, item in _invoices(source, query)
    ]
    return Listing("Card invoices", columns, rows)


def card_purchases(source: Source, query: Query) -> Listing:
    """What stands on the cards' invoices of a period, invoice by invoice; default: this year."""
    found = [
        item
        for card, invoice in _invoices(source, query)
        for item in source.client.card_invoices.get(card.id, invoice.id).transactions
    ]
    return Listing("Card purchases", _TRANSACTION, _transaction_rows(source, found, of_card=True))


def card_payments(source: Source, query: Query) -> Listing:
    """Payments of the cards' invoices of a period; default: this year."""
    columns = (
        Column("Card", width=20),
        Column("Invoice date", Kind.DAY, 13),
        Column("Date", Kind.DAY, 12),
        Column("Description", width=30),
        Column("Amount", Kind.AMOUNT, 14),
        Column("Account", width=20),
        Column("Paid", Kind.YES_NO, 8),
        _ID,
    )
    names = {record.id: record.name for record in source.names.accounts}
    rows = [
        (
            card.name,
            invoice.date,
            item.date,
            item.description,
            from_cents(item.amount_cents),
            names.get(item.account_id or 0, ""),
            item.paid,
            item.id,
        )
        for card, invoice in _invoices(source, query)
        for item in source.client.card_invoices.payments(card.id, invoice.id)
    ]
    return Listing("Card payments", columns, rows)


def account_balances(source: Source, query: Query) -> Listing:
    """Each current account's balance at the end of a day (`--end`, else today), and what it counts from."""
    wanted = _named(source.names.accounts, query.account)
    records = [
        item
        for item in source.client.accounts.list()
        if (item.id == wanted.id if wanted else not item.archived)
    ]
    anchors = source.anchors.of(source.party.host, source.party.company)
    found = balances(source.client, records, anchors, query.end or source.today)
    columns = (
        Column("Account", width=24),
        Column("On", Kind.DAY, 12),
        Column("Balance", Kind.AMOUNT, 16),
        Column("Known balance", Kind.AMOUNT, 16),
        Column("Known on", Kind.DAY, 12),
        Column("Basis", width=26),
    )
    notes = [say("balance.paid_only")]
    if unknown := next((item for item in found if item.anchor is None), None):
        notes.append(say("balance.set_hint", account=unknown.account.name))
    return Listing("Balances", columns, [_balance_row(item) for item in found], notes)


LISTS: dict[str, Callable[[Source, Query], Listing]] = {
    "accounts": accounts,
    "categories": categories,
    "credit_cards": credit_cards,
    "transactions": transactions,
    "transfers": transfers,
    "budgets": budgets,
    "card_invoices": card_invoices,
    "card_purchases": card_purchases,
    "card_payments": card_payments,
    "balances": account_balances,
}


def _balance_row(item: Balance) -> tuple[Value, ...]:
    if item.anchor:
        return (
            item.account.name,
            item.day,
            item.amount,
            item.anchor.amount,
            item.anchor.day,
            say("balance.anchored"),
        )
    basis = say("balance.from_zero", since=item.since)
    return item.account.name, item.day, item.amount, None, None, basis


def _transaction_rows(
    source: Source, found: list[Transaction], *, of_card: bool = False
) -> list[tuple[Value, ...]]:
    accounts = {record.id: record.name for record in source.names.accounts}
    cards = {record.id: record.name for record in source.names.credit_cards}
    paths = {record.id: record.path or record.name for record in source.names.categories}
    rows: list[tuple[Value, ...]] = []
    for item in found:
        on_card = of_card or item.credit_card_id is not None or item.account_type == "CreditCard"
        card = (item.credit_card_id or item.account_id) if on_card else None
        notes, key = unmarked(item.notes or "")
        tags, tagged = _untagged(item)
        rows.append(
            (
                item.date,
                item.description,
                from_cents(item.amount_cents),
                "" if on_card else accounts.get(item.account_id or 0, ""),
                cards.get(card or 0, ""),
                paths.get(item.category_id or 0, ""),
                item.paid,
                tags,
                notes,
                item.installment,
                item.total_installments,
                item.recurring,
                accounts.get(item.oposite_account_id or 0, ""),
                item.id,
                key or tagged,
            )
        )
    return rows


def unmarked(notes: str) -> tuple[str, str]:
    """Notes as the person wrote them, and the row key of the mark behind them, if there is one.

    >>> unmarked("boleto [xl:k7f3q2m9]")
    ('boleto', 'k7f3q2m9')
    """
    found = _MARK.search(notes)
    return (notes[: found.start()], found[1]) if found else (notes, "")


def _untagged(item: Transaction) -> tuple[str, str]:
    """A record's own tags with a comma between them, and the row key of the tag that is a mark."""
    names = [tag.name for tag in item.tags or ()]
    keys = [name.removeprefix("xl:") for name in names if name.startswith("xl:") and is_key(name[3:])]
    return ", ".join(name for name in names if name.removeprefix("xl:") not in keys), keys[0] if keys else ""


def _invoices(source: Source, query: Query) -> list[tuple[Named, CardInvoice]]:
    wanted = _named(source.names.credit_cards, query.account)
    start = query.start or date(min(source.today, query.end or source.today).year, 1, 1)
    end = query.end or date(max(start, source.today).year, 12, 31)
    _check_order(start, end)
    cards = [wanted] if wanted else list(source.names.credit_cards)
    return [(card, item) for card in cards for item in source.client.card_invoices.list(card.id, start, end)]


def _named(directory: Directory, name: str | None) -> Named | None:
    if name is None:
        return None
    try:
        return directory.resolve(name)
    except Unfit as unfit:
        raise WrongUse(say(f"problem.{unfit.reason}", header="--account", **unfit.blanks)) from None


def _period(query: Query, today: date) -> tuple[date, date]:
    start = query.start or first_of_month(min(today, query.end or today))
    end = query.end or last_of_month(max(today, start))
    _check_order(start, end)
    return start, end


def _check_order(start: date, end: date) -> None:
    if end < start:
        raise WrongUse(say("fetch.backwards", start=start, end=end))


def _percent(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
