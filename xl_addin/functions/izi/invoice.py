"""One invoice's field, such as its number for the row that it was sent from."""

from __future__ import annotations

from xl_addin.fetching.izi.invoices import COLUMNS, row
from xl_addin.fetching.izi.sent import THERE
from xl_addin.fetching.listing import Listing, Value
from xl_addin.functions.books import Books
from xl_addin.functions.choice import chosen
from xl_addin.functions.elsewhere import meant, only_elsewhere
from xl_addin.functions.excel_error import CellError, ExcelError
from xl_addin.functions.function import Argument, Takes, value
from xl_addin.functions.misnamed import misnamed
from xl_addin.journal.states import State
from xl_addin.schema.izi_invoices import IziInvoices
from xl_addin.schema.problem import Unfit
from xl_addin.texts import say

REF = Argument("ref", Takes.TEXT, required=True)
FIELD = Argument("field", Takes.TEXT)
DEFAULT_FIELD = "Number"


@value("IZI_INVOICE", REF, FIELD, example='=IZI_INVOICE("P-9", "Total")')
def invoice(books: Books, ref: str, field: str | None) -> Value:
    """A field of the invoice with this Ref, Key, Invoice or number; default: its number."""
    try:
        item = books.izi.invoices.find(ref)
    except Unfit as unfit:
        raise _elsewhere(books, ref) or misnamed("ref", unfit) from None
    made = Listing("Invoices", COLUMNS, [row(books.izi.source, item)])
    [found] = chosen(made, [_single(field or DEFAULT_FIELD)]).rows[0]
    if item.operation.state is not State.SENT and found in ("", None):
        raise CellError(ExcelError.NA, say("cells.invoice_in_doubt", ref=ref))
    return found


def _elsewhere(books: Books, ref: str) -> CellError | None:
    """That only another host has the invoice, or may have it; None where none has, or this one tried it."""
    found = [item for item in meant(books, ref) if item.state in THERE]
    if not found or found[-1].scope.template != IziInvoices.template or books.here.has(found[-1]):
        return None
    word = "sent" if found[-1].state is State.SENT else "in_doubt"
    return CellError(ExcelError.NA, only_elsewhere(books, found[-1], word))


def _single(field: str) -> str:
    """The field itself: a cell holds one."""
    if any(sign in field for sign in ",;"):
        raise CellError(ExcelError.VALUE, say("cells.one_field", field=field))
    return field
