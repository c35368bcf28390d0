"""What is killed: the import, and what settles rows in doubt, as the command line runs them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from xl_addin.importing.options import LookAlikes, Options
from xl_addin.importing.preview import Preview
from xl_addin.importing.run import Run
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.settings import Settings
from xl_addin.settling.progress import Progress
from xl_addin.settling.reconcile import settle_all
from xl_addin.settling.resolve import resolve
from xl_addin.targets import Targets

BELIEVED = 0.2
"""The deadline that the quiet time is made of. Requests have another, which no busy machine reaches."""

Task = Mapping[str, Any]


class Desk:
    """Somebody who says yes."""

    def show(self, preview: Preview) -> None:
        """Looks away."""

    def ask(self, question: str) -> bool:
        """Says yes."""
        return True

    def begin(self, what: str, total: int) -> Progress:
        """A bar that shows nothing."""
        return Progress()

    def end(self) -> None:
        """Nothing to take away."""


def send(task: Task, settings: Settings, journal: Journal) -> dict[str, Any]:
    """`xl-addin import BOOK --yes`; what `--json` would print."""
    options = Options(workers=task["workers"], look_alikes=LookAlikes.REFUSE, deadline=BELIEVED)
    with Targets(settings) as targets:
        outcome = Run(journal, targets, Desk(), options).run([Path(task["path"])])
    return outcome.as_json()


def reconcile(task: Task, settings: Settings, journal: Journal) -> dict[str, Any]:
    """`xl-addin journal reconcile --no-wait`."""
    journal.settle_orphans()
    with Targets(settings) as targets:
        unsettled = journal.in_states(State.IN_DOUBT, State.UNDOING)
        settle_all(journal, unsettled, targets.of_operation, BELIEVED)
    return {}


def resolve_all(task: Task, settings: Settings, journal: Journal) -> dict[str, Any]:
    """`xl-addin journal resolve` for every row in doubt, by what a person saw: sheet row to remote id."""
    journal.settle_orphans()
    for operation in journal.in_states(State.IN_DOUBT):
        resolve(journal, operation.id, sent_as=task["seen"].get(str(operation.place.row)))
    return {}


PROGRAMS: dict[str, Callable[[Task, Settings, Journal], dict[str, Any]]] = {
    "import": send,
    "reconcile": reconcile,
    "resolve": resolve_all,
}
