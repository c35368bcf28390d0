"""Who is paid, and on which accounts."""

from __future__ import annotations

from xl_addin.apis.iziago.models import ThirdParty, ThirdPartyAccount
from xl_addin.fetching.iziago.source import CURRENCY, IBAN, ID, Source
from xl_addin.fetching.listing import Column, Kind, Listing, Query, Value
from xl_addin.values.names import plain

COLUMNS = (
    Column("Name", width=32),
    Column("Identifier", Kind.IDENTIFIER, 20),
    IBAN,
    Column("Account number", Kind.IDENTIFIER, 20),
    CURRENCY,
    Column("BIC", Kind.IDENTIFIER, 14),
    Column("Country", width=9),
    Column("Type", width=12),
    Column("Group", width=18),
    Column("Email", width=28),
    ID,
    Column("Account id", Kind.IDENTIFIER, 16),
)
NO_ACCOUNT = ThirdPartyAccount(id="")
"""What the row of somebody without an account shows of one."""


def third_parties(source: Source, query: Query) -> Listing:
    """Every third party, a row for each of its accounts, and one for whoever has none."""
    found = sorted(source.names.third_parties.values(), key=lambda party: plain(party.name))
    rows = [_row(party, account) for party in found for account in party.accounts or [NO_ACCOUNT]]
    return Listing("Third parties", COLUMNS, rows)


def _row(party: ThirdParty, account: ThirdPartyAccount) -> tuple[Value, ...]:
    return (
        party.name,
        party.identifier,
        account.iban,
        account.account_number,
        account.currency,
        account.bic,
        party.country,
        party.type,
        party.group,
        party.email,
        party.id,
        account.id,
    )
