"""Checks rows still to be sent: names become ids, a row's steps hold one another, changes are told."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace

from xl_addin.importing.arrange import same_words
from xl_addin.importing.entry import Book, Entry, Status, line_of
from xl_addin.importing.identify import already_sent, changed
from xl_addin.importing.misread import further_misfits, is_misread
from xl_addin.journal.operation import Operation
from xl_addin.journal.states import State
from xl_addin.schema.fields import NameField
from xl_addin.schema.reading import READINGS
from xl_addin.targets.target import AlreadyThere, Misfits, Request, Resolved, Target
from xl_addin.texts import say
from xl_addin.values.names import plain


def content_of(request: Request) -> str:
    """A hash of all that would be sent."""
    return _hash(json.dumps(request, sort_keys=True, ensure_ascii=True))


def look_of(resolved: Resolved) -> str:
    """A hash of what makes two rows look alike; case, accents and spare spaces do not count."""
    return _hash(json.dumps([plain(part) for part in resolved.look]))


def resolve(book: Book, target: Target) -> None:
    """Makes every open row's names ids; a misfit makes the row invalid.

    Raises:
        ServiceError: The service's lists cannot be fetched.
    """
    target.look_ahead(_sources(book))
    optional = {name: field for name, field in book.fields.items() if not field.required}
    blanks = {name: field.read(None, READINGS["en"]) for name, field in optional.items()}
    for entry in book.entries:
        if entry.open:
            _resolve(book, entry, target_of(entry, target))
        elif is_misread(entry):
            _reject_all(book, entry, further_misfits(entry, target_of(entry, target), blanks))


def _sources(book: Book) -> set[str]:
    """The lists of the service that open rows name something of."""
    rows = [entry.values for entry in book.entries if entry.open]
    fields = {name: field for name, field in book.fields.items() if isinstance(field, NameField)}
    return {field.source for name, field in fields.items() if any(values.get(name) for values in rows)}


def hold_steps(book: Book) -> None:
    """Neither of a row's steps goes where the other one is not in order: half a row is not what was meant."""
    for entry in book.entries:
        first = entry.after
        if first is None:
            continue
        if entry.status is Status.INVALID and first.open:
            first.settle(Status.INVALID, entry.message)
        elif entry.open and first.status is Status.INVALID:
            entry.settle(Status.INVALID, first.message)
        elif entry.open and first.status in (Status.IN_DOUBT, Status.NOT_SENT):
            entry.settle(Status.NOT_SENT, say("message.first_step_missing"))


def _resolve(book: Book, entry: Entry, target: Target) -> None:
    try:
        entry.resolved = target.resolve(entry.values)
        entry.look = look_of(entry.resolved)
        bind(entry, target)
    except Misfits as misfits:
        _reject_all(book, entry, misfits)
    except AlreadyThere as there:
        if entry.operation and entry.operation.state is State.SENT:
            return  # the row was sent as something else: `compare` tells what changed
        if there.refusal and not entry.stranger:
            _reject_all(book, entry, there.refusal)
        else:
            entry.sheet_id = there.remote_id
            entry.settle(Status.ALREADY_SENT, str(there))


def _reject_all(book: Book, entry: Entry, misfits: Misfits) -> None:
    for name, unfit in misfits.misfits:
        header = book.fields[line_of(name)[0]].header
        book.reject(entry, say(f"problem.{unfit.reason}", header=header, **unfit.blanks), name)


def bind(entry: Entry, target: Target) -> bool:
    """Puts the first step's remote id into a second step; False while that is not known."""
    first = entry.after
    if first is None or entry.resolved is None or first.status not in (Status.SENT, Status.ALREADY_SENT):
        return False
    remote_id = (first.operation.remote_id if first.operation else "") or first.sheet_id
    entry.resolved = replace(entry.resolved, request=target.bound(entry.resolved.request, remote_id))
    return True


def target_of(entry: Entry, target: Target) -> Target:
    """Where an entry goes: a row's second step has a target of its own."""
    if entry.after is None:
        return target
    assert target.second is not None
    return target.second


def compare(book: Book) -> None:
    """Rows that were sent and whose text differs: the same after resolving, or changed."""
    for entry in book.entries:
        operation = entry.operation
        if entry.status in (None, Status.INVALID) and operation and operation.state is State.SENT:
            if _is_same(book, entry, operation):
                already_sent(entry, operation)
            else:
                changed(book, entry, operation)


def _is_same(book: Book, entry: Entry, operation: Operation) -> bool:
    """Whether a row that says something else means what was sent."""
    if entry.resolved:
        return _differs_in_words_only(entry, entry.resolved, operation)
    return entry.open and _differs_in_spelling_only(book, entry, operation)


def _differs_in_spelling_only(book: Book, entry: Entry, operation: Operation) -> bool:
    """Names whose case, accents or spaces are others mean the same: so much is known without the service."""
    assert book.sheet is not None
    ours, sent = (_plain_names(book, typed) for typed in (entry.typed, operation.typed))
    return same_words(book.sheet, ours, sent)


def _plain_names(book: Book, typed: Mapping[str, str]) -> dict[str, str]:
    fields = {name: book.fields.get(line_of(name)[0]) for name in typed}
    return {
        name: plain(text) if isinstance(fields[name], NameField) else text for name, text in typed.items()
    }


def _differs_in_words_only(entry: Entry, resolved: Resolved, operation: Operation) -> bool:
    """The same content, and the same Ref: that one stands in no request."""
    same_ref = entry.typed.get("ref", "") == operation.typed.get("ref", "")
    return same_ref and content_of(resolved.request) == operation.content


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
