"""A transaction's fields in the document's order; the last four are in real answers only."""

from __future__ import annotations

from xl_addin.sandbox.records import Record


def blank() -> Record:
    """A transaction that nobody has filled in."""
    return {
        "id": None,
        "description": None,
        "date": None,
        "paid": False,
        "amount_cents": 0,
        "total_installments": 1,
        "installment": 1,
        "recurring": False,
        "account_id": None,
        "account_type": "Account",
        "category_id": None,
        "contact_id": None,
        "notes": None,
        "attachments_count": 0,
        "credit_card_id": None,
        "credit_card_invoice_id": None,
        "paid_credit_card_id": None,
        "paid_credit_card_invoice_id": None,
        "oposite_transaction_id": None,
        "oposite_account_id": None,
        "created_at": None,
        "updated_at": None,
        "tags": [],
        "attachments": [],
        "group_id": None,
        "recurrence_id": None,
    }
