"""ORGANIZZE_TRANSACTIONS and ORGANIZZE_TRANSFERS: what moved, as the lists of `xl-addin fetch` have it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xl_addin.apis.organizze.models import Transaction
from xl_addin.balances.holder import holder_of
from xl_addin.fetching.listing import Listing, Query
from xl_addin.fetching.organizze import movements
from xl_addin.fetching.period import period
from xl_addin.functions.books import Books
from xl_addin.functions.function import table
from xl_addin.functions.organizze.arguments import ACCOUNT, CATEGORY, FINISH, PAID, START, TAG
from xl_addin.functions.organizze.meant import categories_named, holder_named
from xl_addin.values.names import plain

Names = Sequence[str] | None


@table(
    "ORGANIZZE_TRANSACTIONS",
    *(START, FINISH, ACCOUNT, CATEGORY, TAG, PAID),
    example='=ORGANIZZE_TRANSACTIONS(DATE(2026,11,1), , "Bradesco CC", , , , "Date, Description, Amount")',
)
def transactions(
    books: Books,
    start: date | None,
    finish: date | None,
    account: Names,
    category: Names,
    tag: Names,
    paid: bool | None,
) -> Listing:
    """Transactions by date and id; of several names in an argument, any will do. Default: this month."""
    organizze = books.organizze
    first, last = period(Query(start=start, end=finish), books.today())
    holders = {holder_named(organizze, text) for text in account or ()}
    categories = categories_named(organizze, category or ())
    tags = {plain(text) for text in tag or ()}

    def wanted(item: Transaction) -> bool:
        return (
            (paid is None or item.paid is paid)
            and (not holders or holder_of(item) in holders)
            and (not category or item.category_id in categories)
            and (not tags or any(plain(one.name) in tags for one in item.tags or ()))
        )

    found = [item for item in organizze.client.transactions.list(first, last) if wanted(item)]
    return movements.transaction_listing(organizze.source, found)


@table(
    "ORGANIZZE_TRANSFERS",
    START,
    FINISH,
    example='=ORGANIZZE_TRANSFERS(DATE(2026,11,1), , "Date, Amount, From account")',
)
def transfers(books: Books, start: date | None, finish: date | None) -> Listing:
    """Transfers between own accounts by date and id; default: this month."""
    return movements.transfers(books.organizze.source, Query(start=start, end=finish))
