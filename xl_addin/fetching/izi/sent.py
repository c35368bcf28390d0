"""What the journal knows to be with iZi, or to be there perhaps, by the day in La Paz it was sent on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from xl_addin.errors import WrongUse
from xl_addin.fetching.izi.source import Source
from xl_addin.fetching.listing import Query, Word
from xl_addin.fetching.period import period
from xl_addin.journal.operation import Operation
from xl_addin.journal.reading import Reading
from xl_addin.journal.states import State
from xl_addin.schema.problem import Unfit
from xl_addin.settling.advice import named
from xl_addin.targets.issuers import SHOWN
from xl_addin.texts import say
from xl_addin.texts.enumeration import and_more
from xl_addin.values.la_paz import LA_PAZ, day_of

THERE = (State.SENT, State.IN_DOUBT, State.SENDING)
"""What iZi has or may have. Of what was refused or never sent it has nothing."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One operation with the moment that counts for it.

    Attributes:
        operation: As the journal has it.
        moment: When iZi answered; where that is not known, when the sending began. In La Paz's time.
    """

    operation: Operation
    moment: datetime

    @property
    def day(self) -> date:
        """The day in La Paz."""
        return self.moment.date()

    @property
    def time(self) -> str:
        """The time of day in La Paz, such as 23:59."""
        return f"{self.moment:%H:%M}"

    @property
    def status(self) -> Word:
        """The word that the Status column of its row has."""
        return Word("status.sent" if self.operation.state is State.SENT else "status.in_doubt")

    @property
    def in_doubt(self) -> bool:
        """Whether nobody knows if iZi has it."""
        return self.operation.state is State.IN_DOUBT


def operations(source: Source, template: str) -> list[Operation]:
    """All of a template's operations at the host of the settings that iZi has or may have, oldest first."""
    return [
        operation
        for operation in source.journal.in_states(*THERE)
        if operation.scope.template == template and operation.scope.host == source.party.host
    ]


def dated(source: Source, operation: Operation) -> Sent:
    """An operation with its moment in La Paz."""
    return Sent(operation, _moment(source.journal, operation).astimezone(LA_PAZ))


def sent(source: Source, template: str, query: Query) -> list[Sent]:
    """Those of a period and, where the query names one, of one issuer; default: this month.

    Raises:
        WrongUse: The issuer is not known, or the period ends before it starts.
    """
    start, end = period(query, source.today)
    found = operations(source, template)
    nit = None if query.account is None else _nit(source, query.account, found)
    moments = [dated(source, operation) for operation in found if nit in (None, operation.scope.company)]
    return [item for item in moments if start <= item.day <= end]


def doubts(items: Sequence[Sent]) -> list[str]:
    """The note on what is in doubt, where anything is."""
    found = [item.operation for item in items if item.in_doubt]
    return [say("izi_lists.in_doubt", count=len(found), named=named(found[0]))] if found else []


def issuer_of(source: Source, text: str, found: Sequence[Operation]) -> str:
    """The NIT of the issuer that a name or a NIT means; one nobody ever wrote for is a slip of the finger.

    Raises:
        Unfit: It means none, or several.
    """
    nit = source.issuers.resolve(text).nit
    if not source.issuers.is_listed(nit) and all(operation.scope.company != nit for operation in found):
        known = and_more(source.issuers.names(), SHOWN)
        raise Unfit("name_unlike", value=text, known=known) if known else Unfit("none_sent", value=text)
    return nit


def _nit(source: Source, text: str, found: Sequence[Operation]) -> str:
    try:
        return issuer_of(source, text, found)
    except Unfit as unfit:
        raise WrongUse(say(f"problem.{unfit.reason}", header="--account", **unfit.blanks)) from None


def _moment(journal: Reading, operation: Operation) -> datetime:
    """When iZi made it, as nearly as the journal knows.

    What a person settled has the moment of their word as `sent_at`, which may be in another month.
    """
    planned, answered = operation.planned_at, operation.sent_at
    assert planned is not None, "each operation is dated when it is written down"
    if answered and day_of(answered) == day_of(planned):
        return answered
    steps = journal.history(operation.id)
    if answered and any((step.before, step.after) == (State.SENDING, State.SENT) for step in steps):
        return answered
    return next((step.at for step in steps if step.after is State.SENDING), planned)
