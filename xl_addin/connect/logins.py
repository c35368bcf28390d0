"""Whose secrets the settings need, and where each is found: one line a service."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from xl_addin import credentials
from xl_addin.connect import izi
from xl_addin.credentials import VARIABLES, Source
from xl_addin.settings import Settings


class Known(NamedTuple):
    """One service's.

    Attributes:
        title: What the service calls itself.
        logins: Whose secrets the settings need, and where each is found.
    """

    title: str
    logins: Callable[[Settings], Iterator[tuple[str, Source]]]


def izi_logins(settings: Settings) -> list[izi.Login]:
    """Every iZi account of the settings: the own one, unless only issuers have some, then theirs."""
    own = izi.login_of(settings)
    theirs = [izi.login_of(settings, issuer) for issuer in settings.izi.issuers if issuer.client_id]
    return list(dict.fromkeys([own, *theirs] if own.client_id or not theirs else theirs))


def is_set_up(settings: Settings, system: str) -> bool:
    """Whether a person gave anything about the service but its address."""
    section = getattr(settings, system)
    untouched = type(section)()
    changed = replace(section, base_url=untouched.base_url) != untouched
    return changed or bool(os.environ.get(VARIABLES[system]))


def _of_organizze(settings: Settings) -> Iterator[tuple[str, Source]]:
    login = settings.organizze.email.strip()
    yield login, credentials.find("organizze", login)[1]


def _of_iziago(settings: Settings) -> Iterator[tuple[str, Source]]:
    login = settings.iziago.client_id.strip()
    yield login, credentials.find("iziago", login)[1]


def _of_izi(settings: Settings) -> Iterator[tuple[str, Source]]:
    for login in izi_logins(settings):
        source = Source.FILE if login.public_key_file else credentials.find("izi", login.client_id)[1]
        yield login.client_id, source


KNOWN: Mapping[str, Known] = {
    "organizze": Known("Organizze", _of_organizze),
    "iziago": Known("Iziago", _of_iziago),
    "izi": Known("iZi", _of_izi),
}
