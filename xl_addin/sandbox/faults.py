"""Failures on purpose: which kind, how often, for which calls."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from enum import StrEnum

from xl_addin.errors import WrongUse

SLOW_SECONDS = 5.0


class Kind(StrEnum):
    """What may happen to a call."""

    DROP_BEFORE_COMMIT = "drop-before-commit"
    DROP_AFTER_COMMIT = "drop-after-commit"
    ERROR_500 = "error-500"
    RATE_LIMIT = "rate-limit"
    SLOW = "slow"
    TRUNCATE = "truncate"
    UNAUTHORIZED = "unauthorized"


DROPS = frozenset({Kind.DROP_BEFORE_COMMIT, Kind.DROP_AFTER_COMMIT})
"""The connection closes and nothing was answered."""
STATUSES = {Kind.ERROR_500: 500, Kind.RATE_LIMIT: 429, Kind.UNAUTHORIZED: 401}
"""The call is answered with this status instead of being acted on."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to fail.

    Attributes:
        kind: What happens.
        rate: How often, 0 to 1.
        match: Calls whose "METHOD /path" begins like this; empty means every call.
        seconds: How late a `slow` answer comes.

    Raises:
        ValueError: The kind is unknown, or a value is outside of its range.
    """

    kind: Kind
    rate: float
    match: str = ""
    seconds: float = SLOW_SECONDS

    def __post_init__(self) -> None:
        if not 0 <= self.rate <= 1:
            raise ValueError(f"rate is a number from 0 to 1, not {self.rate}")
        if not 0 <= self.seconds <= 3600:
            raise ValueError(f"seconds is a number from 0 to 3600, not {self.seconds}")
        if not re.fullmatch(r"([A-Z]+( /.*)?)?", self.match):
            raise ValueError(f'match looks like "POST /path", not "{self.match}"')


def parse(text: str) -> Fault:
    """Reads what stands behind `--fault`.

    >>> parse("drop-after-commit:0.2").rate
    0.2

    Raises:
        WrongUse: It is not `KIND:RATE`.
    """
    kind, _, rate = text.partition(":")
    try:
        return Fault(Kind(kind), float(rate))
    except ValueError as error:
        hint = f"Write KIND:RATE with a rate from 0 to 1. Kinds: {', '.join(Kind)}."
        raise WrongUse(f"--fault {text} cannot be used: {error}.", hint=hint) from None


class Faults:
    """The faults in force; which calls they hit is decided by the seed and the order of calls."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._faults: dict[tuple[Kind, str], Fault] = {}
        self._random = random.Random(seed)  # noqa: S311 - repeatable on purpose

    def add(self, fault: Fault) -> None:
        """Puts a fault in force in place of the one with the same kind and match; rate 0 takes it away."""
        self._faults.pop((fault.kind, fault.match), None)
        if fault.rate:
            self._faults[fault.kind, fault.match] = fault

    def clear(self) -> None:
        """Takes all away and begins the seed's sequence again."""
        self._faults.clear()
        self._random.seed(self._seed)

    def strike(self, line: str) -> Fault | None:
        """The fault that hits this call ("METHOD /path"), if one does."""
        for fault in self._faults.values():
            if line.startswith(fault.match) and self._random.random() < fault.rate:
                return fault
        return None
