"""The cache: each question is asked once, its answer serves every cell until it is old."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from functools import partial
from math import inf
from secrets import token_bytes
from typing import Any, TypeVar

import msgspec

from xl_addin.functions.cache.answer import Kept, NotYet
from xl_addin.functions.cache.crew import Crew
from xl_addin.functions.cache.memory import Memory
from xl_addin.functions.cache.moves import Moves
from xl_addin.functions.cache.patience import Patience
from xl_addin.functions.cache.question import Along, Fetch, Question
from xl_addin.functions.cache.setbacks import Setbacks
from xl_addin.functions.cache.snapshot import Snapshot
from xl_addin.functions.cache.trace import current
from xl_addin.functions.reasons import reason
from xl_addin.texts import say

T = TypeVar("T")
Flight = Future[dict[str, Kept]]

AT_ONCE = 3
"""Requests to one service side by side: its patience is not ours alone, and long answers take memory."""


def _nothing(_batch: Sequence[Question[Any]]) -> Sequence[Question[Any]]:
    return ()


class Cache:
    """Answers by question. Many threads may use it; a question asked by several is asked once.

    Attributes:
        key: By which logins are told apart, so that a scope holds nothing of their secrets.
    """

    def __init__(
        self,
        patience: Patience,
        snapshot: Snapshot | None = None,
        memory: Memory | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Nothing is asked yet.

        Args:
            patience: How long a calculation waits for answers.
            snapshot: Where answers outlive the program.
            memory: Where answers are at hand.
            clock: Seconds since 1970.
        """
        self.key = snapshot.key if snapshot else token_bytes()
        self._patience = patience
        self._snapshot = snapshot
        self._memory = memory or Memory()
        self._clock = clock
        self._refreshed = float("-inf")
        self._moves = Moves(self._memory, snapshot, clock())
        self._keeping = threading.Lock()
        self._setbacks = Setbacks(clock)
        self._flights: dict[str, Flight] = {}
        self._arrived = 0
        self._lock = threading.Lock()
        self._crews: dict[str, Crew[dict[str, Kept]]] = {}
        self._over = False

    def close(self) -> None:
        """Ends it; what is on its way is not waited for, and who waits for what has not begun is woken."""
        with self._lock:
            self._over = True
            crews = list(self._crews.values())
        for crew in crews:
            crew.close()
        if self._snapshot:
            self._snapshot.close()

    @property
    def pending(self) -> int:
        """How many requests are on their way."""
        with self._lock:
            return len(set(self._flights.values()))

    @property
    def arrived(self) -> int:
        """How many requests have ended, well or badly, since the program began."""
        with self._lock:
            return self._arrived

    @property
    def moved(self) -> int:
        """How often answers were found to be of different moments; see `Moves`."""
        return self._moves.count

    @property
    def now(self) -> float:
        """Seconds since 1970, as ages are counted here."""
        return self._clock()

    @property
    def edition(self) -> tuple[int, float]:
        """Another one when an answer has come, or when everything is to be asked anew."""
        return self._arrived, self._refreshed

    def wait(self) -> bool:
        """Waits for all that is on its way, as long as this calculation may.

        Returns:
            Whether it may wait once more.
        """
        with self._lock:
            flights = set(self._flights.values())
        if flights:
            self._patience.wait(flights)
        return not self._patience.is_used_up

    def refresh(self) -> None:
        """Everything is asked anew when it is next wanted; until it comes, the last answers stay.

        What has not begun is withdrawn: nobody is asked twice for the same because of an impatient person.
        """
        with self._lock:
            self._refreshed = self._clock()
            self._flights.clear()
            self._setbacks.clear()
            crews = list(self._crews.values())
        for crew in crews:
            crew.withdraw()

    def get(self, question: Question[T], fetch: Callable[[], T]) -> T:
        """The answer to one question; see `ask`."""
        return self.ask([[question]], lambda _questions: [fetch()])[0]

    def ask(
        self, batches: Sequence[Sequence[Question[T]]], fetch: Fetch[T], along: Along[T] = _nothing
    ) -> list[T]:
        """The answers to some questions, in order.

        What is known and young enough is taken as it is. The rest is asked, a batch at a time and several
        batches side by side; what does not come in time, or at all, is taken as it was last known.

        Args:
            batches: Questions that one call of `fetch` answers together.
            fetch: Asks the service.
            along: What else may be asked in the same request, when a batch has to be asked.

        Raises:
            NotYet: An answer that was never known is on its way.
            XlAddinError: An answer that was never known did not come.
        """
        self._patience.note()
        try:
            return self._asked(batches, fetch, along)
        finally:
            self._patience.note()

    def _asked(self, batches: Sequence[Sequence[Question[T]]], fetch: Fetch[T], along: Along[T]) -> list[T]:
        questions = [question for batch in batches for question in batch]
        at_hand = self._at_hand(questions)
        if at_hand is not None:
            return at_hand
        arrived: dict[str, Kept] = {}
        again = True
        while again:
            before, since = len(arrived), self._since(questions)
            flights = self._waited_for(batches, fetch, along)
            arrived |= _arrived(flights)
            withdrawn = any(flight.cancelled() for flight in flights)  # by a Refresh
            moved = since != self._since(questions) and len(arrived) > before  # once: ids may mean nothing
            again = (withdrawn or moved) and not (self._over or current().hurried)
        return [self._answer(question, arrived) for question in questions]

    def _since(self, questions: Iterable[Question[T]]) -> set[float]:
        """From which moments answers to some questions may be."""
        return {self._moves.since(question) for question in questions}

    def _waited_for(
        self, batches: Sequence[Sequence[Question[T]]], fetch: Fetch[T], along: Along[T]
    ) -> list[Flight]:
        """The requests that bring what is not known, ended or not."""
        flights = [flight for batch in batches for flight in self._flights_for(batch, fetch, along)]
        if flights and not current().hurried:
            self._patience.wait(flights)
        return flights

    def _at_hand(self, questions: Sequence[Question[T]]) -> list[T] | None:
        """All the answers, when all are in memory and young enough: the way that a full sheet goes."""
        now, values, oldest, until = self._clock(), [], inf, inf
        for question in questions:
            kept = self._memory.get(question.key)
            if kept is None or not kept.fresh(
                question.fresh_for, now, self._refreshed, self._moves.since(question)
            ):
                return None
            oldest = min(oldest, kept.at)
            until = min(until, kept.at + question.fresh_for)
            values.append(kept.value)
        if values:
            current().used(oldest, until)
        return values

    def _flights_for(self, batch: Sequence[Question[T]], fetch: Fetch[T], along: Along[T]) -> set[Flight]:
        """The requests that bring what of a batch is not known, begun here or by somebody else before."""
        batch = [question for question in batch if not self._is_fresh(question)]
        others = [item for item in along(batch) if not self._is_fresh(item)] if batch else []
        with self._lock:  # no disk is read in here: other cells wait
            wanted = [question for question in batch if not self._came(question)]
            flying = set(filter(None, map(self._flying, wanted)))
            fresh = [item for item in wanted if self._may_be_asked(item)]
            if fresh:
                fresh += [item for item in others if not self._came(item) and self._may_be_asked(item)]
                flight = self._crew(fresh[0].scope).submit(partial(self._fetched, fresh, fetch))
                self._flights.update((question.key, flight) for question in fresh)
                flying.add(flight)
        if fresh:
            flight.add_done_callback(self._landed)
        return flying

    def _crew(self, scope: str) -> Crew[dict[str, Kept]]:
        """Who asks the services of a scope."""
        crew = self._crews.get(scope)
        if crew is None:
            crew = self._crews[scope] = Crew(AT_ONCE)
            if self._over:
                crew.close()
        return crew

    def _came(self, question: Question[T]) -> bool:
        """Whether its answer has come just now."""
        return self._is_good(question, self._memory.get(question.key))

    def _may_be_asked(self, question: Question[T]) -> bool:
        """Whether nobody waits for its answer, or was refused it just now."""
        return not (self._flying(question) or self._came(question) or self._failed(question))

    def _flying(self, question: Question[T]) -> Flight | None:
        """The request that is to bring its answer; one that has ended brings none, be it noted or not yet."""
        flight = self._flights.get(question.key)
        return None if flight is None or flight.done() else flight

    def _landed(self, flight: Flight) -> None:
        with self._lock:
            self._flights = {key: other for key, other in self._flights.items() if other is not flight}
            self._arrived += 1

    def _fetched(self, questions: Sequence[Question[T]], fetch: Fetch[T]) -> dict[str, Kept]:
        """Asks, and keeps what comes. Runs in a thread of the crew."""
        at = self._clock()
        failure = self._setbacks.of(questions[0].scope)
        if failure is not None:  # while this waited for its turn
            raise failure.with_traceback(None)
        try:
            answers = fetch(questions)
            kept = {item.key: Kept(value, at) for item, value in zip(questions, answers, strict=True)}
            with self._keeping:
                self._moves.look(questions, answers, at, self._clock())
                self._keep(questions, kept, at)
        except Exception as error:
            for question in questions:
                self._setbacks.put(question.key, question.scope, error, at)
            raise
        return kept

    def _keep(self, questions: Sequence[Question[T]], kept: Mapping[str, Kept], at: float) -> None:
        """Keeps answers, unless later ones have come before them."""
        for question in questions:
            self._setbacks.forget(question.key, question.scope, at)
            before = self._memory.get(question.key)
            if before and at < before.at <= self._clock():
                continue
            data = msgspec.msgpack.encode(kept[question.key].value)
            self._memory.put(question.key, kept[question.key], len(data))
            if self._snapshot:  # one by one: packed they take megabytes
                self._snapshot.put([(question, data)], at, self._clock())

    def _known(self, question: Question[T]) -> Kept | None:
        """The last answer, from memory or from the disk."""
        kept = self._memory.get(question.key)
        if kept is None and self._snapshot:
            kept = self._snapshot.get(question)
            if kept:
                self._memory.put(question.key, kept, len(msgspec.msgpack.encode(kept.value)))
        return kept

    def _is_fresh(self, question: Question[T]) -> bool:
        return self._is_good(question, self._known(question))

    def _is_good(self, question: Question[T], kept: Kept | None) -> bool:
        """Whether an answer can be taken as it is."""
        moved = self._moves.since(question)
        return kept is not None and kept.fresh(question.fresh_for, self._clock(), self._refreshed, moved)

    def _failed(self, question: Question[T]) -> Exception | None:
        return self._setbacks.of(question.key, question.scope)

    def _answer(self, question: Question[T], arrived: Mapping[str, Kept]) -> T:
        kept = arrived.get(question.key) or self._known(question)
        failure = self._failed(question)
        if kept is None:
            if failure is None:
                current().waiting = True
                raise NotYet
            raise failure.with_traceback(None)  # else each cell that raises it makes it longer
        current().used(kept.at, kept.at + question.fresh_for)
        came = question.key in arrived and kept.at >= self._moves.since(question)
        if not came and not self._is_fresh(question):
            current().waiting |= failure is None
            current().outdated(reason(failure) if failure else say("cells.on_its_way"))
        value: T = kept.value
        return value


def _arrived(flights: Iterable[Flight]) -> dict[str, Kept]:
    """What came in time."""
    done = [
        flight for flight in flights if flight.done() and not flight.cancelled() and not flight.exception()
    ]
    return {key: kept for flight in done for key, kept in flight.result().items()}
