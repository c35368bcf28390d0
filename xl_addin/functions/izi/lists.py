"""iZi's lists in cells, from the journal; days are those of La Paz."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from xl_addin.fetching.izi.charges import listing as list_charges
from xl_addin.fetching.izi.invoices import listing as list_invoices
from xl_addin.fetching.izi.sent import Sent, issuer_of
from xl_addin.fetching.listing import Listing, Query
from xl_addin.fetching.period import period
from xl_addin.functions.books import Books
from xl_addin.functions.function import Argument, Takes, table
from xl_addin.functions.misnamed import misnamed
from xl_addin.schema.izi_charges import IziCharges
from xl_addin.schema.problem import Unfit

START, UNTIL = Argument("start", Takes.DAY), Argument("finish", Takes.DAY)
ISSUER, BUYER = Argument("issuer", Takes.NAMES), Argument("buyer", Takes.NAMES)


@table(
    "IZI_INVOICES", START, UNTIL, ISSUER, BUYER, example='=IZI_INVOICES(, , , , "Number, Buyer name, Total")'
)
def invoices(
    books: Books,
    start: date | None,
    end: date | None,
    issuers: Sequence[str] | None,
    buyers: Sequence[str] | None,
) -> Listing:
    """Invoices sent in a period, of some issuers and to some buyers; default: this month's, all of them."""
    register = books.izi.invoices
    items = _between(books, register.items, start, end)
    if issuers is not None:
        wanted = _nits(books, register.items, issuers)
        items = [item for item in items if item.operation.scope.company in wanted]
    if buyers is not None:
        try:
            bought = {item.operation.id for name in buyers for item in register.of_buyer(name)}
        except Unfit as unfit:
            raise misnamed("buyer", unfit) from None
        items = [item for item in items if item.operation.id in bought]
    return list_invoices(books.izi.source, items)


@table("IZI_CHARGES", START, UNTIL, example='=IZI_CHARGES(, , "Description, Amount")')
def charges(books: Books, start: date | None, end: date | None) -> Listing:
    """Charges sent in a period, paid or not; default: this month's."""
    return list_charges(_between(books, books.izi.sent(IziCharges.template), start, end))


def _between(books: Books, items: Iterable[Sent], start: date | None, end: date | None) -> list[Sent]:
    first, last = period(Query(start=start, end=end), books.izi.source.today)
    return [item for item in items if first <= item.day <= last]


def _nits(books: Books, items: Iterable[Sent], names: Iterable[str]) -> set[str]:
    operations = [item.operation for item in items]
    try:
        return {issuer_of(books.izi.source, name, operations) for name in names}
    except Unfit as unfit:
        raise misnamed("issuer", unfit) from None
