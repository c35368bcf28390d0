"""Transactions as rows, the mark taken out of them."""

from __future__ import annotations

import re

from xl_addin.apis.organizze.models import Transaction
from xl_addin.fetching.listing import Column, Kind, Value
from xl_addin.fetching.organizze.source import ID, Source
from xl_addin.journal.keys import is_key
from xl_addin.values.money import from_cents

_MARK = re.compile(r" ?\[xl:(\w+)\]\Z")

TRANSACTION = (
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
    ID,
    Column("Key", width=11),
)


def transaction_rows(
    source: Source, found: list[Transaction], *, of_card: bool = False
) -> list[tuple[Value, ...]]:
    """Rows for the columns of `TRANSACTION`.

    Args:
        source: Gives the names behind the ids.
        found: The transactions.
        of_card: They stand on a card's invoice, where nothing else tells that `account_id` is the card's.
    """
    accounts = {record.id: record.name for record in source.names.accounts}
    cards = {record.id: record.name for record in source.names.credit_cards}
    paths = {record.id: record.path or record.name for record in source.names.categories}
    rows: list[tuple[Value, ...]] = []
    for item in found:
        on_card = of_card or item.credit_card_id is not None or item.account_type == "CreditCard"
        card = (item.credit_card_id or item.account_id) if on_card else None
        notes, key = unmarked(item.notes or "")
        tags, tagged = untagged(item)
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
    return (notes[: found.start()], found[1]) if found and is_key(found[1]) else (notes, "")


def untagged(item: Transaction) -> tuple[str, str]:
    """A record's own tags with a comma between them, and the row key of the tag that is a mark."""
    names = [tag.name for tag in item.tags or ()]
    marks = [name for name in names if name.startswith("xl:") and is_key(name.removeprefix("xl:"))]
    own = ", ".join(name for name in names if name not in marks)
    return own, marks[0].removeprefix("xl:") if marks else ""
