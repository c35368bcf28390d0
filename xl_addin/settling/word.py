"""What is asked before a person's word about a row in doubt is taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from datetime import timedelta
from typing import Final

from xl_addin.errors import JournalError, ServiceError, SettingsError
from xl_addin.journal.keys import is_second
from xl_addin.journal.operation import Operation
from xl_addin.journal.records import uptime
from xl_addin.journal.states import LIVE, State
from xl_addin.journal.store import Journal
from xl_addin.settling.advice import is_numbered, plain_number
from xl_addin.settling.doubts import numbered
from xl_addin.settling.resolve import ABSENT
from xl_addin.settling.settlement import certain_from
from xl_addin.targets.target import Target
from xl_addin.texts import say

_DIGITS: Final = re.compile("[0-9]+")
_A_WORD: Final = re.compile(r"\S+")
_IDS: Final = {"organizze": _DIGITS, "izi": _DIGITS}
"""What a service's ids look like; what Iziago's look like is documented nowhere."""


def meant(journal: Journal, name: str) -> Operation:
    """The operation in doubt that a person names by its id, or by its row's key.

    Raises:
        JournalError: There is none, or several with that key are in doubt: at two hosts, in two steps.
    """
    return _only(name, journal.named(name), ABSENT, "word.several")


def shown(journal: Journal, name: str) -> Operation:
    """The operation that a person names likewise; of a row's tries the one that a service has or may have.

    Raises:
        JournalError: There is none, or several with that key are there or may be: at two hosts.
    """
    found = journal.named(name)
    firsts = [item for item in found if not is_second(item.key)]
    return _only(name, firsts or found, LIVE, "word.several_there")


def _only(name: str, found: Sequence[Operation], states: Container[State], several: str) -> Operation:
    """The one that is in one of the states; the last of all where none is."""
    meant = [item for item in found if item.state in states]
    if len(meant) > 1:
        told = "; ".join(f"{item.id}: {described(item)}, {item.state}" for item in meant)
        raise JournalError(say(several, key=name, candidates=told), hint=say("word.several_hint"))
    return meant[0] if meant else found[-1]


def described(operation: Operation) -> str:
    """Where it stood and where it went."""
    return f"{operation.place.path} {operation.place.row} ({operation.scope.host})"


def until_certain(journal: Journal, operation: Operation, quiet: timedelta) -> float:
    """Seconds until an absence is one: whoever looks before may miss a request that is still on its way.

    Returns:
        0.0 where nothing of the operation can be on its way any more.
    """
    if operation.state is not State.IN_DOUBT:
        return 0.0
    return max(0.0, certain_from(journal, operation, quiet) - uptime())


def check_record(
    journal: Journal,
    operation: Operation,
    record: str,
    target_of: Callable[[Operation], Target | None],
    *,
    insists: bool,
) -> None:
    """Whether an id can be that of the row's record.

    Args:
        journal: Where another row may have it.
        operation: In doubt.
        record: What the person found.
        target_of: Who is asked about an operation.
        insists: The person knows better than the journal and the service.

    Raises:
        JournalError: It cannot, or that cannot be told.
    """
    if operation.state not in ABSENT:
        return
    if not _IDS.get(operation.scope.system, _A_WORD).fullmatch(record):
        raise JournalError(say("word.no_id", given=record), hint=say("word.no_id_hint"))
    if insists:
        return
    for other in journal.with_record(operation, record):
        if other.state in LIVE:
            told = say("word.anothers", record=record, id=other.id, what=described(other))
            raise JournalError(told, hint=say("word.insist"))
    try:
        there = _is_there(operation, record, target_of(operation))
    except (ServiceError, SettingsError) as error:
        raise JournalError(say("settle.not_listed", reason=error), hint=say("word.insist")) from None
    if not there:
        raise JournalError(say("word.no_record", record=record), hint=say("word.insist"))


def check_number(journal: Journal, operation: Operation, number: str, *, insists: bool) -> None:
    """Whether a number can be that of the row's invoice; other records have none that tells them.

    Raises:
        JournalError: It cannot: it is no number of an invoice, or another row of the series has it.
    """
    if operation.state not in ABSENT:
        return
    if not is_numbered(operation) or not _DIGITS.fullmatch(number):
        raise JournalError(say("word.no_number", given=number), hint=say("word.no_number_hint"))
    rival = None if insists else numbered(journal, operation, plain_number(number))
    if rival:
        told = say("word.anothers_number", record=number, id=rival.id, what=described(rival))
        raise JournalError(told, hint=say("word.insist"))


def _is_there(operation: Operation, record: str, target: Target | None) -> bool:
    """Whether the service has it; where it cannot be asked, the person is believed."""
    finder = target.finder() if target and operation.request else None
    return finder is None or finder.has(record, operation.request)
