"""Rows of `organizze_transfers` as POST /transfers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from xl_addin.apis.organizze.client import Organizze
from xl_addin.apis.organizze.models import Transaction, TransferDraft
from xl_addin.schema.organizze_transfers import OrganizzeTransfers
from xl_addin.schema.problem import Unfit
from xl_addin.targets.mark import mark
from xl_addin.targets.organizze import CURRENCY, OrganizzeTarget, lookup, paid_or_default
from xl_addin.targets.organizze_stored import around, contrary, differences, transfer, widely_around
from xl_addin.targets.organizze_undo import TransferUndoer, asked
from xl_addin.targets.target import Misfits, Receipt, Remark, Request, Resolved
from xl_addin.values.money import to_cents


class OrganizzeTransfersTarget(OrganizzeTarget):
    """See `target.Target`."""

    sheet = OrganizzeTransfers

    def resolve(self, values: Mapping[str, Any]) -> Resolved:
        """See `Target.resolve`."""
        misfits: list[tuple[str, Unfit]] = []
        paying = lookup(self._names.accounts, values["from_account"], "from_account", misfits)
        receiving = lookup(self._names.accounts, values["to_account"], "to_account", misfits)
        if paying and receiving and paying.id == receiving.id:
            misfits.append(("to_account", Unfit("same_account", value=paying.name)))
        if misfits or paying is None or receiving is None:
            raise Misfits(misfits)
        paid = paid_or_default(values, self._today())
        request: Request = {
            "debit_account_id": paying.id,
            "credit_account_id": receiving.id,
            "amount_cents": to_cents(values["amount"]),
            "date": values["date"].isoformat(),
            "paid": paid,
            "tags": [{"name": tag} for tag in values["tags"] or ()],
        }
        return Resolved(
            request=request,
            look=(request["date"], str(request["amount_cents"]), str(paying.id), str(receiving.id)),
            account=f"{paying.name} → {receiving.name}",
            amount=values["amount"],
            currency=CURRENCY,
            day=values["date"],
            defaults=(Remark("default.paid" if paid else "default.unpaid"),)
            if values["paid"] is None
            else (),
        )

    def marked(self, request: Request, key: str) -> Request:
        """The mark is one more tag: a transfer has no notes (design, section 6)."""
        return {**request, "tags": [*request["tags"], {"name": mark(key)}]}

    def send(self, request: Request) -> Receipt:
        """See `Target.send`."""
        return _receipt(self._client.transfers.create(msgspec.convert(request, TransferDraft)), request)

    def finder(self) -> TransferFinder:
        """See `Target.finder`."""
        return TransferFinder(self._client, self._today())

    def undoer(self) -> TransferUndoer:
        """See `Target.undoer`."""
        return TransferUndoer(self._client)


class TransferFinder:
    """Looks for the mark among the tags of the transfers of the row's month and its neighbours."""

    def __init__(self, client: Organizze, today: date) -> None:
        self._client = client
        self._today = today
        self._months: dict[tuple[date, date], list[Transaction]] = {}

    def find(self, key: str, request: Mapping[str, Any]) -> Receipt | None:
        """See `Finder.find`."""
        return self._find(key, request, around(date.fromisoformat(request["date"])))

    def find_edited(self, key: str, request: Mapping[str, Any]) -> Receipt | None:
        """See `Finder.find_edited`: whatever its date was within some years (`widely_around`)."""
        return self._find(key, request, widely_around(date.fromisoformat(request["date"]), self._today))

    def has(self, remote_id: str, request: Mapping[str, Any]) -> bool:
        """See `Finder.has`."""
        return asked(self._client.transfers.get, remote_id) is not None

    def _find(self, key: str, request: Mapping[str, Any], span: tuple[date, date]) -> Receipt | None:
        if span not in self._months:
            self._months[span] = self._client.transfers.list(*span)
        found = [item for item in self._months[span] if mark(key) in {tag.name for tag in item.tags or ()}]
        return _receipt(min(found, key=lambda item: item.id), request) if found else None


def _receipt(created: Transaction, request: Mapping[str, Any]) -> Receipt:
    """Compares what was sent with what the service says it stored."""
    there = transfer(created)
    return Receipt(
        str(created.id), differences=differences(request, there), contrary=contrary(request, there)
    )
