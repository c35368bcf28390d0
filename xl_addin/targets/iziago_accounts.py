"""The second step of rows of `iziago_third_parties`: POST /third-parties/{id}/accounts (assumed)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from xl_addin.apis.iziago.models import ThirdParty, ThirdPartyAccountDraft
from xl_addin.schema.iziago_third_parties import IziagoThirdParties
from xl_addin.schema.problem import Unfit
from xl_addin.targets.iziago import IziagoTarget, Names, checked_bank, checked_number, number_of
from xl_addin.targets.iziago_likeness import account_with, alike
from xl_addin.targets.target import AlreadyThere, Misfits, Receipt, Remark, Request, Resolved
from xl_addin.texts import say
from xl_addin.values.iban import bic_country, compact, looks_like_iban

EURO = "EUR"
EURO_COUNTRIES = frozenset(
    {"AD", "AT", "BE", "BG", "CY", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "IE", "IT"}
    | {"LT", "LU", "LV", "MC", "MT", "NL", "PT", "SI", "SK", "SM", "VA"}
)
"""Countries that pay in euros and have IBANs, as of 2026."""


class IziagoThirdPartyAccountsTarget(IziagoTarget):
    """See `target.Target`."""

    sheet = IziagoThirdParties

    def resolve(self, values: Mapping[str, Any]) -> Resolved:
        """See `Target.resolve`."""
        misfits: list[tuple[str, Unfit]] = []
        number = _fitting("account", checked_number, values["account"], misfits)
        bic = _fitting("bic", checked_bank, values["bic"], misfits)
        if misfits:
            raise Misfits(misfits)
        owners = [party for party in self._names.third_parties.values() if account_with(party, number)]
        holders = [] if values["send_anyway"] else alike(self._names, values["name"], values["identifier"])
        for party in holders:
            if there := account_with(party, number):
                raise AlreadyThere(there.id, say("message.account_there", name=party.name, number=number))
        currency = values["currency"] or currency_of(number)
        request: Request = {"iban" if looks_like_iban(number) else "account_number": number}
        request |= {name: value for name, value in (("bic", bic), ("currency", currency)) if value}
        return Resolved(
            request=request,
            look=(number, values["name"], values["identifier"] or ""),
            account=values["country"],
            amount=None,
            currency="",
            day=None,
            what=values["name"],
            defaults=(Remark("default.currency", (("currency", currency),)),)
            if currency and not values["currency"]
            else (),
            makes=_remarks(number, bic, owners, holders),
        )

    def bound(self, request: Request, first: str) -> Request:
        """See `Target.bound`."""
        return {**request, "third_party_id": first}

    def send(self, request: Request) -> Receipt:
        """See `Target.send`."""
        given = {name: value for name, value in request.items() if name != "third_party_id"}
        draft = msgspec.convert(given, ThirdPartyAccountDraft)
        created = self._client.third_parties.add_account(request["third_party_id"], draft)
        return Receipt(created.id, differences=_account_differences(number_of(created), request))

    def marked(self, request: Request, key: str) -> Request:
        """There is no mark: an account has nothing that it could stand in, and its number tells it."""
        return request

    def finder(self) -> AccountFinder:
        """See `Target.finder`."""
        return AccountFinder(Names(self._client))


class AccountFinder:
    """Looks for the number among the third party's accounts."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def find(self, key: str, request: Mapping[str, Any]) -> Receipt | None:
        """See `Finder.find`."""
        party = self._names.third_parties.get(request.get("third_party_id", ""))
        found = account_with(party, request.get("iban") or request["account_number"]) if party else None
        return Receipt(found.id) if found else None

    def find_edited(self, key: str, request: Mapping[str, Any]) -> Receipt | None:
        """See `Finder.find_edited`: an account has nothing but its number."""
        return self.find(key, request)

    def has(self, remote_id: str, request: Mapping[str, Any]) -> bool:
        """See `Finder.has`."""
        party = self._names.third_parties.get(request.get("third_party_id", ""))
        return party is not None and any(account.id == remote_id for account in party.accounts)


def currency_of(number: str) -> str:
    """What a blank Currency means: EUR for an IBAN of a country that pays in euros, else nothing."""
    return EURO if looks_like_iban(number) and number[:2] in EURO_COUNTRIES else ""


def _fitting(
    name: str, check: Callable[[str], str], text: str | None, misfits: list[tuple[str, Unfit]]
) -> str:
    try:
        return check(text) if text else ""
    except Unfit as unfit:
        misfits.append((name, unfit))
        return ""


def _remarks(
    number: str, bic: str, owners: Sequence[ThirdParty], holders: Sequence[ThirdParty]
) -> tuple[Remark, ...]:
    """What is rare, and often a slip or worse: a bank in another country, an account of somebody else."""
    remarks = [Remark("makes.account_added", (("name", party.name),)) for party in holders[:1]]
    if looks_like_iban(number) and bic and bic_country(bic) != number[:2]:
        remarks.append(Remark("makes.bank_elsewhere", (("bic", bic), ("number", number))))
    if owners:
        remarks.append(Remark("makes.account_shared", (("number", number), ("name", owners[0].name))))
    return tuple(remarks)


def _account_differences(stored: str, request: Mapping[str, Any]) -> tuple[str, ...]:
    sent = request.get("iban") or request["account_number"]
    if not stored or compact(stored) == compact(sent):
        return ()
    return (say("third_party.account", sent=sent, stored=stored),)
