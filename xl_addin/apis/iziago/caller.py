"""Carries out one operation of a profile: its request, its pages, its records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from math import inf
from typing import Final, NamedTuple, TypeVar
from urllib.parse import quote

import msgspec

from xl_addin.apis.channel import misfit_of
from xl_addin.apis.iziago.bearer import XML, Bearer
from xl_addin.apis.iziago.days import Days
from xl_addin.apis.iziago.members import MISSING, reached
from xl_addin.apis.iziago.models import Balance, Draft, ForecastStatement, Model
from xl_addin.apis.iziago.paging import Pages, pages
from xl_addin.apis.iziago.profile import Profile, Route
from xl_addin.apis.iziago.reading import Misfit, Reader
from xl_addin.apis.iziago.refusals import MissingScope
from xl_addin.apis.iziago.writing import ours, written
from xl_addin.errors import Invalid, NothingSent, SettingsError, UnreadableAnswer
from xl_addin.http.answer import Answer
from xl_addin.http.session import Params
from xl_addin.texts import say

M = TypeVar("M", bound=Model)

_DECODER: Final = msgspec.json.Decoder(float_hook=Decimal)

DAILY: Final = (Balance, ForecastStatement)
"""Kinds of which an account has one record a day and currency."""
MOST_A_DAY: Final = 100
"""Records of these that an answer may have for each day asked for."""
ALWAYS_TAKEN: Final = 10_000
"""Records of these that it may have for a few days: a service may give other days than were asked for."""


class Period(NamedTuple):
    """A first and a last day."""

    start: date
    end: date


class Caller:
    """Every method raises a `ServiceError`, or a `SettingsError` where the profile has no such operation.

    Attributes:
        profile: What the service calls what.
        proven: Something has been read with the profile, so it fits the service at least there.
    """

    def __init__(self, bearer: Bearer, profile: Profile) -> None:
        self._bearer = bearer
        self.profile = profile
        self.proven = False

    def authorize(self) -> None:
        """Asks for an access token, unless one is at hand."""
        self._bearer.authorize()

    def listed(
        self, operation: str, kind: type[M], period: Period | None = None, *, telling: str = "", **places: str
    ) -> list[M]:
        """Everything of a list, each record once, in the service's order.

        Args:
            operation: Its name, such as "statements.accounts".
            kind: What the list holds.
            period: Asked for, where the operation takes one.
            telling: Our name of a field that must be somewhere in a list that is not empty.
            places: What stands in the path between braces.
        """
        route, path = self._way(operation, places)
        said = f"{route.verb} {path}"
        query = self._query(route, period)

        def ask(page: Params) -> object:
            return self._decoded(self._got(route, path, {**query, **page}), said)

        try:
            given = _bounded(pages(ask, self.profile.paging), _most(kind, period))
            records = self._records(kind, given, telling)
        except Misfit as misfit:
            wrong = str(misfit)
        else:
            self.proven = True
            return records
        raise UnreadableAnswer(f"{said}: {wrong}.", status=200)

    def file(self, operation: str, **places: str) -> bytes:
        """An XML file."""
        route, path = self._way(operation, places)
        answer = self._got(route, path, {}, XML)
        if not answer.body.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
            raise self._unreadable(answer, f"{route.verb} {path}", "the answer: no XML")
        self.proven = True
        return answer.body

    def created(self, operation: str, draft: Draft, kind: type[M], **places: str) -> M:
        """Creates something, once.

        Raises:
            NothingSent: Among others, nothing has been read with this profile yet.
            Invalid: The service names what is wrong; `fields` has our names.
        """
        if not self.proven:
            raise NothingSent(say("iziago.unproven"), hint=say("iziago.unproven_hint"))
        route, path = self._way(operation, places)
        said = f"{route.verb} {path}"
        body = written(self.profile, draft, said)
        answer = self._sent(route, path, body, draft)
        try:
            return Reader(self.profile, kind)(self._decoded(answer, said))
        except Misfit as misfit:
            wrong = str(misfit)
        raise self._unreadable(answer, said, wrong)

    def _way(self, operation: str, places: dict[str, str]) -> tuple[Route, str]:
        """The route, and its path with ids in it."""
        route = self.profile.route(operation)
        if not route.path:
            raise SettingsError(say("iziago.no_operation", operation=operation))
        return route, route.path.format(**{name: quote(value, safe="") for name, value in places.items()})

    def _query(self, route: Route, period: Period | None) -> Params:
        if period is None:
            return {}
        days = Days(self.profile.formats.date)
        return {route.start: days.write(period.start), route.end: days.write(period.end)}

    def _got(self, route: Route, path: str, params: Params, *accept: str) -> Answer:
        try:
            return self._bearer.get(path, params, *accept)
        except MissingScope as refusal:
            failure = refusal.naming(route.scope)
        raise failure

    def _sent(self, route: Route, path: str, body: bytes, draft: Draft) -> Answer:
        try:
            return self._bearer.send(route.verb, path, body)
        except MissingScope as refusal:
            failure = refusal.naming(route.scope)
        except Invalid as refusal:
            fields = refusal.fields.items()
            refusal.fields = {ours(self.profile, draft, theirs): said for theirs, said in fields}
            raise
        raise failure

    def _decoded(self, answer: Answer, said: str) -> object:
        try:
            return _DECODER.decode(answer.body)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            misfit = misfit_of(str(error))
        raise self._unreadable(answer, said, misfit)

    def _records(self, kind: type[M], given: Pages, telling: str) -> list[M]:
        read, records = Reader(self.profile, kind), list[M]()
        theirs = self.profile.fields[read.record].get(telling, "")
        told = not theirs
        for page in given:
            told = told or any(reached(record, theirs) is not MISSING for record in page)
            records += [read(record, f"[{index}]") for index, record in enumerate(page, len(records))]
        if records and not told:
            raise Misfit(f"`{theirs}`: in none of the {len(records)} records")
        return list(_once(records))

    def _unreadable(self, answer: Answer, said: str, wrong: str) -> UnreadableAnswer:
        text = self._bearer.redact(answer.text)
        return UnreadableAnswer(f"{said}: {wrong}.", status=answer.status, answer=text)


def _most(kind: type[Model], period: Period | None) -> float:
    """How many records there can be at most, where what was asked for tells."""
    if period is None or kind not in DAILY:
        return inf
    days = (period.end - period.start).days + 1
    return max(ALWAYS_TAKEN, MOST_A_DAY * days)


def _bounded(given: Pages, most: float) -> Pages:
    """The pages, as long as their records are not too many to be true: such a list has no end."""
    came = 0
    for page in given:
        came += len(page)
        if came > most:
            raise Misfit(f"more than {most} records for so few days")
        yield page


def _once(records: list[M]) -> Iterator[M]:
    """Without those whose id came before, as happens when a record is added while pages are asked for."""
    seen = set[str]()
    for record in records:
        key: str | None = getattr(record, "id", None)
        if key is None or key not in seen:
            yield record
        if key is not None:
            seen.add(key)
