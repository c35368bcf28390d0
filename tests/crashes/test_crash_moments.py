"""Killed from outside at random moments, again and again, the service in order or not."""

from __future__ import annotations

import pytest
from rig import Rig
from scenario import CASES, ONLY, PARTS, attempt, random_of

ATTEMPTS = 3
"""Programs that are killed, or nearly, before somebody recovers in peace."""


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("faulty", [False, True], ids=["calm", "faulty"])
def test_killed_at_any_moment(rig: Rig, faulty: bool, part: int) -> None:
    """Whenever it dies, whatever the service does meanwhile: each row arrives once, and every word is so."""
    usual, asked = rig.undisturbed(), rig.template.asked
    for number in range(1 + part * CASES, 1 + (part + 1) * CASES):
        rig.new(number)
    drawn = {case.number: random_of(f"{rig.template.name} {faulty}", case.number) for case in rig.cases}
    for number in range(ATTEMPTS):
        if number == ATTEMPTS - 1 and asked:
            rig.wait_for_quiet()
        for case in rig.cases:
            drawing = attempt(drawn[case.number], first=not number, asked=asked, faulty=faulty)
            rig.let_run(case, drawing, usual)
        rig.look()
    rig.recover()
    assert rig.deaths or ONLY
