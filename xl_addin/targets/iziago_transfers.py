"""Rows of `iziago_transfers` as POST /payments/transfers (assumed, like all of Iziago's paths)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from xl_addin.apis.iziago.models import PaymentAccount, Transfer, TransferDraft
from xl_addin.errors import ServiceError
from xl_addin.schema.iziago_transfers import SUBTYPES, TYPES, IziagoTransfers
from xl_addin.schema.problem import Unfit
from xl_addin.schema.spoken import spoken
from xl_addin.targets import iziago_rules as rules
from xl_addin.targets.iziago import IziagoTarget, resolved
from xl_addin.targets.iziago_creditor import Creditor, creditor_of
from xl_addin.targets.iziago_outlook import balances_after, never_paid
from xl_addin.targets.iziago_search import TransferFinder
from xl_addin.targets.lists import ask_together
from xl_addin.targets.mark import mark
from xl_addin.targets.target import Misfits, Receipt, Remark, Request, Resolved
from xl_addin.texts import language, say
from xl_addin.texts.figures import readable

TELLING = (
    "amount",
    "currency",
    "execution_date",
    "debtor_account_id",
    "creditor_account_id",
    "creditor_number",
)
"""What makes a transfer another one than the row's."""


class IziagoTransfersTarget(IziagoTarget):
    """See `target.Target`."""

    sheet = IziagoTransfers

    def resolve(self, values: Mapping[str, Any]) -> Resolved:
        """See `Target.resolve`."""
        debtor, creditor = self._parties(values)
        kind, subtype = rules.type_of(values, debtor, creditor), rules.subtype_of(values, creditor)
        if misfits := rules.misfits_of(values, kind, debtor, creditor, self._today()):
            raise Misfits(misfits)
        request = _request(values, kind, subtype, debtor, creditor)
        day: date = values["execution_date"]
        return Resolved(
            request=request,
            look=(str(day), request["amount"], values["currency"], debtor.id, creditor.account_id),
            account=f"{debtor.name or debtor.iban}, {day}",
            amount=values["amount"],
            currency=values["currency"],
            day=day,
            what=f"{creditor.name}, {creditor.number}",
            unique=values["end_to_end_id"] or "",
            unique_in="end_to_end_id" if values["end_to_end_id"] else "",
            defaults=_defaults(values, kind, subtype, creditor),
            makes=rules.remarks_of(values, kind, debtor, creditor),
        )

    def marked(self, request: Request, key: str) -> Request:
        """The mark is the end-to-end id: the row's own, or one made of its key (design, section 6)."""
        return request if "end_to_end_id" in request else {**request, "end_to_end_id": mark(key)}

    def send(self, request: Request) -> Receipt:
        """See `Target.send`."""
        draft = msgspec.convert(
            {name: request[name] for name in TransferDraft.__struct_fields__ if name in request},
            TransferDraft,
        )
        return receipt(self._client.payments.create_transfer(draft), request)

    def finder(self) -> TransferFinder | None:
        """A way to look transfers up; None under a profile that has no list of them."""
        lists = self._client.payments.lists_transfers
        return TransferFinder(self._client.payments, self._today(), receipt) if lists else None

    def notes(self, rows: Sequence[Resolved]) -> Sequence[str]:
        """What the debtor accounts hold afterwards, and accounts that were never paid before."""
        requests = [row.request for row in rows]
        today, own = self._today(), set(self._names.own_accounts)
        balances, payees = ask_together(
            [
                lambda: _told(balances_after(requests, self._client.statements, today)),
                lambda: _told(never_paid(requests, self._client.payments, own, today)),
            ]
        )
        return [*balances, *payees]

    def _parties(self, values: Mapping[str, Any]) -> tuple[PaymentAccount, Creditor]:
        """Who pays and who receives; what is wrong with either, and with the day, is told at once."""
        misfits: list[tuple[str, Unfit]] = []
        debtor = creditor = None
        try:
            debtor = self._debtor(values)
        except Misfits as found:
            misfits += found.misfits
        try:
            creditor = creditor_of(values, self._names)
        except Misfits as found:
            misfits += found.misfits
        if debtor is None or creditor is None:
            raise Misfits(misfits + rules.misfits_of_day(values, self._today()))
        return debtor, creditor

    def _debtor(self, values: Mapping[str, Any]) -> PaymentAccount:
        try:
            found = resolved(self._names.debtors, values["debtor_account"])
        except Unfit as unfit:
            raise Misfits([("debtor_account", unfit)]) from None
        return self._names.own_accounts[found.id]


def _told(found: Iterable[str]) -> list[str]:
    """What is found out, or why it is not: one scope that is missing does not silence the others."""
    try:
        return list(found)
    except ServiceError as error:
        return [say("preview.not_all_known", reason=error)]


def _request(
    values: Mapping[str, Any], kind: str, subtype: str, debtor: PaymentAccount, creditor: Creditor
) -> Request:
    """What is sent, and for people the names and numbers behind the ids."""
    request: Request = {
        "debtor_account_id": debtor.id,
        "creditor_account_id": creditor.account_id,
        "execution_date": values["execution_date"].isoformat(),
        "amount": str(values["amount"]),
        "currency": values["currency"],
        "type": kind,
        "subtype": subtype,
        "debtor": debtor.name,
        "debtor_iban": debtor.iban,
        "creditor": creditor.name,
        "creditor_number": creditor.number,
    }
    for name in ("reason", "end_to_end_id"):
        if values[name]:
            request[name] = values[name]
    return request


def _defaults(values: Mapping[str, Any], kind: str, subtype: str, creditor: Creditor) -> tuple[Remark, ...]:
    remarks = []
    if values["type"] is None:
        remarks.append(Remark("default.type", (("type", spoken(TYPES[kind], language())),)))
    if values["subtype"] is None:
        remarks.append(Remark("default.subtype", (("subtype", spoken(SUBTYPES[subtype], language())),)))
    if values["creditor_account"] is None:
        remarks.append(Remark("default.creditor_account"))
    return tuple(remarks)


def receipt(created: Transfer, request: Mapping[str, Any]) -> Receipt:
    """What Iziago answered: created is not paid, and what it stored otherwise is said."""
    stored = {
        "amount": created.amount,
        "currency": created.currency,
        "execution_date": created.execution_date,
        "debtor_account_id": created.debtor_account_id,
        "creditor_account_id": created.creditor_account_id,
        "creditor_number": created.creditor_iban,
        "end_to_end_id": created.end_to_end_id,
        "reason": created.reason,
        "type": created.type,
        "subtype": created.subtype,
    }
    contrary = _differences(request, {name: stored[name] for name in TELLING})
    told = (say("message.to_sign"), *_differences(request, stored))
    return Receipt(created.id, differences=told, contrary=tuple(contrary))


def _differences(request: Mapping[str, Any], stored: Mapping[str, Any]) -> list[str]:
    """One sentence for each value that came back otherwise; what did not come back says nothing."""
    said = []
    for name, value in stored.items():
        sent = Decimal(request[name]) if name == "amount" else request.get(name)
        shown = value.isoformat() if isinstance(value, date) else value
        if shown not in (None, "") and shown != sent:
            said.append(say(f"transferred.{name}", sent=readable(sent), stored=readable(shown)))
    return said
