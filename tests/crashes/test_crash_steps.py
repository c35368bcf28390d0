"""Killed before and after each step of its journal; and more than once in the recovery."""

from __future__ import annotations

import pytest
from rig import Rig
from scenario import any_step, any_workers, random_of, step

RECOVERIES = 1
"""Imports that are to settle what happened, and may die of it."""


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_around_each_step(rig: Rig, when: str) -> None:
    """Wherever it dies, and dies again while recovering: each row arrives once, and every word is so."""
    usual = rig.undisturbed()
    assert rig.model
    assert usual["steps"] == rig.model.transitions(), "the journal makes steps that are not seen here"
    senders = random_of(f"{rig.template.name} {when}", 0)
    for nth in range(1, usual["steps"] + 1):
        if case := rig.new(nth):
            assert case.run(rig.server, workers=any_workers(senders), crash=step(nth, when))["died"]
    rig.look()
    for case in rig.cases:
        drawn = random_of(f"{rig.template.name} {when}", case.number)
        for _ in range(RECOVERIES):
            case.run(rig.server, workers=any_workers(drawn), crash=any_step(drawn))
    rig.look()
    rig.recover()
