"""Organizze's line in the table of services."""

from __future__ import annotations

from xl_addin.connect import organizze
from xl_addin.settings import Settings
from xl_addin.targets.organizze import Names
from xl_addin.targets.organizze_transactions import OrganizzeTransactionsTarget
from xl_addin.targets.organizze_transfers import OrganizzeTransfersTarget
from xl_addin.targets.service import Open, Service, Today
from xl_addin.targets.target import Target

_TARGETS = {
    target.sheet.template: target for target in (OrganizzeTransactionsTarget, OrganizzeTransfersTarget)
}


def _open(settings: Settings, today: Today) -> Open:
    client, party = organizze.client(settings), organizze.party(settings)
    names = Names(client)
    targets: dict[str, Target] = {
        template: make(client, party, names, today) for template, make in _TARGETS.items()
    }
    return Open(targets, client.close)


def _labels(settings: Settings) -> dict[str, list[str]]:
    with organizze.client(settings) as client:
        return Names(client).labels()


ORGANIZZE = Service(
    system="organizze",
    templates=tuple(_TARGETS),
    party=organizze.party,
    company=lambda _settings, _values: None,
    speaks_for=lambda settings, company: company == organizze.party(settings).company,
    open=_open,
    labels=_labels,
)
