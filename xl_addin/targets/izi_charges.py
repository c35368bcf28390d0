"""Rows of `izi_charges` as POST /cobros."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import UNSET

from xl_addin.apis.izi.models import ChargeDraft
from xl_addin.connect.izi import login_of
from xl_addin.schema.izi_charges import IziCharges
from xl_addin.targets.izi import CURRENCY, IziTarget, to_draft, to_request
from xl_addin.targets.target import Misfits, Receipt, Remark, Request, Resolved
from xl_addin.texts import say

DEFAULT_GATEWAY = "CYBERSOURCE"
"""The document's default (POST /cobros, pasarela)."""
ADDRESSES_SHOWN = 5


class IziChargesTarget(IziTarget):
    """See `target.Target`. Charges belong to the account itself: its template has no Issuer."""

    sheet = IziCharges

    def resolve(self, values: Mapping[str, Any]) -> Resolved:
        """See `Target.resolve`."""
        draft = _draft(values)
        if unfit := self._check_header(self._clients.of(login_of(self._settings)), draft):
            raise Misfits([("description", unfit)])
        gateway = draft.gateway if isinstance(draft.gateway, str) else DEFAULT_GATEWAY
        return Resolved(
            request=to_request(draft),
            look=(self._month(), draft.description, str(draft.amount), draft.payer_email, draft.invoice_nit),
            account=gateway,
            amount=values["amount"],
            currency=CURRENCY,
            day=None,
            what=draft.payer_email,
            defaults=(Remark("default.gateway"),) if values["gateway"] is None else (),
            makes=(Remark("makes.proforma"),) if values["proforma"] else (),
        )

    def send(self, request: Request) -> Receipt:
        """See `Target.send`. The answer is not described well enough to compare it with what was sent."""
        draft = to_draft(request, ChargeDraft)
        made = self._clients.of(login_of(self._settings)).charges.create(draft)
        return Receipt(made.id, number=made.number, link=made.link)

    def notes(self, rows: Sequence[Resolved]) -> Sequence[str]:
        """Whom iZi writes to as soon as the rows are sent."""
        drafts = [to_draft(row.request, ChargeDraft) for row in rows]
        told = sorted({draft.payer_email for draft in drafts if draft.notify_payer})
        if not told:
            return ()
        shown = ", ".join(told[:ADDRESSES_SHOWN]) + (", …" if len(told) > ADDRESSES_SHOWN else "")
        return (say("preview.emails", count=len(told), addresses=shown),)


def _draft(values: Mapping[str, Any]) -> ChargeDraft:
    given = {
        "gateway": ",".join(values["gateway"]) if values["gateway"] else None,
        "branch": values["branch"],
        "activity": values["activity"],
        "proforma": values["proforma"],
        "order": values["order"],
        "notification_url": values["notification_url"],
    }
    return ChargeDraft(
        description=values["description"],
        amount=values["amount"],
        payer_email=values["payer_email"],
        notify_payer=values["notify_payer"] is not False,
        invoice_nit=values["invoice_nit"],
        invoice_name=values["invoice_name"],
        **{name: UNSET if value is None else value for name, value in given.items()},
    )
