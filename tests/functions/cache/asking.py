"""A clock that a test sets, and a service whose answers it decides."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.question import Question

START = 1_800_000_000.0
"""Some moment, in seconds since 1970."""


OpenCache = Callable[..., Cache]
"""Opens a cache, as a program does that starts: `snapshot`, `memory` and `wait` may be given."""


class Clock:
    """Seconds since 1970, as far as the test has let them pass."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> float:
        """The moment it is."""
        return self.now


class Service:
    """Answers every question with the same number, or fails; may keep everybody waiting.

    Attributes:
        asked: What each request asked, in the order in which they arrived.
        answer: What it answers.
        failure: What it raises instead.
        open: While it is not set, nobody gets an answer.
    """

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.answer = 1
        self.failure: Exception | None = None
        self.open = threading.Event()
        self.open.set()
        self._arrival = threading.Condition()

    def __call__(self, questions: Sequence[Question[int]]) -> list[int]:
        """One request."""
        with self._arrival:
            self.asked.append([question.what for question in questions])
            self._arrival.notify_all()
        answer, failure = self.answer, self.failure
        assert self.open.wait(60)
        if failure is not None:
            raise failure
        return [answer for _ in questions]

    def wait_for_requests(self, count: int) -> None:
        """Returns once so many requests have arrived."""
        with self._arrival:
            assert self._arrival.wait_for(lambda: len(self.asked) >= count, 60)


def question(what: str = "balance", fresh_for: float = 60.0, scope: str = "bank") -> Question[int]:
    """A question with a number for an answer."""
    return Question(scope, what, int, fresh_for)
