"""Rows of `organizze_transactions` as POST /transactions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import msgspec

from xl_addin.apis.organizze.client import Organizze
from xl_addin.apis.organizze.models import Transaction, TransactionDraft
from xl_addin.schema.organizze_transactions import PERIODICITIES, OrganizzeTransactions
from xl_addin.schema.problem import Unfit
from xl_addin.schema.spoken import spoken
from xl_addin.targets.directory import Named
from xl_addin.targets.mark import mark
from xl_addin.targets.organizze import CURRENCY, OrganizzeTarget, key_of, lookup, paid_or_default
from xl_addin.targets.organizze_stored import (
    TELLING,
    around,
    contrary,
    differences,
    transaction,
    widely_around,
)
from xl_addin.targets.organizze_undo import TransactionUndoer, asked
from xl_addin.targets.target import Misfits, Receipt, Remark, Request, Resolved
from xl_addin.texts import language, say
from xl_addin.texts.figures import figure
from xl_addin.values.money import from_cents, to_cents

Misfit = tuple[str, Unfit]


class OrganizzeTransactionsTarget(OrganizzeTarget):
    """See `target.Target`."""

    sheet = OrganizzeTransactions

    def resolve(self, values: Mapping[str, Any]) -> Resolved:
        """See `Target.resolve`."""
        misfits: list[Misfit] = []
        account, card = self._payer(values, misfits)
        category = lookup(self._names.categories, values["category"], "category", misfits)
        if misfits:
            raise Misfits(misfits)
        payer = card or account
        assert payer is not None
        request: Request = {
            "description": values["description"],
            "date": values["date"].isoformat(),
            "amount_cents": to_cents(values["amount"]),
            "credit_card_id" if card else "account_id": payer.id,
            "paid": paid_or_default(values, self._today()),
            "notes": values["notes"] or "",
            **_optional(values, category),
        }
        return Resolved(
            request=request,
            look=(request["date"], str(request["amount_cents"]), values["description"], str(payer.id)),
            account=payer.name,
            amount=values["amount"],
            currency=CURRENCY,
            day=values["date"],
            defaults=_defaults(values, payer, paid=request["paid"], on_card=card is not None),
            makes=_makes(values),
            questions=(Remark("question.installments"),) if values["installments"] else (),
        )

    def marked(self, request: Request, key: str) -> Request:
        """The mark stands at the end of the notes (design, section 6)."""
        notes = request["notes"]
        return {**request, "notes": f"{notes} [{mark(key)}]" if notes else f"[{mark(key)}]"}

    def send(self, request: Request) -> Receipt:
        """See `Target.send`."""
        created = self._client.transactions.create(msgspec.convert(request, TransactionDraft))
        return _receipt(created, request)

    def finder(self) -> TransactionFinder:
        """See `Target.finder`."""
        return TransactionFinder(self._client, self._today())

    def undoer(self) -> TransactionUndoer:
        """See `Target.undoer`."""
        return TransactionUndoer(self._client, self._today())

    def _payer(
        self, values: Mapping[str, Any], misfits: list[Misfit]
    ) -> tuple[Named[int] | None, Named[int] | None]:
        """The account or the card that pays: one of them, or the default account."""
        if values["account"] is not None and values["credit_card"] is not None:
            misfits.append(("credit_card", Unfit("account_and_card")))
            return None, None
        if values["credit_card"] is not None:
            return None, lookup(self._names.credit_cards, values["credit_card"], "credit_card", misfits)
        if values["account"] is not None:
            if self._is_card(values["account"]):
                misfits.append(("account", Unfit("account_is_card", value=values["account"])))
                return None, None
            return lookup(self._names.accounts, values["account"], "account", misfits), None
        default = self._names.accounts.default()
        if default is None:
            misfits.append(("account", Unfit("no_default_account")))
        return default, None

    def _is_card(self, name: str) -> bool:
        """Whether a name under Account is no account but a credit card."""
        return not self._names.accounts.has(name) and self._names.credit_cards.has(name)


class TransactionFinder:
    """Looks for the mark in the notes of the row's month and its neighbours, and of the card's invoices."""

    def __init__(self, client: Organizze, today: date) -> None:
        self._client = client
        self._today = today
        self._months: dict[tuple[date, date], list[Transaction]] = {}
        self._cards: dict[tuple[int, date, date], list[Transaction]] = {}

    def find(self, key: str, request: Mapping[str, Any]) -> Receipt | None:
        """See `Finder.find`."""
        return self._find(key, request, around(date.fromisoformat(request["date"])))

    def find_edited(self, key: str, request: Mapping[str, Any]) -> Receipt | None:
        """See `Finder.find_edited`: whatever its date was within some years (`widely_around`)."""
        return self._find(key, request, widely_around(date.fromisoformat(request["date"]), self._today))

    def has(self, remote_id: str, request: Mapping[str, Any]) -> bool:
        """See `Finder.has`."""
        return asked(self._client.transactions.get, remote_id) is not None

    def _find(self, key: str, request: Mapping[str, Any], span: tuple[date, date]) -> Receipt | None:
        start, end = span
        listed = self._listed(start, end)
        if card := request.get("credit_card_id"):
            listed = listed + self._on_card(card, start, end)
        found = [item for item in listed if key_of(item.notes) == key]
        return _receipt(min(found, key=lambda item: (item.installment, item.id)), request) if found else None

    def _listed(self, start: date, end: date) -> list[Transaction]:
        if (start, end) not in self._months:
            self._months[start, end] = self._client.transactions.list(start, end)
        return self._months[start, end]

    def _on_card(self, card: int, start: date, end: date) -> list[Transaction]:
        if (card, start, end) not in self._cards:
            invoices = self._client.card_invoices.list(card, start, end + timedelta(days=62))
            details = [self._client.card_invoices.get(card, invoice.id) for invoice in invoices]
            self._cards[card, start, end] = [item for detail in details for item in detail.transactions]
        return self._cards[card, start, end]


def _optional(values: Mapping[str, Any], category: Named[int] | None) -> Request:
    """What is sent only when the row says so."""
    optional: Request = {}
    if category:
        optional["category_id"] = category.id
    if values["tags"]:
        optional["tags"] = [{"name": tag} for tag in values["tags"]]
    every = values["repeat"] or "monthly"
    if values["installments"]:
        optional["installments_attributes"] = {"periodicity": every, "total": values["installments"]}
    elif values["repeat"]:
        optional["recurrence_attributes"] = {"periodicity": every}
    return optional


def _defaults(
    values: Mapping[str, Any], payer: Named[int], *, paid: bool, on_card: bool
) -> tuple[Remark, ...]:
    remarks = []
    if values["account"] is None and values["credit_card"] is None:
        remarks.append(Remark("default.account", (("account", payer.name),)))
    if values["paid"] is None:
        asked = "default.on_card" if on_card else "default.paid"
        remarks.append(Remark(asked if paid else "default.unpaid"))
    if values["category"] is None:
        remarks.append(Remark("default.category"))
    return tuple(remarks)


def _makes(values: Mapping[str, Any]) -> tuple[Remark, ...]:
    every = (("every", spoken(PERIODICITIES[values["repeat"] or "monthly"], language())),)
    if values["installments"]:
        return (Remark("makes.installments", (("total", str(values["installments"])), *every)),)
    return (Remark("makes.recurring", every),) if values["repeat"] else ()


def _receipt(created: Transaction, request: Mapping[str, Any]) -> Receipt:
    """Compares what was sent with what the service says it stored."""
    there = transaction(created)
    told = (*differences(request, there), *_parts(created))
    whole = created.total_installments <= 1  # of a part, the amount is another by nature
    names = TELLING if whole else [name for name in TELLING if name != "amount_cents"]
    return Receipt(str(created.id), differences=told, contrary=contrary(request, there, names))


def _parts(created: Transaction) -> tuple[str, ...]:
    """What Organizze made of an amount in installments, which its document does not say beforehand."""
    if created.total_installments <= 1:
        return ()
    amount = figure(from_cents(created.amount_cents))
    return (
        say("stored.installment", part=created.installment, parts=created.total_installments, amount=amount),
    )
