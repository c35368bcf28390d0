"""Own accounts: those that a query means, and what each of them has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from xl_addin.errors import WrongUse
from xl_addin.fetching.several import several
from xl_addin.schema.problem import Unfit
from xl_addin.targets.directory import Directory, Named
from xl_addin.targets.iziago import name_or_iban
from xl_addin.texts import say
from xl_addin.values.iban import compact

BETWEEN = ";"
"""What stands between accounts where a query names several: no name, id or IBAN has it."""


class OwnAccount(Protocol):
    """An account as any module shows it."""

    @property
    def id(self) -> str:
        """Iziago's."""

    @property
    def name(self) -> str:
        """May be blank."""

    @property
    def iban(self) -> str:
        """May be blank."""


A = TypeVar("A", bound=OwnAccount)
R = TypeVar("R")


def chosen(accounts: Iterable[A], text: str | None) -> list[A]:
    """The accounts that a query names by name, id or IBAN, with `;` between several; without a name all.

    Raises:
        WrongUse: There is no such account, or two are called so; lists the candidates.
    """
    by_id = {account.id: account for account in accounts}
    if text is None:
        return list(by_id.values())
    directory = directory_of(by_id.values())
    parts = [text] if directory.has(name_or_iban(text)) else text.split(BETWEEN)
    ids = [_resolved(directory, part.strip()) for part in parts]
    return [by_id[number] for number in dict.fromkeys(ids)]


def directory_of(accounts: Iterable[OwnAccount]) -> Directory[str]:
    """Accounts by name, id or IBAN."""
    return Directory(map(_named, accounts))


def of_each(accounts: Sequence[A], fetch: Callable[[str], list[R]], workers: int) -> list[tuple[A, R]]:
    """What is fetched for each account's id, several accounts at a time; each record with its account."""
    lists = several([account.id for account in accounts], fetch, workers)
    return [(account, record) for account, some in zip(accounts, lists, strict=True) for record in some]


def label(account: OwnAccount) -> str:
    """What people call it."""
    return account.name or account.iban or account.id


def _named(account: OwnAccount) -> Named[str]:
    also = tuple(filter(None, (account.id, account.iban, compact(account.iban))))
    return Named(account.id, label(account), path=account.iban, also=also)


def _resolved(directory: Directory[str], text: str) -> str:
    try:
        return directory.resolve(name_or_iban(text)).id
    except Unfit as unfit:
        raise WrongUse(say(f"problem.{unfit.reason}", header="--account", **unfit.blanks)) from None
