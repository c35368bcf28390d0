"""Whether a row is at the host and company of the settings: a rehearsal elsewhere is not the real thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

from xl_addin.connect.party import Party
from xl_addin.functions.books import Books
from xl_addin.journal.operation import Operation, Scope
from xl_addin.schema import SHEETS
from xl_addin.settings import Settings
from xl_addin.targets import Targets
from xl_addin.texts import say


class Here:
    """The hosts and companies of the settings."""

    def __init__(self, settings: Settings) -> None:
        self._targets = Targets(settings)

    def scope(self, operation: Operation) -> Scope:
        """The scope that an operation's row has here; where each row names its company, that stays."""
        scope = operation.scope
        here = self._targets.scope(scope.template, {})
        return replace(here, company=scope.company) if SHEETS[scope.template].company_field else here

    def has(self, operation: Operation) -> bool:
        """Whether an operation is of this host and company."""
        return operation.scope == self.scope(operation)

    def production(self, operation: Operation) -> bool:
        """Whether the host of the settings is the vendor's own."""
        return self._targets.party(operation.scope.template).production


def meant(books: Books, ref: str) -> list[Operation]:
    """The operations of rows with this Ref, Key or operation id; else what an invoice or a record is called.

    What is here goes before all that is elsewhere. Newest last.
    """
    elsewhere: list[Operation] = []
    for named in (books.journal.called, books.journal.with_invoice, partial(_answered, books)):
        found = named(ref)
        if mine := [item for item in found if books.here.has(item)]:
            return mine
        elsewhere = elsewhere or found
    return elsewhere


def _answered(books: Books, name: str) -> list[Operation]:
    """What services gave this Id or number: nobody can tell which is meant."""
    answered = (*books.journal.with_number(name), *books.journal.recorded(name))
    return sorted({item.id: item for item in answered}.values(), key=_planned)


def _planned(operation: Operation) -> datetime:
    assert operation.planned_at is not None, "it was dated when it was written down"
    return operation.planned_at


def only_elsewhere(books: Books, operation: Operation, status: str) -> str:
    """That another host or company has a row, which and since when, and that this one has it not.

    Args:
        books: Whose settings say what is here.
        operation: What another one has.
        status: Its word there.
    """
    moment = operation.changed_at
    assert moment is not None, "it was dated when it entered its state"
    return say(
        "cells.only_elsewhere",
        status=say(f"status.{status}"),
        where=_place(operation.scope, production=books.journal.was_production(operation)),
        day=moment.astimezone().date(),
        here=_place(books.here.scope(operation), production=books.here.production(operation)),
    )


def _place(scope: Scope, *, production: bool) -> str:
    """Such as `TEST 127.0.0.1:4443, ana@example.com`."""
    kind = say("cli.production" if production else "cli.test")
    return f"{kind} {Party(scope.system, scope.host, scope.company, production).who}"
