"""What changes rarely: accounts, categories, credit cards, budgets."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from xl_addin.fetching.listing import Column, Kind, Listing, Query, Word
from xl_addin.fetching.organizze.source import ID, Source
from xl_addin.fetching.period import period
from xl_addin.values.dates import months
from xl_addin.values.money import from_cents

BUDGETED = {0: Word("words.expense"), 1: Word("words.income")}
"""What a budget is of, by `activity_type` (assumed: the document's samples have 0 only, and say nothing)."""

ACCOUNT_TYPES = {
    "checking": Word("words.checking"),
    "savings": Word("words.savings"),
    "other": Word("words.other"),
}
"""The types that the document names; another one is shown as the service has it."""


def accounts(source: Source, query: Query) -> Listing:
    """Every account, archived ones too."""
    columns = (
        Column("Name", width=24),
        Column("Type", width=12),
        Column("Description", width=30),
        Column("Default", Kind.YES_NO, 10),
        Column("Archived", Kind.YES_NO, 10),
        ID,
    )
    rows = [
        (
            item.name,
            ACCOUNT_TYPES.get(item.type, item.type),
            item.description or "",
            item.default,
            item.archived,
            item.id,
        )
        for item in source.client.accounts.list()
    ]
    return Listing("Accounts", columns, rows)


def categories(source: Source, query: Query) -> Listing:
    """Every category with its parent."""
    records = list(source.names.categories)
    paths = {record.id: record.path or record.name for record in records}
    columns = (Column("Name", width=26), Column("Parent", width=26), Column("Path", width=40), ID)
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
        ID,
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


def budgets(source: Source, query: Query) -> Listing:
    """Budgets by category, month by month; default: this month.

    Totals are taken as cents without a sign, of income as of expenses (assumed).
    """
    names = {record.id: record.path or record.name for record in source.names.categories}
    columns = (
        Column("Month", Kind.DAY, 12),
        Column("Category", width=30),
        Column("Type", width=12),
        Column("Budget", Kind.AMOUNT, 14),
        Column("Actual", Kind.AMOUNT, 14),
        Column("Predicted", Kind.AMOUNT, 14),
        Column("Percentage", Kind.PERCENT, 12),
    )
    rows = [
        (
            item.date,
            names.get(item.category_id, ""),
            BUDGETED.get(item.activity_type),
            from_cents(item.amount_in_cents),
            from_cents(item.total),
            from_cents(item.predicted_total),
            _percent(item.percentage),
        )
        for first, _ in months(*period(query, source.today))
        for item in source.client.budgets.month(first.year, first.month)
    ]
    return Listing("Budgets", columns, rows)


def _percent(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
