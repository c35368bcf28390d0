"""Iziago's client over the cache."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Final, NoReturn, TypeVar

from xl_addin.apis.iziago.caller import Caller, Period
from xl_addin.apis.iziago.client import Iziago
from xl_addin.apis.iziago.models import (
    Balance,
    Draft,
    ForecastStatement,
    ForecastTransaction,
    Model,
    Transaction,
    Transfer,
)
from xl_addin.apis.iziago.profile import Profile
from xl_addin.errors import WrongUse
from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.question import Question
from xl_addin.functions.reads.freshness import LISTS
from xl_addin.functions.reads.monthly import Monthly, Series
from xl_addin.texts import say

M = TypeVar("M", bound=Model)
Live = Callable[[], Iziago]
"""The client that speaks with the service, made when something is asked for the first time."""

DAYS: Final[dict[type[Model], Callable[[Model], date | None]]] = {
    Balance: attrgetter("date"),
    Transaction: attrgetter("booking_date"),
    ForecastStatement: attrgetter("date"),
    ForecastTransaction: attrgetter("booking_date"),
    Transfer: attrgetter("execution_date"),
}
"""Which day a record of a period belongs to; that a service's period goes by the same one is assumed."""
BY_ID: Final = attrgetter("id")
BY_DAY: Final = attrgetter("date", "currency")
KEYS: Final[dict[type[Model], Callable[[Model], Hashable]]] = {
    Balance: BY_DAY,
    Transaction: BY_ID,
    ForecastStatement: BY_DAY,
    ForecastTransaction: BY_ID,
    Transfer: BY_ID,
}
"""What tells records of an account apart."""
MOVING: Final = (Transaction, Transfer)
"""What keeps its id when its day is corrected; forecasts are made anew."""
KINDS: Final[dict[str, type[Model]]] = {
    "statements.balances": Balance,
    "statements.transactions": Transaction,
    "forecasting.statements": ForecastStatement,
    "forecasting.transactions": ForecastTransaction,
}
"""What each account has by months."""


class CachedCaller(Caller):
    """Reads through the cache, and sends nothing."""

    def __init__(
        self, live: Live, cache: Cache, scope: str, profile: Profile, today: Callable[[], date]
    ) -> None:
        self.profile = profile
        self.proven = False
        self._live = live
        self._cache = cache
        self._scope = f"{scope} {profile.fingerprint[:12]}"
        self._monthly = Monthly(cache, self._scope, today)

    def authorize(self) -> None:
        """See `Caller.authorize`."""
        self._live().authorize()

    def listed(
        self, operation: str, kind: type[M], period: Period | None = None, *, telling: str = "", **places: str
    ) -> list[M]:
        """See `Caller.listed`; periods are asked for and kept by months."""
        if period is not None:
            series = self._series(operation, kind, telling, places)
            found = self._monthly.between(series, period.start, period.end)
            return list({getattr(record, "id", index): record for index, record in enumerate(found)}.values())
        _route, path = self._way(operation, places)
        question: Question[list[M]] = Question(self._scope, path, list[kind], LISTS)  # type: ignore[valid-type]
        return self._cache.get(
            question, lambda: self._live().caller.listed(operation, kind, None, telling=telling, **places)
        )

    def ahead(self, operation: str, accounts: Iterable[str], period: Period) -> None:
        """Asks for what several accounts have in a period side by side, so that it is at hand afterwards."""
        kind = KINDS[operation]
        some = [self._series(operation, kind, "", {"account": account}) for account in accounts]
        self._monthly.each(some, period.start, period.end)

    def file(self, operation: str, **places: str) -> bytes:
        """See `Caller.file`."""
        question = self._file_question(operation, places)
        return self._cache.get(question, lambda: self._live().caller.file(operation, **places))

    def files_ahead(self, operation: str, place: str, ids: Iterable[str]) -> None:
        """Asks for several files side by side, so that they are at hand afterwards."""
        by_what = {self._file_question(operation, {place: one}): one for one in ids}

        def fetch(questions: Sequence[Question[bytes]]) -> list[bytes]:
            return [self._live().caller.file(operation, **{place: by_what[one]}) for one in questions]

        self._cache.ask([[question] for question in by_what], fetch)

    def created(self, operation: str, draft: Draft, kind: type[M], **places: str) -> NoReturn:
        """Refuses: see `ReadOnly`."""
        raise WrongUse(say("cells.sends_nothing"))

    def _series(self, operation: str, kind: type[M], telling: str, places: dict[str, str]) -> Series[M]:
        _route, path = self._way(operation, places)
        ask = partial(self._asked, operation, kind, telling, places)
        key = KEYS[kind]
        return Series(
            path,
            list[kind],  # type: ignore[valid-type]
            ask,
            DAYS[kind],
            strays=True,
            halves=kind is Balance,
            id=key if kind in MOVING else None,
            key=key,
        )

    def _asked(
        self, operation: str, kind: type[M], telling: str, places: dict[str, str], start: date, end: date
    ) -> list[M]:
        period = Period(start, end)
        return self._live().caller.listed(operation, kind, period, telling=telling, **places)

    def _file_question(self, operation: str, places: dict[str, str]) -> Question[bytes]:
        _route, path = self._way(operation, places)
        return Question(self._scope, path, bytes, LISTS)


class IziagoReads(Iziago):
    """Iziago's client for cells.

    Attributes:
        cached: What its modules read through.
    """

    def __init__(
        self, live: Live, cache: Cache, scope: str, profile: Profile, today: Callable[[], date]
    ) -> None:
        self.cached = CachedCaller(live, cache, scope, profile, today)
        super().__init__(self.cached)
