"""All doubts at once, and a wait for those that are not certain yet."""

from __future__ import annotations

import time

from doubts import Doubts

from xl_addin.journal.states import State
from xl_addin.settling.patience import settle

DEADLINE = 0.1
"""Seconds, so that the quiet time is over soon: the test waits it out."""


def test_what_is_certain_at_once_and_what_is_waited_for(doubts: Doubts) -> None:
    """A row that arrived is settled at once; one that did not, once the quiet time has passed."""
    arrived, absent = doubts.doubtful(arrived=True), doubts.doubtful(arrived=False)
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        time.sleep(seconds)

    found = {
        item.operation.id: item.state for item in settle(doubts.journal, doubts.targets_of, DEADLINE, pause)
    }
    assert found == {arrived.id: State.SENT, absent.id: State.NOT_SENT}
    assert len(pauses) <= 1
    assert (doubts.state(arrived), doubts.state(absent)) == (State.SENT, State.NOT_SENT)


def test_who_does_not_wait_leaves_the_doubt(doubts: Doubts) -> None:
    """Without a wait nothing is called absent that may still be on its way."""
    absent = doubts.doubtful(arrived=False)
    [found] = settle(doubts.journal, doubts.targets_of, 3600.0, None)
    assert (found.state, doubts.state(absent)) == (State.IN_DOUBT, State.IN_DOUBT)
    assert found.again_at is not None


def test_nothing_in_doubt_asks_nobody(doubts: Doubts) -> None:
    """Where all is settled nothing is asked and nothing is waited for."""
    assert settle(doubts.journal, doubts.targets_of, DEADLINE, time.sleep) == []
