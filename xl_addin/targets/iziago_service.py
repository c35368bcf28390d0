"""Iziago's line in the table of services."""

from __future__ import annotations

from xl_addin.connect import iziago
from xl_addin.settings import Settings
from xl_addin.targets.iziago import Names
from xl_addin.targets.iziago_third_parties import IziagoThirdPartiesTarget
from xl_addin.targets.iziago_transfers import IziagoTransfersTarget
from xl_addin.targets.service import Open, Service, Today
from xl_addin.targets.target import Target

_TARGETS = {target.sheet.template: target for target in (IziagoTransfersTarget, IziagoThirdPartiesTarget)}


def _open(settings: Settings, today: Today) -> Open:
    client, party = iziago.client(settings), iziago.party(settings)
    names = Names(client)
    targets: dict[str, Target] = {
        template: make(client, party, names, today) for template, make in _TARGETS.items()
    }
    return Open(targets, client.close)


def _labels(settings: Settings) -> dict[str, list[str]]:
    with iziago.client(settings) as client:
        return Names(client).labels()


IZIAGO = Service(
    system="iziago",
    templates=tuple(_TARGETS),
    party=iziago.party,
    company=lambda _settings, _values: None,
    speaks_for=lambda settings, company: company == iziago.party(settings).company,
    open=_open,
    labels=_labels,
)
