"""Faults that the sandbox makes on demand, decided by a seeded chance."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What goes wrong; pinned in the design, section 4."""

    DROP_BEFORE = "drop-before-commit"
    DROP_AFTER = "drop-after-commit"
    ERROR = "error-500"
    RATE_LIMIT = "rate-limit"
    SLOW = "slow"
    TRUNCATE = "truncate"
    UNAUTHORIZED = "unauthorized"


RETRY_AFTER = 1
"""Seconds that a rate limit asks to wait."""
SLOWNESS = 5.0
"""Seconds that a slow answer takes, unless the fault says otherwise."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault to make.

    Attributes:
        kind: What goes wrong.
        rate: How often, from 0 (never: removes it) to 1.
        match: The beginning of "METHOD path"; blank is every call.
        seconds: How long a slow answer takes.
    """

    kind: Kind
    rate: float
    match: str = ""
    seconds: float = SLOWNESS


class Faults:
    """The faults in force. The same seed and calls make the same faults."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._faults: dict[tuple[Kind, str], Fault] = {}
        self.clear()

    def clear(self) -> None:
        """No faults, and chance from its beginning."""
        self._faults.clear()
        self._chance = random.Random(self._seed)  # noqa: S311 - repeatable on purpose

    def put(self, fault: Fault) -> None:
        """Sets a fault in place of the one of its kind and match; rate 0 removes it."""
        self._faults.pop((fault.kind, fault.match), None)
        if fault.rate > 0:
            self._faults[fault.kind, fault.match] = fault

    def draw(self, method: str, path: str) -> Fault | None:
        """The fault that hits this call, if one does."""
        for fault in self._faults.values():
            if f"{method} {path}".startswith(fault.match) and self._chance.random() < fault.rate:
                return fault
        return None


def parse(text: str) -> Fault:
    """A fault from the command line's KIND:RATE.

    Raises:
        ValueError: It is none; the text says what is wrong.
    """
    kind, _, rate = text.partition(":")
    if kind not in list(Kind):
        raise ValueError(f"{kind} is no fault. Known are: {', '.join(Kind)}.")
    return checked(Kind(kind), rate or "1")


def checked(kind: str, rate: object, match: object = "", seconds: object = SLOWNESS) -> Fault:
    """A fault from values that came from outside.

    Raises:
        ValueError: One of them makes no sense.
    """
    number = float(str(rate))
    if not 0 <= number <= 1:
        raise ValueError("the rate is not between 0 and 1")
    return Fault(Kind(kind), number, str(match or ""), float(str(seconds)))
