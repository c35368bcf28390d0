"""Killed just before it makes, changes, renames or removes a file: the workbook, its new copy, a lock."""

from __future__ import annotations

from rig import Rig
from scenario import TOUCHED, attempt, random_of, touch


def test_killed_at_a_touch_of_a_file(rig: Rig) -> None:
    """The workbook is whole, old or new, its rows as they were typed; and recovery goes on from there."""
    usual = rig.undisturbed()
    every = range(1, usual["touches"] + 1)
    drawn = random_of(f"{rig.template.name} touch", 0)
    for nth in sorted(drawn.sample(every, min(TOUCHED, len(every)))):
        if case := rig.new(nth):
            assert case.run(rig.server, crash=touch(nth))["died"]
    rig.look()
    for case in rig.cases:
        drawn = random_of(f"{rig.template.name} touch", case.number)
        rig.let_run(case, attempt(drawn, first=False, asked=rig.template.asked, faulty=False), usual)
    rig.look()
    rig.recover()
