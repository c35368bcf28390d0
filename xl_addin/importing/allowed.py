"""What the company's policy allows an import; asked where every import passes, whoever starts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xl_addin.errors import WrongUse
from xl_addin.importing.entry import Book
from xl_addin.importing.options import LookAlikes, Options
from xl_addin.policy import Policy
from xl_addin.texts import say


def within(options: Options, policy: Policy) -> Options:
    """The options as the policy lets them be; a question whose yes it forbids is not asked.

    Raises:
        WrongUse: Somebody chose what the policy forbids.
    """
    if options.partial and not policy.partial:
        raise WrongUse(say("policy.partial", file=policy.file), hint=say("policy.partial_hint"))
    if options.only is not None and not policy.partial:
        raise WrongUse(say("policy.selection", file=policy.file), hint=say("policy.selection_hint"))
    if policy.send_anyway:
        return options
    if options.look_alikes is LookAlikes.SEND:
        raise WrongUse(say("policy.look_alikes", file=policy.file), hint=say("policy.look_alikes_hint"))
    return replace(options, look_alikes=LookAlikes.REFUSE)


def refuse_waivers(book: Book, policy: Policy) -> None:
    """Rows that say `Send anyway` are invalid where the policy forbids it."""
    if policy.send_anyway:
        return
    for entry in book.entries:
        if entry.open and entry.send_anyway:
            book.reject(entry, say("policy.send_anyway"), "send_anyway")


def refuse_too_many(books: Sequence[Book], policy: Policy, *, partial: bool) -> None:
    """More rows than one import may send: none of them goes."""
    ours = [book for book in books if book.may_go(partial=partial)]
    found = sum(len(_rows(book)) for book in ours)
    if policy.rows is None or found <= policy.rows:
        return
    for book in ours:
        book.problems.append(book.problem(say("policy.too_many", count=policy.rows, found=found)))


def _rows(book: Book) -> set[int]:
    """The sheet rows that would be sent; a row of two steps is one row."""
    return {row for entry in book.entries if entry.open for row in entry.all_rows}
