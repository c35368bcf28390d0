"""Runs the sides of a comparison by turns, so that a noisy minute falls on all of them."""

from __future__ import annotations

import gc
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

SECONDS, PROCESSOR, SENDING = "seconds", "processor time", "of it sending"
"""Names of what is measured."""

Measured = Mapping[str, float]
"""What one run of a side gave, by name: seconds, or memory."""
Rounds = Mapping[str, Sequence[float]]
"""The same over all rounds, in their order."""


def alternate(rounds: int, sides: Mapping[str, Callable[[], Measured]]) -> Mapping[str, Rounds]:
    """Runs each side once a round; every second round goes the other way round.

    Returns:
        By side, what it measured.
    """
    measured: dict[str, dict[str, list[float]]] = {name: defaultdict(list) for name in sides}
    for number in range(rounds):
        for side in list(sides)[:: 1 if number % 2 == 0 else -1]:
            gc.collect()
            for what, value in sides[side]().items():
                measured[side][what].append(value)
    return {name: dict(rounds_of) for name, rounds_of in measured.items()}


def timed(work: Callable[[], object]) -> Measured:
    """Does the work; the seconds it takes, and those that this process's processor works on it."""
    start, worked = time.perf_counter(), time.process_time()
    work()
    return {SECONDS: time.perf_counter() - start, PROCESSOR: time.process_time() - worked}
