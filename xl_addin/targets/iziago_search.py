"""Finds a transfer again by its end-to-end id: in the list of transfers, else in their files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from xl_addin.apis.iziago.models import Transfer
from xl_addin.apis.iziago.payments import Payments
from xl_addin.errors import PaymentFileError, ServiceError, UnreadableAnswer
from xl_addin.payment_files.payment import Payment
from xl_addin.payment_files.read import read
from xl_addin.targets.mark import mark
from xl_addin.targets.target import Receipt
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
        self._in_files: dict[str, frozenset[str]] = {}

    def find(self, key: str, request: Mapping[str, Any]) -> Receipt | None:
        """See `Finder.find`. The key is in the end-to-end id, unless the row has one of its own.

        Raises:
            ServiceError: A row's own id is that of another transfer, which somebody else made.
        """
        wanted = request["end_to_end_id"]
        for transfer in self._around(date.fromisoformat(request["execution_date"])):
            if self._is(transfer, wanted, request):
                if wanted != mark(key) and not _is_what_was_sent(transfer, request):
                    raise ServiceError(say("settle.foreign_id", value=wanted, id=transfer.id))
                return self._receipt(transfer, request)
        return None

    def _around(self, day: date) -> list[Transfer]:
        first, last = min(day, self._today) - AROUND, max(day, self._today) + AROUND
        span = first.replace(day=1), last
        if span not in self._listed:
            self._listed[span] = self._payments.transfers(*span)
        return self._listed[span]

    def _is(self, transfer: Transfer, wanted: str, request: Mapping[str, Any]) -> bool:
        if transfer.end_to_end_id:
            return transfer.end_to_end_id.casefold() == wanted.casefold()
        if transfer.amount is not None and transfer.amount != Decimal(request["amount"]):
            return False
        return wanted.casefold() in self._ids_in_file(transfer.id)

    def _ids_in_file(self, transfer_id: str) -> frozenset[str]:
        if transfer_id not in self._in_files:
            payments = _payments_in(self._payments.transfer_file(transfer_id), transfer_id)
            self._in_files[transfer_id] = frozenset(payment.end_to_end_id.casefold() for payment in payments)
        return self._in_files[transfer_id]


def _is_what_was_sent(transfer: Transfer, request: Mapping[str, Any]) -> bool:
    """Amount and both accounts are the row's, as far as the list tells them."""
    same = (
        transfer.amount in (None, Decimal(request["amount"])),
        transfer.debtor_account_id in ("", request["debtor_account_id"]),
        transfer.creditor_account_id in ("", request["creditor_account_id"]),
    )
    return all(same)


def _payments_in(content: bytes, transfer_id: str) -> Sequence[Payment]:
    """The payments of a transfer's file.

    Raises:
        UnreadableAnswer: It cannot be read, so that nobody knows what is in it.
    """
    try:
        return read(content, transfer_id).payments
    except PaymentFileError as error:
        raise UnreadableAnswer(str(error)) from None
