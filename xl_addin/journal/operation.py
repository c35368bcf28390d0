"""The records of the journal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from xl_addin.errors import ServiceError
from xl_addin.journal.states import State

ANSWER_KEPT = 20_000
"""Characters of an answer that the journal keeps."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Within what a row key is one row: the same key elsewhere is another matter.

    Attributes:
        system: "organizze", "iziago" or "izi".
        host: Host and port of the service, so that a rehearsal never counts as the real thing.
        company: Organizze's e-mail, iZi's issuer, Iziago's label; never a secret, which may be renewed.
        template: The template's name.
    """

    system: str
    host: str
    company: str
    template: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stood when it was planned.

    Attributes:
        guid: The workbook's own identity; empty when the workbook has none.
        path: The workbook's file name, for people.
        sheet: The sheet's name.
        row: The sheet row, counted from 1.
    """

    guid: str
    path: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Operation:
    """One POST, from the wish to the answer.

    Attributes:
        id: Its own name, what `journal resolve` takes.
        key: The row's key.
        content: Hash of what is sent (resolved ids included, the marker left out).
        look: Hash of what makes two rows look alike to a person.
        ref: The row's Ref in the form in which two are compared, empty when it has none.
        typed: Column to the value as it was read from the sheet, as text; tells what changed later.
        request: What is sent, as the target wrote it; JSON-able, without secrets.
        remote_id: What the service calls the record, once it is known.
        number: The number the service gave, if it gives one.
        link: A web address for people, if there is one.
        more: What else the service answered, by result column, such as an invoice's authorization.
        message: The last word on it, for people.
        changed_at: When it entered its state (UTC).
        sent_at: When the service's answer was read (UTC).
    """

    id: str
    scope: Scope
    key: str
    content: str
    look: str
    ref: str
    typed: dict[str, str]
    request: dict[str, Any]
    place: Place
    batch: str
    state: State = State.PLANNED
    remote_id: str = ""
    number: str = ""
    link: str = ""
    more: dict[str, str] = field(default_factory=dict)
    message: str = ""
    planned_at: datetime | None = None
    changed_at: datetime | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """The rows of one workbook sent by one import, what `journal list` shows and undo takes back.

    Attributes:
        id: Its own name.
        run: The run that holds the operating-system lock while it works.
        path: The workbook.
        production: False when the host is not the vendor's own.
        started_at: UTC.
    """

    id: str
    run: str
    path: str
    system: str
    host: str
    company: str
    production: bool
    started_at: datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """What became known with a step; a None leaves what the journal already holds.

    Attributes:
        status: The HTTP status of the answer, None when there was none.
        answer: The answer's body as text, redacted and cut to a sane length.
    """

    message: str | None = None
    remote_id: str | None = None
    number: str | None = None
    link: str | None = None
    more: dict[str, str] | None = None
    sent_at: datetime | None = None
    status: int | None = None
    answer: str = ""

    @classmethod
    def of_error(cls, message: str, error: ServiceError) -> Self:
        """What an answer that is an error tells."""
        return cls(message, status=error.status, answer=error.answer[:ANSWER_KEPT])


@dataclass(frozen=True, slots=True)
class Step:
    """One line of an operation's history.

    Attributes:
        uptime: How long the computer had been running (`records.uptime`) when this journal learnt of it, for
            the clock may be wrong; None where an older version wrote the line.
        boot: Which start that counts from (`boot.boot`); empty where an older version wrote the line.
    """

    operation: str
    at: datetime
    before: State
    after: State
    facts: Facts = field(default_factory=Facts)
    uptime: float | None = field(default=None, compare=False)
    boot: str = field(default="", compare=False)


def halting_step(halted: Operation) -> Step:
    """The line that marks an operation as under way in the journal it came from, as `was_halted` reads it."""
    assert halted.changed_at is not None, "it was dated when it was halted"
    return Step(halted.id, halted.changed_at, halted.state, halted.state, Facts(message=halted.message))


def was_halted(operation: Operation, history: Iterable[Step]) -> bool:
    """Whether it came into its doubt by a merge: the computer it came from may send it yet."""
    return any(
        step.before is step.after is operation.state and step.at == operation.changed_at for step in history
    )
