"""Fetch: a list of a service as it is now, in a new sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Final

from xl_addin.connect.logins import KNOWN
from xl_addin.connect.party import Party
from xl_addin.errors import WrongUse
from xl_addin.fetching.listing import Query
from xl_addin.fetching.systems import SYSTEMS
from xl_addin.macros.excel import Excel
from xl_addin.macros.listing_sheet import show
from xl_addin.schema.reading import READINGS
from xl_addin.texts import say
from xl_addin.values import dates

WITHOUT_DAYS: Final = frozenset({"accounts", "categories", "credit_cards", "issuers", "third_parties"})
"""Lists that are the same whatever days are asked for."""
ON_A_DAY: Final = frozenset({"organizze balances"})
"""Lists that show how things stood at the end of a day."""


class Cancelled(Exception):
    """A person cancelled a question, and so the whole."""


def fetch(excel: Excel, detail: str) -> None:
    """Asks for the days where a list has some, fetches it, writes the sheet.

    Args:
        excel: Where the sheet goes.
        detail: The service and its list, such as "organizze card_invoices".
    """
    system, _, what = detail.partition(" ")
    if system not in SYSTEMS or what not in SYSTEMS[system].lists:
        raise WrongUse(say("macros.no_list", what=detail))
    settings = excel.settings
    try:
        query = _asked(excel, detail, what)
    except Cancelled:
        return
    title = say(f"lists.{what}")
    excel.screen.status(say("macros.fetching", list=title))
    with SYSTEMS[system].open(settings) as source:
        listing = SYSTEMS[system].lists[what](source, query)
        told = _told(title, source.party, query)
    excel.screen.status(say("macros.writing", count=len(listing.rows)))
    show(excel, replace(listing, notes=[told, *listing.notes]))


def _told(title: str, party: Party, query: Query) -> str:
    """Of whom the sheet is, of which days as far as some were asked for, and as of when."""
    kind = say("cli.production" if party.production else "cli.test")
    service, moment = KNOWN[party.system].title, f"{datetime.now():%Y-%m-%d %H:%M}"
    whose = say("macros.fetched", list=title, service=service, kind=kind, host=party.host, moment=moment)
    if query.start is None and query.end is None:
        return whose
    start, end = query.start or "…", query.end or "…"
    return f"{whose} {say('macros.fetched_days', start=start, end=end)}"


def _asked(excel: Excel, detail: str, what: str) -> Query:
    if what in WITHOUT_DAYS:
        return Query()
    if detail in ON_A_DAY:
        return Query(end=_day(excel, "macros.ask_day"))
    start = _day(excel, "macros.ask_start")
    return Query(start=start, end=_day(excel, "macros.ask_end"))


def _day(excel: Excel, question: str) -> date | None:
    """A day that a person types; None when they leave it blank.

    Raises:
        Cancelled: They do not want the list any more.
        WrongUse: It is no day.
    """
    given = excel.screen.ask_text(say(question))
    if given is None:
        raise Cancelled
    if not given:
        return None
    try:
        return dates.parse(given, day_first=READINGS[excel.settings.lang].day_first)
    except dates.DateError as error:
        header = say("macros.the_day")
        raise WrongUse(say(f"problem.date_{error.reason}", header=header, value=given)) from None
