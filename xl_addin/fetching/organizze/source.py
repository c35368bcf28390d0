"""What the lists are made from, and how a query is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xl_addin.apis.organizze.client import Organizze
from xl_addin.balances.anchors import Anchors
from xl_addin.connect.party import Party
from xl_addin.errors import WrongUse
from xl_addin.fetching.listing import Column, Kind, Query
from xl_addin.schema.problem import Unfit
from xl_addin.targets.directory import Directory, Named
from xl_addin.targets.organizze import Names
from xl_addin.texts import say
from xl_addin.values.dates import first_of_month, last_of_month

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
    """The record a query names, None when it names none.

    Raises:
        WrongUse: There is no such record, or several; lists the candidates.
    """
    if name is None:
        return None
    try:
        return directory.resolve(name)
    except Unfit as unfit:
        raise WrongUse(say(f"problem.{unfit.reason}", header="--account", **unfit.blanks)) from None


def period(query: Query, today: date) -> tuple[date, date]:
    """First and last day asked for; a missing one makes it whole months up to this one.

    Raises:
        WrongUse: It ends before it starts.
    """
    start = query.start or first_of_month(min(today, query.end or today))
    end = query.end or last_of_month(max(today, start))
    check_order(start, end)
    return start, end


def check_order(start: date, end: date) -> None:
    """Refuses a period that ends before it starts: its empty list would look like an answer.

    Raises:
        WrongUse: It does.
    """
    if end < start:
        raise WrongUse(say("fetch.backwards", start=start, end=end))
