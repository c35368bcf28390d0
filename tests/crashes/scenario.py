"""What is drawn from the seed: which program runs, how it dies, what the service does meanwhile."""

from __future__ import annotations

import os
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SEED = int(os.environ.get("XL_ADDIN_CRASH_SEED", "5"))
"""Decides everything that is drawn."""
CRASHES = int(os.environ.get("XL_ADDIN_CRASHES", "340"))
"""About so many deaths in all; no fewer than a few hundred."""
ONLY = os.environ.get("XL_ADDIN_CRASH_CASE", "")
"""The number of the one case that is repeated."""

MOST_IN_ONE_TEST = 40
_CASES = max(3, (CRASHES - 300) // 24)
PARTS = -(-_CASES // MOST_IN_ONE_TEST)
"""Tests of random moments for each template, with faults and without."""
CASES = -(-_CASES // PARTS)
"""Cases in each."""
TOUCHED = CRASHES // 64
"""Touches of a file at which each template's import is killed: all there are in a long run."""

FIRST_ENDS = {"planned": 6, "birth": 2, "step": 1, "touch": 1}
LATER_ENDS = {"planned": 2, "birth": 4, "step": 2, "touch": 2}
"""How often which end: at a moment since the plan or the birth, or at a point. Later, less is planned."""
SPARED = 0.3
"""How often nobody dies where the service fails: its failures are lived through too."""
EARLY_STEPS = 6
EARLY_TOUCHES = 40

FAULTS = {
    "drop-before-commit": 0.5,
    "drop-after-commit": 0.5,
    "error-500": 0.5,
    "truncate": 0.5,
    "rate-limit": 0.2,
    "unauthorized": 0.2,
}
"""How often each hits at most."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One program's run.

    Attributes:
        task: What it is and how it dies, for `crash.run`; its moment is a part of the usual duration.
        faults: The service's, by kind with their rates.
    """

    task: Mapping[str, Any]
    faults: Mapping[str, float]


def random_of(test: str, number: int) -> random.Random:
    """What decides about one case, whatever becomes of the others."""
    return random.Random(f"{SEED} {test} {number}")  # noqa: S311 - repeatable on purpose


def attempt(drawn: random.Random, *, first: bool, asked: bool, faulty: bool) -> Attempt:
    """Draws one. The first is an import: there is nothing to settle yet.

    Args:
        drawn: What decides.
        first: It is the case's first.
        asked: The service can be asked what became of a row.
        faulty: The service fails now and then.
    """
    settling = not first and drawn.random() < 0.3
    program = ("reconcile" if asked else "resolve") if settling else "import"
    kinds = drawn.sample(sorted(FAULTS), drawn.randint(1, 3)) if faulty else []
    faults = {kind: FAULTS[kind] * drawn.uniform(0.3, 1) for kind in kinds}
    ends = FIRST_ENDS if first else LATER_ENDS
    [end] = drawn.choices(list(ends), list(ends.values()))
    death = {} if faulty and drawn.random() < SPARED else _death(drawn, end)
    return Attempt({"program": program, "workers": any_workers(drawn), **death}, faults)


def any_workers(drawn: random.Random) -> int:
    """One sender, or several."""
    return drawn.choice((1, 8))


def any_step(drawn: random.Random) -> dict[str, Any]:
    """Death around one of the first steps."""
    return step(drawn.randint(1, EARLY_STEPS), drawn.choice(("before", "after")))


def step(nth: int, when: str) -> dict[str, Any]:
    """Death around a step of the journal."""
    return {"kind": "step", "nth": nth, "when": when}


def touch(nth: int) -> dict[str, Any]:
    """Death just before a touch of a file."""
    return {"kind": "touch", "nth": nth}


def _death(drawn: random.Random, end: str) -> dict[str, Any]:
    if end == "step":
        return {"crash": any_step(drawn)}
    if end == "touch":
        return {"crash": touch(drawn.randint(1, EARLY_TOUCHES))}
    return {"moment": {"since": end, "part": drawn.random()}}
