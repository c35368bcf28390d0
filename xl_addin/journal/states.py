r"""The life of an operation, and which step may follow which.

    PLANNED -> SENDING -> SENT -> UNDOING -> UNDONE
                 |  |  \
                 |  |   REJECTED
                 |  IN_DOUBT -> SENT or NOT_SENT
                 NOT_SENT

SENDING is on disk before the first byte leaves this machine. So after a crash a PLANNED operation
was certainly not sent, a SENDING one may have been. UNDOING is on disk before a deletion leaves; where
that did not come about it goes back to SENT.
"""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where an operation stands."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    REJECTED = "rejected"
    IN_DOUBT = "in_doubt"
    NOT_SENT = "not_sent"
    UNDOING = "undoing"
    UNDONE = "undone"


LIVE = frozenset({State.PLANNED, State.SENDING, State.SENT, State.IN_DOUBT, State.UNDOING})
"""While an operation is in one of these, no other of the same scope and key may exist."""

NEVER_THERE = frozenset({State.NOT_SENT, State.REJECTED})
"""The service never had it."""

FOLLOWING: dict[State, frozenset[State]] = {
    State.PLANNED: frozenset({State.SENDING, State.NOT_SENT}),
    State.SENDING: frozenset({State.SENT, State.REJECTED, State.IN_DOUBT, State.NOT_SENT}),
    State.SENT: frozenset({State.UNDOING}),
    State.REJECTED: frozenset(),
    State.IN_DOUBT: frozenset({State.SENT, State.NOT_SENT}),
    State.NOT_SENT: frozenset(),
    State.UNDOING: frozenset({State.UNDONE, State.SENT}),
    State.UNDONE: frozenset(),
}


def may_follow(before: State, after: State) -> bool:
    """Whether an operation may step from one state to the other."""
    return after in FOLLOWING[before]
