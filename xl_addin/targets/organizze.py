"""What both Organizze templates share: the lists of names, the mark, and comparing what came back."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from xl_addin.apis.organizze.client import Organizze
from xl_addin.apis.organizze.models import Account, Category, CreditCard
from xl_addin.connect.party import Party
from xl_addin.schema.problem import Unfit
from xl_addin.targets.directory import Directory, Named
from xl_addin.targets.lists import fetch_together
from xl_addin.targets.one_step import OneStep

_MARKS = re.compile(r"\[xl:(\w+)\]")

CURRENCY = "BRL"
"""Organizze knows one currency and names it nowhere in its answers."""


class Names:
    """Accounts, cards and categories, each fetched at its first use and once a run."""

    def __init__(self, client: Organizze) -> None:
        self._client = client

    @cached_property
    def accounts(self) -> Directory[int]:
        """Bank accounts, savings and cash."""
        return accounts_of(self._client.accounts.list())

    @cached_property
    def credit_cards(self) -> Directory[int]:
        """Credit cards."""
        return cards_of(self._client.credit_cards.list())

    @cached_property
    def categories(self) -> Directory[int]:
        """Categories; a child's path is "Parent > Child"."""
        return categories_of(self._client.categories.list())

    def labels(self) -> dict[str, list[str]]:
        """What the template's dropdowns offer, by the source its fields name."""
        sources = ("accounts", "credit_cards", "categories")
        return {source: getattr(self, source).labels() for source in sources}


def accounts_of(records: Iterable[Account]) -> Directory[int]:
    """Accounts by name."""
    return Directory(
        Named(item.id, item.name, archived=item.archived, default=item.default) for item in records
    )


def cards_of(records: Iterable[CreditCard]) -> Directory[int]:
    """Credit cards by name."""
    return Directory(Named(item.id, item.name, archived=item.archived) for item in records)


def categories_of(records: Sequence[Category]) -> Directory[int]:
    """Categories by name, and children by "Parent > Child"."""
    names = {item.id: item.name for item in records}
    paths = {item.id: f"{names[item.parent_id]} > {item.name}" for item in records if item.parent_id in names}
    return Directory(Named(item.id, item.name, path=paths.get(item.id, "")) for item in records)


class OrganizzeTarget(OneStep):
    """What the targets of one Organizze account share.

    Attributes:
        party: Who speaks with whom.
    """

    def __init__(self, client: Organizze, party: Party, names: Names, today: Callable[[], date]) -> None:
        self._client = client
        self._names = names
        self._today = today
        self.party = party

    def look_ahead(self, sources: Collection[str]) -> None:
        """See `Target.look_ahead`."""
        fetch_together(self._names, sources)


def key_of(notes: str | None) -> str:
    """The key of the last mark in a record's notes, wherever people wrote on; empty when there is none."""
    marks = _MARKS.findall(notes or "")
    return marks[-1] if marks else ""


def paid_or_default(values: Mapping[str, Any], today: date) -> bool:
    """Whether the row is paid: a blank means yes, unless its date is in the future."""
    paid: bool | None = values["paid"]
    return values["date"] <= today if paid is None else paid


def lookup(
    directory: Directory[int], text: str | None, field: str, misfits: list[tuple[str, Unfit]]
) -> Named[int] | None:
    """The record a cell names; a misfit is added to the list and None returned when there is none."""
    if text is None:
        return None
    try:
        return directory.resolve(text)
    except Unfit as unfit:
        misfits.append((field, unfit))
        return None
