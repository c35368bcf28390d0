"""Organizze's lists of names as they are now: built anew only when the cache has a newer list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from xl_addin.apis.organizze.client import Organizze
from xl_addin.targets.directory import Directory
from xl_addin.targets.organizze import Names, accounts_of, cards_of, categories_of

R = TypeVar("R")


class CurrentNames(Names):
    """Accounts, cards and categories by name, asked for at each use."""

    def __init__(self, client: Organizze) -> None:
        super().__init__(client)
        self._built: dict[str, tuple[object, Directory[int]]] = {}

    @property
    def accounts(self) -> Directory[int]:
        """See `Names`."""
        return self._current("accounts", self._client.accounts.list(), accounts_of)

    @property
    def credit_cards(self) -> Directory[int]:
        """See `Names`."""
        return self._current("credit_cards", self._client.credit_cards.list(), cards_of)

    @property
    def categories(self) -> Directory[int]:
        """See `Names`."""
        return self._current("categories", self._client.categories.list(), categories_of)

    def _current(self, what: str, records: R, build: Callable[[R], Directory[int]]) -> Directory[int]:
        made: tuple[Any, Directory[int]] | None = self._built.get(what)
        if made is None or made[0] is not records:
            made = self._built[what] = (records, build(records))
        return made[1]
