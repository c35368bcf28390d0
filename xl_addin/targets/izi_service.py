"""iZi's line in the table of services."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xl_addin.connect import izi
from xl_addin.settings import Settings
from xl_addin.targets.issuers import Issuers, company_of
from xl_addin.targets.izi import Clients
from xl_addin.targets.izi_charges import IziChargesTarget
from xl_addin.targets.izi_invoices import IziInvoicesTarget
from xl_addin.targets.service import Open, Service, Today
from xl_addin.targets.target import Target
from xl_addin.values import la_paz

_TARGETS = {target.sheet.template: target for target in (IziInvoicesTarget, IziChargesTarget)}


def _open(settings: Settings, today: Today) -> Open:
    clients, issuers, party = Clients(settings), Issuers(settings.izi), izi.party(settings)
    if not any(issuer.client_id for issuer in settings.izi.issuers):
        clients.of(izi.login_of(settings))  # nobody can send anything without it: say so at once
    targets: dict[str, Target] = {
        template: make(settings, clients, issuers, party, today) for template, make in _TARGETS.items()
    }
    return Open(targets, clients.close)


def _company(settings: Settings, values: Mapping[str, Any]) -> str | None:
    """The issuer that an invoice's row names; charges are the account's own, whoever its issuers are."""
    if "items" not in values:
        return izi.login_of(settings).client_id
    return company_of(settings, values["issuer"]) if "issuer" in values else ""


IZI = Service(
    system="izi",
    templates=tuple(_TARGETS),
    party=izi.party,
    company=_company,
    speaks_for=lambda _settings, _company: True,
    open=_open,
    labels=lambda settings: Issuers(settings.izi).labels(),
    today=la_paz.today,
    offline=True,
)
