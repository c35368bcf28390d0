"""Bank accounts, savings and cash."""

from __future__ import annotations

from xl_addin.apis.channel import Channel
from xl_addin.apis.organizze.models import Account, AccountChange, AccountDraft


class Accounts:
    """List, get, create, update, delete."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def list(self) -> list[Account]:
        """GET /accounts."""
        return self._channel.get("/accounts", list[Account])

    def get(self, account_id: int) -> Account:
        """GET /accounts/{id}."""
        return self._channel.get(f"/accounts/{account_id}", Account)

    def create(self, draft: AccountDraft) -> Account:
        """POST /accounts."""
        return self._channel.post("/accounts", draft, Account)

    def update(self, account_id: int, change: AccountChange) -> Account:
        """PUT /accounts/{id}."""
        return self._channel.put(f"/accounts/{account_id}", change, Account)

    def delete(self, account_id: int) -> Account:
        """DELETE /accounts/{id}; answers with what was deleted."""
        return self._channel.delete(f"/accounts/{account_id}", Account)
