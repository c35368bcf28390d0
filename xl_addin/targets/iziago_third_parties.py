"""Rows of `iziago_third_parties` as two steps: the third party, then its account (both paths assumed)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

import msgspec

from xl_addin.apis.iziago.client import Iziago
from xl_addin.apis.iziago.models import ThirdParty, ThirdPartyDraft
from xl_addin.connect.party import Party
from xl_addin.errors import ServiceError
from xl_addin.schema.iziago_third_parties import IziagoThirdParties
from xl_addin.schema.problem import Unfit
from xl_addin.targets.iziago import IziagoTarget, Names
from xl_addin.targets.iziago_accounts import IziagoThirdPartyAccountsTarget
from xl_addin.targets.iziago_likeness import alike
from xl_addin.targets.target import AlreadyThere, Misfits, Receipt, Remark, Request, Resolved
from xl_addin.texts import say
from xl_addin.values.names import plain

BESIDES = "besides"
"""The ids of those who had the name before the row that makes another one."""


class IziagoThirdPartiesTarget(IziagoTarget):
    """The first step: who it is. See `target.Target`."""

    sheet = IziagoThirdParties

    def __init__(self, client: Iziago, party: Party, names: Names, today: Callable[[], date]) -> None:
        super().__init__(client, party, names, today)
        self.second = IziagoThirdPartyAccountsTarget(client, party, names, today)

    def resolve(self, values: Mapping[str, Any]) -> Resolved:
        """See `Target.resolve`.

        Raises:
            AlreadyThere: Iziago has it, and the row adds an account to it.
        """
        if values["account"] is None and (values["bic"] or values["currency"]):
            raise Misfits([("account", Unfit("bank_without_account"))])
        if found := self._there(values):
            unfit = Unfit("third_party_there", value=found.name, id=found.id)
            alone = None if values["account"] else Misfits([("name", unfit)])
            raise AlreadyThere(found.id, say("message.third_party_there", name=found.name), alone)
        request: Request = {name: values[name] for name in ("name", "type", "country")}
        request |= {name: values[name] for name in ("group", "identifier", "email") if values[name]}
        return Resolved(
            request=request,
            look=(values["name"], values["country"], values["identifier"] or ""),
            account=values["country"],
            amount=None,
            currency="",
            day=None,
            what=values["name"],
            unique="" if values["send_anyway"] else plain(values["identifier"] or values["name"]),
            unique_in="name",
            makes=() if values["account"] else (Remark("makes.without_account"),),
        )

    def marked(self, request: Request, key: str) -> Request:
        """There is nothing that a mark could stand in; those who are called so already are kept in mind."""
        found = alike(self._names, request["name"], request.get("identifier"))
        return {**request, BESIDES: [party.id for party in found]} if found else request

    def send(self, request: Request) -> Receipt:
        """See `Target.send`."""
        given = {name: value for name, value in request.items() if name != BESIDES}
        created = self._client.third_parties.create(msgspec.convert(given, ThirdPartyDraft))
        return third_party_receipt(created, request)

    def finder(self) -> ThirdPartyFinder:
        """See `Target.finder`."""
        return ThirdPartyFinder(Names(self._client))

    def _there(self, values: Mapping[str, Any]) -> ThirdParty | None:
        """The third party that Iziago has already; a row that is to be sent anyway asks for another one."""
        if values["send_anyway"]:
            return None
        found = alike(self._names, values["name"], values["identifier"])
        if len(found) > 1:
            candidates = ", ".join(party.identifier or f"#{party.id}" for party in found)
            raise Misfits([("name", Unfit("third_party_twice", value=values["name"], candidates=candidates))])
        return found[0] if found else None


class ThirdPartyFinder:
    """Looks for the row's identifier, else its name: a third party has nothing that a mark could stand in."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def find(self, key: str, request: Mapping[str, Any]) -> Receipt | None:
        """See `Finder.find`.

        Raises:
            ServiceError: Several are called that, or one that says something else: whether it is the row's
                cannot be told.
        """
        return self._find(request, request.get(BESIDES, ()))

    def find_edited(self, key: str, request: Mapping[str, Any]) -> Receipt | None:
        """See `Finder.find_edited`: one that was there before the row was looked for may be the row's own."""
        return self._find(request, ())

    def has(self, remote_id: str, request: Mapping[str, Any]) -> bool:
        """See `Finder.has`."""
        return remote_id in self._names.third_parties

    def _find(self, request: Mapping[str, Any], besides: Collection[str]) -> Receipt | None:
        found = [
            party
            for party in alike(self._names, request["name"], request.get("identifier"))
            if party.id not in besides
        ]
        if len(found) > 1:
            raise ServiceError(say("settle.several", name=request["name"]))
        if not found:
            return None
        receipt = third_party_receipt(found[0], request)
        if receipt.differences:
            shown = " ".join(receipt.differences)
            raise ServiceError(say("settle.contradicts", name=request["name"], id=found[0].id, what=shown))
        return receipt


def third_party_receipt(created: ThirdParty, request: Mapping[str, Any]) -> Receipt:
    """Compares what was sent with what came back; what did not come back says nothing."""
    differences = [
        say(f"third_party.{name}", sent=sent, stored=stored)
        for name, sent in request.items()
        if (stored := getattr(created, name, "")) and stored != sent
    ]
    return Receipt(created.id, differences=tuple(differences))
