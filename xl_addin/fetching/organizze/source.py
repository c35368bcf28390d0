"""What the lists are made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from xl_addin.apis.organizze.client import Organizze
from xl_addin.balances.anchors import Anchors
from xl_addin.connect.party import Party
from xl_addin.errors import WrongUse
from xl_addin.fetching.listing import Column, Kind
from xl_addin.schema.problem import Unfit
from xl_addin.targets.directory import Directory, Named
from xl_addin.targets.organizze import Names
from xl_addin.texts import say

T = TypeVar("T")

ID = Column("Id", Kind.IDENTIFIER, 14)


@dataclass(frozen=True, slots=True)
class Source:
    """What the lists are made from.

    Attributes:
        client: Asks the service.
        names: Its accounts, cards and categories.
        party: Who asks.
        anchors: Known balances.
        today: The day that defaults start from.
    """

    client: Organizze
    names: Names
    party: Party
    anchors: Anchors
    today: date


def named(directory: Directory[int], name: str | None) -> Named[int] | None:
    """The record a query names, an archived one too; None when it names none.

    Raises:
        WrongUse: There is no such record, or several; lists the candidates.
    """
    return None if name is None else meant(partial(directory.resolve, archived=True), name)


def meant(resolve: Callable[[str], T], name: str) -> T:
    """What a query's name means.

    Raises:
        WrongUse: As `named`.
    """
    try:
        return resolve(name)
    except Unfit as unfit:
        raise WrongUse(say(f"problem.{unfit.reason}", header="--account", **unfit.blanks)) from None
