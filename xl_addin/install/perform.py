"""Does planned changes, in order; what cannot be done is told with what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from xl_addin.errors import WrongUse, XlAddinError
from xl_addin.install.changes import Change
from xl_addin.install.places import Machine
from xl_addin.install.running import excel_runs
from xl_addin.texts import say


def perform(changes: Iterable[Change], machine: Machine, warn: Callable[[str], object]) -> None:
    """Does the changes.

    Args:
        changes: In order.
        machine: The computer.
        warn: Is told what could not be found out beforehand.

    Raises:
        WrongUse: Excel is running, and would undo some of them; nothing was done.
        XlAddinError: One cannot be done; those before it are.
    """
    running = excel_runs(machine)
    if running:
        raise WrongUse(say("install.excel_runs"), hint=say("install.excel_runs_hint"))
    if running is None:
        warn(say("install.runs_unknown"))
    for change in changes:
        try:
            change.make(machine.registry)
        except OSError as error:
            raise XlAddinError(
                say("install.failed", change=change.told, reason=error.strerror or error),
                hint=say("install.failed_hint"),
            ) from None
