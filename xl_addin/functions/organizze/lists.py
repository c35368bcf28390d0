"""What changes rarely: ORGANIZZE_ACCOUNTS, ORGANIZZE_CATEGORIES and ORGANIZZE_BUDGETS."""

from __future__ import annotations

from datetime import date

from xl_addin.fetching.listing import Listing, Query
from xl_addin.fetching.organizze import inventory
from xl_addin.functions.books import Books
from xl_addin.functions.function import table
from xl_addin.functions.organizze.arguments import MONTH
from xl_addin.values.dates import last_of_month


@table("ORGANIZZE_ACCOUNTS", example='=ORGANIZZE_ACCOUNTS("Name, Type")')
def accounts(books: Books) -> Listing:
    """Every account, archived ones too."""
    return inventory.accounts(books.organizze.source, Query())


@table("ORGANIZZE_CATEGORIES", example='=ORGANIZZE_CATEGORIES("Path")')
def categories(books: Books) -> Listing:
    """Every category with its parent."""
    return inventory.categories(books.organizze.source, Query())


@table(
    "ORGANIZZE_BUDGETS",
    MONTH,
    example='=ORGANIZZE_BUDGETS(DATE(2026,11,1), "Category, Type, Budget, Actual")',
)
def budgets(books: Books, month: date | None) -> Listing:
    """A month's budgets by category, and what became of them; default: this month."""
    of = month or books.today()
    return inventory.budgets(books.organizze.source, Query(start=of, end=last_of_month(of)))
