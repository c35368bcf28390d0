"""An undo as the command line does it, without a terminal."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from doubts import TRANSACTIONS, TRANSFERS, Doubts

from xl_addin.journal.operation import Operation
from xl_addin.settling.progress import Progress
from xl_addin.settling.prospects import Prospect, survey
from xl_addin.settling.reconcile import settle_all
from xl_addin.settling.settlement import Settlement, quiet_of
from xl_addin.settling.undo import Undo

DEADLINE = 0.1
"""Seconds, so that the quiet time is over soon: the tests wait it out."""
AN_HOUR = timedelta(hours=1)

MOVE = {"amount": Decimal("5.00"), "from_account": "#3", "to_account": "#4", "tags": ("cofre",)}
ROWS: dict[str, tuple[str, dict[str, Any]]] = {
    "transaction": (TRANSACTIONS, {}),
    "without notes": (TRANSACTIONS, {"notes": None}),
    "unpaid": (TRANSACTIONS, {"paid": False}),
    "on a card": (TRANSACTIONS, {"credit_card": "#31"}),
    "in installments": (TRANSACTIONS, {"installments": 3, "date": date(2026, 10, 31)}),
    "in installments on a card": (TRANSACTIONS, {"installments": 4, "credit_card": "#32"}),
    "in one installment": (TRANSACTIONS, {"installments": 1}),
    "every week": (TRANSACTIONS, {"repeat": "weekly"}),
    "every year": (TRANSACTIONS, {"repeat": "yearly"}),
    "transfer": (TRANSFERS, {"date": date(2026, 10, 2), **MOVE}),
}
"""A template and the values of a row."""


def surveyed(doubts: Doubts, *operations: Operation) -> list[Prospect]:
    """What a person is shown."""
    quiet = quiet_of(DEADLINE)
    target_of = doubts.targets_of
    return survey(doubts.journal, operations, target_of, quiet, 2, lambda: None)


def undo(
    doubts: Doubts, *operations: Operation, watch: Progress | None = None, quiet: timedelta = AN_HOUR
) -> list[Settlement]:
    """Shows, gets a yes, and deletes."""
    with doubts.journal.runs.undoing():
        return delete(doubts, surveyed(doubts, *operations), watch, quiet)


def delete(
    doubts: Doubts,
    prospects: Sequence[Prospect],
    watch: Progress | None = None,
    quiet: timedelta = AN_HOUR,
) -> list[Settlement]:
    """What follows the yes."""
    done, interrupted = Undo(doubts.journal, quiet, watch or Progress()).take_back(prospects, 2)
    assert not interrupted
    return done


def reconcile(doubts: Doubts, *operations: Operation, deadline: float = DEADLINE) -> list[Settlement]:
    """Asks about operations as `journal reconcile` does."""
    current = [doubts.journal.get(operation.id) for operation in operations]
    return settle_all(doubts.journal, current, doubts.targets_of, deadline)


def wait_for_quiet() -> None:
    """Returns when no deletion that began before now can be on its way any more."""
    time.sleep(quiet_of(DEADLINE).total_seconds() + 0.05)
