"""Income, expenses and purchases on cards."""

from __future__ import annotations

from datetime import date

from xl_addin.apis.channel import Channel
from xl_addin.apis.organizze.models import Occurrences, Transaction, TransactionChange, TransactionDraft
from xl_addin.apis.organizze.periods import listed
from xl_addin.http.session import Params

MONTHS_A_PART = 3
ENDLESS = 12_000


class Transactions:
    """List, get, create, update, delete."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def in_one(self, start: date, end: date) -> list[Transaction]:
        """As `list`, in one request, however many months: where few answers are better than short ones."""
        kind = list[Transaction]
        return listed(
            lambda period: self._channel.get("/transactions", kind, period), start, end, months_a_part=ENDLESS
        )

    def list(self, start: date, end: date, *, account_id: int | None = None) -> list[Transaction]:
        """GET /transactions, by date and id.

        Args:
            start: First day wanted.
            end: Last day wanted.
            account_id: Of this bank account only.
        """
        of_account: Params = {} if account_id is None else {"account_id": account_id}

        def ask(period: Params) -> list[Transaction]:
            return self._channel.get("/transactions", list[Transaction], {**period, **of_account})

        return listed(ask, start, end, months_a_part=MONTHS_A_PART)

    def get(self, transaction_id: int) -> Transaction:
        """GET /transactions/{id}."""
        return self._channel.get(f"/transactions/{transaction_id}", Transaction)

    def create(self, draft: TransactionDraft) -> Transaction:
        """POST /transactions."""
        return self._channel.post("/transactions", draft, Transaction)

    def update(self, transaction_id: int, change: TransactionChange) -> Transaction:
        """PUT /transactions/{id}."""
        return self._channel.put(f"/transactions/{transaction_id}", change, Transaction)

    def delete(
        self, transaction_id: int, *, update_future: bool = False, update_all: bool = False
    ) -> Transaction:
        """DELETE /transactions/{id}; answers with what was deleted.

        Args:
            transaction_id: What to delete.
            update_future: The occurrences after it too.
            update_all: All its occurrences, which may change a balance of the past.
        """
        body = Occurrences(update_future=update_future, update_all=update_all)
        several = update_future or update_all
        return self._channel.delete(f"/transactions/{transaction_id}", Transaction, body if several else None)
