"""Finds a transfer again by its end-to-end id: in the list of transfers, else in their files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from xl_addin.apis.iziago.models import Transfer
from xl_addin.apis.iziago.payments import Payments
from xl_addin.errors import PaymentFileError, UnreadableAnswer
from xl_addin.payment_files.payment import Payment
from xl_addin.payment_files.read import read
from xl_addin.targets.mark import is_mark, mark
from xl_addin.targets.target import Disputed, Receipt
from xl_addin.texts import say

AROUND = timedelta(days=93)
"""How far on both sides is searched: whether a period is of execution or of creation is assumed."""


class TransferFinder:
    """Asks for the transfers around a row's execution date, once for each month."""

    def __init__(
        self,
        payments: Payments,
        today: date,
        receipt: Callable[[Transfer, Mapping[str, Any]], Receipt],
    ) -> None:
        self._payments = payments
        self._today = today
        self._receipt = receipt
        self._listed: dict[tuple[date, date], list[Transfer]] = {}
        self._in_files: dict[str, Sequence[Payment]] = {}

    def find(self, key: str, request: Mapping[str, Any]) -> Receipt | None:
        """See `Finder.find`. The key is in the end-to-end id, unless the row has one of its own.

        Raises:
            Disputed: A row's own id is that of another transfer, which somebody else made.
        """
        wanted = request["end_to_end_id"]
        called = [item for item in self._listed_around(request) if self._is(item, wanted, request)]
        if wanted == mark(key):
            return self._receipt(called[0], request) if called else None
        ours = next((item for item in called if self._is_what_was_sent(item, request)), None)
        if called and ours is None:
            raise Disputed(say("settle.foreign_id", value=wanted, id=called[0].id))
        return self._receipt(ours, request) if ours else None

    def find_edited(self, key: str, request: Mapping[str, Any]) -> Receipt | None:
        """See `Finder.find_edited`: its end-to-end id may have been another one, or none of its own.

        Raises:
            Disputed: A transfer of that amount between those accounts has an id that somebody chose.
        """
        marked = {**request, "end_to_end_id": mark(key)}
        if found := self.find(key, request) or self.find(key, marked):
            return found
        for transfer in self._listed_around(request):
            if self._may_be(transfer, request):
                value, day = transfer.end_to_end_id or "–", transfer.execution_date or "–"
                raise Disputed(say("settle.maybe_retyped", id=transfer.id, value=value, day=day))
        return None

    def has(self, remote_id: str, request: Mapping[str, Any]) -> bool:
        """See `Finder.has`."""
        return any(transfer.id == remote_id for transfer in self._listed_around(request))

    def _listed_around(self, request: Mapping[str, Any]) -> list[Transfer]:
        return self._around(date.fromisoformat(request["execution_date"]))

    def _around(self, day: date) -> list[Transfer]:
        first, last = min(day, self._today) - AROUND, max(day, self._today) + AROUND
        span = first.replace(day=1), last
        if span not in self._listed:
            self._listed[span] = self._payments.transfers(*span)
        return self._listed[span]

    def _may_be(self, transfer: Transfer, request: Mapping[str, Any]) -> bool:
        """The same amount between the same accounts, under no id that another row's key made."""
        if transfer.amount != Decimal(request["amount"]) or not _has_its_accounts(transfer, request):
            return False
        ids = [transfer.end_to_end_id] if transfer.end_to_end_id else self._ids_in_file(transfer.id)
        return not any(is_mark(name) for name in ids)

    def _is_what_was_sent(self, transfer: Transfer, request: Mapping[str, Any]) -> bool:
        """Amount, day and both accounts are the row's; what the list does not tell, the file does."""
        if not _has_its_accounts(transfer, request):
            return False
        told = transfer.amount, transfer.execution_date
        wanted = Decimal(request["amount"]), date.fromisoformat(request["execution_date"])
        if None not in told:
            return told == wanted
        return any(
            (transfer.amount or payment.amount, transfer.execution_date or payment.execution_date) == wanted
            for payment in self._payments_of(transfer.id)
            if payment.end_to_end_id.casefold() == request["end_to_end_id"].casefold()
        )

    def _is(self, transfer: Transfer, wanted: str, request: Mapping[str, Any]) -> bool:
        if transfer.end_to_end_id:
            return transfer.end_to_end_id.casefold() == wanted.casefold()
        if transfer.amount is not None and transfer.amount != Decimal(request["amount"]):
            return False
        return wanted.casefold() in self._ids_in_file(transfer.id)

    def _ids_in_file(self, transfer_id: str) -> frozenset[str]:
        return frozenset(payment.end_to_end_id.casefold() for payment in self._payments_of(transfer_id))

    def _payments_of(self, transfer_id: str) -> Sequence[Payment]:
        if transfer_id not in self._in_files:
            content = self._payments.transfer_file(transfer_id)
            self._in_files[transfer_id] = _payments_in(content, transfer_id)
        return self._in_files[transfer_id]


def _has_its_accounts(transfer: Transfer, request: Mapping[str, Any]) -> bool:
    """Both accounts are the row's, as far as the list tells them."""
    return transfer.debtor_account_id in ("", request["debtor_account_id"]) and (
        transfer.creditor_account_id in ("", request["creditor_account_id"])
    )


def _payments_in(content: bytes, transfer_id: str) -> Sequence[Payment]:
    """The payments of a transfer's file.

    Raises:
        UnreadableAnswer: It cannot be read, so that nobody knows what is in it.
    """
    try:
        return read(content, transfer_id).payments
    except PaymentFileError as error:
        raise UnreadableAnswer(str(error)) from None
