"""What is looked at for each service: here, without asking it, then there. One line a service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import Any

from xl_addin.apis.izi import public_key
from xl_addin.apis.izi.client import Izi
from xl_addin.apis.iziago.client import Iziago
from xl_addin.apis.iziago.refusals import MissingScope
from xl_addin.apis.organizze.client import Organizze
from xl_addin.connect import izi, iziago, organizze
from xl_addin.connect.logins import KNOWN, izi_logins
from xl_addin.connect.party import Party
from xl_addin.errors import NothingSent, Unauthorized, XlAddinError
from xl_addin.health.comparison import compared
from xl_addin.settings import Settings
from xl_addin.texts import say


@dataclass(frozen=True, slots=True)
class Examination:
    """One service's; each look says what it found, or raises an `XlAddinError`.

    Attributes:
        here: Looks at what is on this machine.
        open: A client, once all of those are good.
        there: Looks that ask the service.
    """

    here: Mapping[str, Callable[[Settings], str]]
    open: Callable[[Settings], AbstractContextManager[Any]]
    there: Mapping[str, Callable[[Settings, Any], str]]


def shuts_out(error: XlAddinError) -> bool:
    """Whether whatever else is asked would fail alike. A missing scope closes one door only."""
    return isinstance(error, (Unauthorized, NothingSent)) and not isinstance(error, MissingScope)


def _place(party: Party) -> dict[str, Any]:
    return {"kind": say("cli.production" if party.production else "cli.test"), "host": party.host}


def _logins(system: str, settings: Settings) -> str:
    """Whose secrets are used and where each is found."""
    known = KNOWN[system].logins(settings)
    return "; ".join(f"{login}: {say(f'credentials.source_{source}')}" for login, source in known)


def _organizze_login(settings: Settings) -> str:
    organizze.client(settings).close()
    return _logins("organizze", settings)


def _iziago_login(settings: Settings) -> str:
    iziago.client(settings).close()
    return _logins("iziago", settings)


def _izi_login(settings: Settings) -> str:
    for login in izi_logins(settings):
        izi.client(settings, login).close()
    return _logins("izi", settings)


def _organizze_accounts(settings: Settings, client: Organizze) -> str:
    """There is no way to ask who one is: the document's users want an id."""
    accounts = client.accounts.list()
    return say("doctor.connected", **_place(organizze.party(settings)), count_accounts=len(accounts))


def _token(settings: Settings, client: Iziago) -> str:
    client.authorize()
    scopes = ", ".join(iziago.scopes(settings))
    return say("doctor.token", **_place(iziago.party(settings)), scopes=scopes)


def _module(operation: str, text: str, settings: Settings, client: Iziago) -> str:
    """What a module's list says; not asked where the settings leave its scope out."""
    scope = client.profile.route(operation).scope
    if scope not in iziago.scopes(settings):
        return say("doctor.unasked", scope=scope)
    area, _, method = operation.partition(".")
    return say(text, count=len(getattr(getattr(client, area), method)()))


def _keys(settings: Settings) -> str:
    keys = [public_key.read(izi.public_key_of(login)) for login in izi_logins(settings)]
    return ", ".join(f"RSA {bits}" for bits in dict.fromkeys(key.key_size for key in keys))


def _issuers(settings: Settings) -> str:
    default = izi.default_issuer(settings.izi)
    blank = say("doctor.blank_issuer", nit=default) if default else say("doctor.no_blank_issuer")
    return f"{say('doctor.issuers', count=len(izi.known_issuers(settings.izi)))} {blank}"


def _header(settings: Settings) -> str:
    return say("doctor.header", limit=settings.izi.header_limit)


def _izi_client(settings: Settings) -> Izi:
    return izi.client(settings, izi_logins(settings)[0])


def _encryption(settings: Settings, client: Izi) -> str:
    party = izi.party(settings)
    if party.production:
        return say("doctor.production_untried", **_place(party))
    return compared(client, party.host)


EXAMINATIONS: Mapping[str, Examination] = {
    "organizze": Examination(
        here={"login": _organizze_login},
        open=organizze.client,
        there={"accounts": _organizze_accounts},
    ),
    "iziago": Examination(
        here={"profile": iziago.origin, "login": _iziago_login},
        open=iziago.client,
        there={
            "token": _token,
            "statements": partial(_module, "statements.accounts", "doctor.accounts"),
            "forecasting": partial(_module, "forecasting.accounts", "doctor.accounts"),
            "payments": partial(_module, "payments.accounts", "doctor.accounts"),
            "third-parties": partial(_module, "third_parties.list", "doctor.third_parties"),
        },
    ),
    "izi": Examination(
        here={"login": _izi_login, "key": _keys, "issuers": _issuers, "header": _header},
        open=_izi_client,
        there={"encryption": _encryption},
    ),
}
