"""Money moved between own accounts. Public, though not in the given document."""

from __future__ import annotations

from datetime import date

from xl_addin.apis.channel import Channel
from xl_addin.apis.organizze.models import Transaction, TransferChange, TransferDraft
from xl_addin.apis.organizze.periods import listed
from xl_addin.http.session import Params

MONTHS_A_PART = 3
ENDLESS = 12_000


class Transfers:
    """List, get, create, update, delete. Answers are transactions: the paying half (assumed)."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def in_one(self, start: date, end: date) -> list[Transaction]:
        """As `list`, in one request, however many months: where few answers are better than short ones."""
        kind = list[Transaction]
        return listed(
            lambda period: self._channel.get("/transfers", kind, period), start, end, months_a_part=ENDLESS
        )

    def list(self, start: date, end: date) -> list[Transaction]:
        """GET /transfers, by date and id; paged like transactions (assumed)."""

        def ask(period: Params) -> list[Transaction]:
            return self._channel.get("/transfers", list[Transaction], period)

        return listed(ask, start, end, months_a_part=MONTHS_A_PART)

    def get(self, transfer_id: int) -> Transaction:
        """GET /transfers/{id}."""
        return self._channel.get(f"/transfers/{transfer_id}", Transaction)

    def create(self, draft: TransferDraft) -> Transaction:
        """POST /transfers."""
        return self._channel.post("/transfers", draft, Transaction)

    def update(self, transfer_id: int, change: TransferChange) -> Transaction:
        """PUT /transfers/{id}."""
        return self._channel.put(f"/transfers/{transfer_id}", change, Transaction)

    def delete(self, transfer_id: int) -> Transaction:
        """DELETE /transfers/{id}; answers with what was deleted."""
        return self._channel.delete(f"/transfers/{transfer_id}", Transaction)
