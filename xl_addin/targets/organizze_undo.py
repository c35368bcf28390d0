"""Takes transactions and transfers back that are in Organizze as they were sent (ADR 11)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from xl_addin.apis.organizze.client import Organizze
from xl_addin.apis.organizze.models import Transaction
from xl_addin.errors import NotFound
from xl_addin.targets.mark import mark
from xl_addin.targets.organizze_series import days_of
from xl_addin.targets.organizze_stored import around, differing, transaction, transfer
from xl_addin.targets.target import Request, Standing
from xl_addin.texts import say

PAYERS = ("account_id", "credit_card_id")
"""A transaction has one of them: what was on a card and is now in an account has none of the first kind."""
TOLD = 3
"""So many changes of a series are told."""


class TransactionUndoer:
    """Of a series all parts together, and only when each of them can be seen and is as it was made."""

    def __init__(self, client: Organizze, today: date) -> None:
        self._client = client
        self._today = today

    def look(self, remote_id: str, key: str, request: Request) -> Standing:
        """See `Undoer.look`."""
        days = days_of(request, self._today)
        record = asked(self._client.transactions.get, remote_id)
        if record is None:
            return _absent(self._client, remote_id, key, days)
        if not _is_series(request):
            return Standing(True, _changes(record, key, request))
        listed = self._client.transactions.list(days[0], days[-1])
        parts = sorted(
            (item for item in listed if _has_mark(item, key)), key=lambda item: (item.date, item.id)
        )
        return Standing(True, _series_changes(record, parts, key, request, days), len(parts))

    def take_back(self, remote_id: str, request: Request) -> None:
        """See `Undoer.take_back`."""
        self._client.transactions.delete(int(remote_id), update_all=_is_series(request))


class TransferUndoer:
    """Both sides of a transfer go together."""

    def __init__(self, client: Organizze) -> None:
        self._client = client

    def look(self, remote_id: str, key: str, request: Request) -> Standing:
        """See `Undoer.look`."""
        record = asked(self._client.transfers.get, remote_id)
        if record is None:
            return _absent(self._client, remote_id, key, days_of(request, date.min))
        told = (*_otherwise(request, transfer(record)), *_touched(record, key))
        return Standing(True, (*told, say("now.notes")) if record.notes else told)

    def take_back(self, remote_id: str, request: Request) -> None:
        """See `Undoer.take_back`."""
        self._client.transfers.delete(int(remote_id))


def asked(get: Callable[[int], Transaction], remote_id: str) -> Transaction | None:
    """The record of that id, or None where there is none."""
    try:
        return get(int(remote_id)) if remote_id.isascii() and remote_id.isdigit() else None
    except NotFound:
        return None


def _absent(client: Organizze, remote_id: str, key: str, days: Sequence[date]) -> Standing:
    """There is no record of that id; a complete listing tells whether anything of it is left."""
    start, end = around(days[0])[0], around(days[-1])[1]
    left = [
        item
        for item in client.transactions.list(start, end)
        if str(item.id) == remote_id or _has_mark(item, key)
    ]
    if not left:
        return Standing(False)
    return Standing(True, (say("undo.another", id=remote_id, other=left[0].id),), len(left))


def _is_series(request: Mapping[str, Any]) -> bool:
    return "installments_attributes" in request or "recurrence_attributes" in request


def _has_mark(record: Transaction, key: str) -> bool:
    """Whether the mark is anywhere in the record: of what may be ours, too much is better than too little."""
    tags = {tag.name for tag in record.tags or ()}
    return f"[{mark(key)}]" in (record.notes or "") or mark(key) in tags


def _changes(record: Transaction, key: str, request: Mapping[str, Any]) -> tuple[str, ...]:
    linked = record.oposite_transaction_id or record.paid_credit_card_invoice_id
    there = transaction(record)
    elsewhere = [name for name in PAYERS if name in request and there[name] is None]
    told = (
        *_otherwise(request, there),
        *(say(f"now.{name}") for name in elsewhere),
        *_touched(record, key),
    )
    return (*told, say("undo.linked")) if linked else told


def _otherwise(request: Mapping[str, Any], there: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(
        say(f"now.{name}", sent=sent, stored=stored) for name, sent, stored in differing(request, there)
    )


def _touched(record: Transaction, key: str) -> tuple[str, ...]:
    """That its mark is gone, or that somebody attached something to it."""
    told = () if _has_mark(record, key) else (say("undo.mark_gone"),)
    return (*told, say("undo.attachments")) if record.attachments_count else told


def _series_changes(
    record: Transaction, parts: Sequence[Transaction], key: str, request: Request, days: Sequence[date]
) -> tuple[str, ...]:
    """Whether all parts are there, on their days, unpaid but for the first one, and nothing else was done."""
    endless = "recurrence_attributes" in request
    complete = len(parts) <= len(days) if endless else len(parts) == len(days)
    if not parts or parts[0].id != record.id or not complete:
        total = "" if endless else f"/{len(days)}"
        return (say("undo.parts", found=f"{len(parts)}{total}"),)
    amounts = [part.amount_cents for part in parts]
    sent = request["amount_cents"]
    whole = (
        not endless and sum(amounts) == sent
    )  # an installment may be a part of the amount sent, or all of it
    told = []
    for number, (part, day) in enumerate(zip(parts, days, strict=False)):
        expected = {**request, "date": day.isoformat(), "paid": request["paid"] and number == 0}
        if whole:
            expected["amount_cents"] = part.amount_cents
        told += [say("undo.part", number=number + 1, what=what) for what in _changes(part, key, expected)]
    return tuple(told[:TOLD])
