"""Own accounts of one module, by what people call them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from xl_addin.errors import XlAddinError
from xl_addin.fetching.iziago.own_accounts import OwnAccount, directory_of
from xl_addin.functions.excel_error import CellError, ExcelError
from xl_addin.functions.misnamed import misnamed
from xl_addin.schema.problem import Unfit
from xl_addin.targets.directory import Directory
from xl_addin.targets.iziago import name_or_iban
from xl_addin.texts import say

A = TypeVar("A", bound=OwnAccount)


class Accounts(Generic[A]):
    """A module's accounts as they are now: put in order anew only when the cache has a newer list."""

    def __init__(
        self, module: str, ask: Callable[[], list[A]], beside: Callable[[], Iterable[Accounts[Any]]]
    ) -> None:
        """Nothing is asked yet.

        Args:
            module: Its name.
            ask: Asks for the accounts, through the cache.
            beside: The other modules' accounts.
        """
        self.module = module
        self._ask = ask
        self._beside = beside
        self._made: tuple[list[A], dict[str, A], Directory[str]] | None = None

    def all(self) -> list[A]:
        """Each account, in the service's order."""
        return list(self._current()[0].values())

    def one(self, text: str) -> A:
        """The account with this name, IBAN or id.

        Raises:
            CellError: There is none, or there are several; with the candidates.
        """
        by_id, directory = self._current()
        try:
            return by_id[directory.resolve(name_or_iban(text)).id]
        except Unfit as unfit:
            if others := [item.module for item in self._beside() if item.has(text)]:
                told = say("cells.not_in_module", value=text, module=self.module, others=", ".join(others))
                raise CellError(ExcelError.NA, told) from None
            raise misnamed("account", unfit) from None

    def has(self, text: str) -> bool:
        """Whether the module is known to have an account that is called so."""
        try:
            return self._current()[1].has(name_or_iban(text))
        except XlAddinError:  # it is asked only to say more about a name that another module has not
            return False

    def some(self, names: Sequence[str] | None) -> list[A]:
        """The accounts named, each once; all of them where none is named. Raises like `one`."""
        if names is None:
            return self.all()
        found = [self.one(name) for name in names]
        return list({account.id: account for account in found}.values())

    def _current(self) -> tuple[dict[str, A], Directory[str]]:
        records = self._ask()
        if self._made is None or self._made[0] is not records:
            by_id = {account.id: account for account in records}
            self._made = (records, by_id, directory_of(by_id.values()))
        return self._made[1:]
