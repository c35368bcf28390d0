"""Which of a card's invoices a formula means: by id, by the month it is due in, or the one open today."""

from __future__ import annotations

from datetime import date, timedelta

from xl_addin.apis.organizze.models import CardInvoice
from xl_addin.fetching.organizze.cards import invoices
from xl_addin.fetching.organizze.source import Source
from xl_addin.functions.excel_error import CellError, ExcelError
from xl_addin.targets.directory import Named
from xl_addin.texts import say
from xl_addin.values.dates import last_of_month

DUE_WITHIN = timedelta(days=100)
"""An invoice that is open today is due before that: a month for purchases, another to pay, and some more."""


def invoice_meant(source: Source, card: Named[int], invoice: int | date | None) -> int:
    """The id of an invoice.

    Args:
        source: Where invoices are listed.
        card: Whose.
        invoice: An id, the first day of the month it is due in, or None for the one open today.

    Raises:
        CellError: The card has no such invoice, or two.
    """
    if isinstance(invoice, int):
        return invoice
    if invoice is None:
        today = source.today
        due = _due(source, card, today - DUE_WITHIN, today + DUE_WITHIN)
        found = [item for item in due if item.starting_date <= today <= item.closing_date]
        missing = say("cells.no_open_invoice", card=card.name)
    else:
        found = _due(source, card, invoice, last_of_month(invoice))
        missing = say("cells.no_invoice", card=card.name, month=f"{invoice:%Y-%m}")
    if len(found) == 1:
        return found[0].id
    ids = ", ".join(f"#{item.id}" for item in found)
    several = say("cells.several_invoices", card=card.name, ids=ids)
    raise CellError(ExcelError.NA, several if found else missing)


def _due(source: Source, card: Named[int], start: date, end: date) -> list[CardInvoice]:
    return [item for _, item in invoices(source, [card], start, end)]
