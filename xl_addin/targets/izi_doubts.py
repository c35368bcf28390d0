"""What tells a person which invoice or charge an operation is: iZi itself cannot be asked."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xl_addin.apis.izi.models import ChargeDraft, InvoiceDraft
from xl_addin.journal.operation import Operation
from xl_addin.schema.izi_charges import IziCharges
from xl_addin.schema.izi_invoices import IziInvoices
from xl_addin.targets.izi import in_cents, to_draft
from xl_addin.targets.izi_invoices import total_of


@dataclass(frozen=True, slots=True)
class Likeness:
    """By what a person finds it in iZi's app.

    Attributes:
        issuer: The issuer's NIT; of a charge, whose account it belongs to.
        buyer: Name and NIT.
        total: In BOB, as we count it.
    """

    issuer: str
    buyer: str
    total: Decimal


def likeness(operation: Operation) -> Likeness | None:
    """What an operation looks like in iZi; None where it is not iZi's."""
    make = _MAKERS.get(operation.scope.template)
    return make(operation) if make else None


def _invoice(operation: Operation) -> Likeness:
    draft = to_draft(operation.request, InvoiceDraft)
    return Likeness(operation.scope.company, f"{draft.buyer_name} ({draft.buyer_nit})", total_of(draft))


def _charge(operation: Operation) -> Likeness:
    draft = to_draft(operation.request, ChargeDraft)
    buyer = f"{draft.invoice_name} ({draft.invoice_nit})"
    return Likeness(operation.scope.company, buyer, in_cents(draft.amount))


_MAKERS = {IziInvoices.template: _invoice, IziCharges.template: _charge}
