"""A wine merchant in Lyon: the month's payments, and two third parties who are new."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from xl_addin.targets.iziago import Names
from xl_addin.values.target_days import next_target_day

Row = Mapping[str, Any]

_BILLS = (
    ("1842.60", "Facture 2318", 4),
    ("3210.00", "Facture 1187, fûts", 4),
    ("987.45", "Facture 40552", 4),
    ("12480.00", "Acompte récolte", 9),
    ("418.90", "Étiquettes", 9),
    ("2765.33", "Transport novembre", 9),
    ("640.00", "Bouchons", 12),
    ("154.20", "Entretien", 12),
)
"""Amount, reason, and in how many days it is due; paid to third parties in the order Iziago lists them."""


def transfers(names: Names, today: date) -> list[Row]:
    """Bills of suppliers who have one account, and what is set aside on the savings account."""
    debtor, *others = names.own_accounts.values()
    savings = next(account for account in others if account.currency == debtor.currency)
    payable = [
        party
        for party in names.third_parties.values()
        if [bool(item.iban) for item in party.accounts] == [True]
    ]
    rows: list[Row] = [
        {
            "debtor_account": debtor.name,
            "creditor": party.name,
            "amount": Decimal(amount),
            "currency": debtor.currency,
            "execution_date": next_target_day(today + timedelta(days=days)),
            "reason": reason,
            "ref": f"FA-{number:03}",
        }
        for number, ((amount, reason, days), party) in enumerate(zip(_BILLS, payable, strict=False), start=1)
    ]
    aside: Row = {
        "debtor_account": debtor.iban,
        "creditor": savings.name,
        "amount": Decimal("5000.00"),
        "currency": debtor.currency,
        "execution_date": next_target_day(today + timedelta(days=2)),
        "reason": "Mise de côté",
    }
    return [*rows, aside]


def mistakes(names: Names, today: date) -> list[Row]:
    """What costs real money when nobody notices it: somebody else's account, and a slip in an IBAN."""
    debtor = next(iter(names.own_accounts.values()))
    creditor, other = [party for party in names.third_parties.values() if len(party.accounts) == 1][:2]
    row: Row = {
        "debtor_account": debtor.name,
        "creditor": creditor.name,
        "amount": Decimal("1842.60"),
        "currency": debtor.currency,
        "execution_date": next_target_day(today + timedelta(days=4)),
    }
    iban = creditor.accounts[0].iban
    return [
        {**row, "creditor_account": other.accounts[0].iban},
        {**row, "creditor_account": iban[:-1] + str((int(iban[-1]) + 1) % 10)},
    ]


def third_parties(names: Names, today: date) -> list[Row]:
    """A new supplier with an account, a new customer without one, another account for a known supplier."""
    known = next(party for party in names.third_parties.values() if len(party.accounts) == 1)
    return [
        {
            "name": "Liège & Chêne SARL",
            "type": "company",
            "country": "FR",
            "group": "Fournisseurs",
            "identifier": "FR51830274619",
            "account": "FR76 3000 6000 0112 3456 7890 189",
            "bic": "AGRIFRPP",
        },
        {"name": "Épicerie du Vieux Port", "type": "company", "country": "FR", "group": "Clients"},
        {
            "name": known.name,
            "type": "company",
            "country": "FR",
            "identifier": known.identifier,
            "account": "DE89 3704 0044 0532 0130 00",
        },
    ]
