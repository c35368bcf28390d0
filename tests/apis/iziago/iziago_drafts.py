"""Records that tests create."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from xl_addin.apis.iziago.models import ThirdPartyDraft, TransferDraft


def transfer(**fields: Any) -> TransferDraft:
    """A transfer of 1,250.50 EUR."""
    given = {
        "debtor_account_id": "pay_1",
        "creditor_account_id": "tpa_7",
        "execution_date": date(2026, 11, 25),
        "amount": Decimal("1250.5"),
        "currency": "EUR",
        "end_to_end_id": "XL-K7F3Q2M9",
        "type": "SEPA",
        "subtype": "ORDINARY",
        "reason": "Facture 2026-118",
    }
    return TransferDraft(**{**given, **fields})


def third_party(**fields: Any) -> ThirdPartyDraft:
    """A supplier."""
    return ThirdPartyDraft(**{"name": "Moulins du Nord", "type": "COMPANY", "country": "FR", **fields})
