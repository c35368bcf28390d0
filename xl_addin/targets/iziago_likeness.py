"""Which third party, and which of its accounts, a row means among those that Iziago has."""

from __future__ import annotations

from xl_addin.apis.iziago.models import ThirdParty, ThirdPartyAccount
from xl_addin.targets.iziago import Names, number_of
from xl_addin.values.iban import compact
from xl_addin.values.names import plain


def alike(names: Names, name: str, identifier: str | None) -> list[ThirdParty]:
    """Those with the identifier; else those with the name and no other identifier."""
    everybody = names.third_parties.values()
    if identifier:
        same = [party for party in everybody if plain(party.identifier) == plain(identifier)]
        if same:
            return same
    return [
        party
        for party in everybody
        if plain(party.name) == plain(name) and (not identifier or not party.identifier)
    ]


def account_with(party: ThirdParty, number: str) -> ThirdPartyAccount | None:
    """The third party's account with this number."""
    wanted = compact(number)
    return next((account for account in party.accounts if compact(number_of(account)) == wanted), None)
