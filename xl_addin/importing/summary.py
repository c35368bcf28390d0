"""What an import came to, in sentences: totals, problems, and the rows that a person must look at."""

from __future__ import annotations

from collections.abc import Iterator

from xl_addin.importing.entry import Book, Status
from xl_addin.importing.outcome import Outcome
from xl_addin.texts import say

Sentence = tuple[Status | None, str]
"""What it is about: rows of a status, or with None a problem."""


def totals(outcome: Outcome) -> list[tuple[Status, str]]:
    """Each status that occurs, with its number of rows."""
    return [(Status(name), f"{say(f'status.{name}')} {count}") for name, count in outcome.totals.items()]


def sentences(outcome: Outcome) -> Iterator[Sentence]:
    """Problems and rows of each workbook, then what concerns them all, then why rows were not sent.

    Why rows were not sent is not said again where it is a problem that was told.
    """
    if not outcome.totals and not outcome.problems and not any(book.all_problems for book in outcome.books):
        yield Status.READY, say("cli.no_rows")
    for book in outcome.books:
        yield from ((None, str(problem)) for problem in book.all_problems)
        yield from _told(book)
    yield from ((None, problem) for problem in outcome.problems)
    told = {problem.text for book in outcome.books for problem in book.all_problems}.union(outcome.problems)
    reasons = dict.fromkeys(
        entry.message for book in outcome.books for entry in book.entries if entry.status is Status.NOT_SENT
    )
    yield from ((Status.NOT_SENT, reason) for reason in reasons if reason and reason not in told)


def _told(book: Book) -> Iterator[Sentence]:
    """What is to be said of rows that are not invalid, equal sentences once; old news stay in the sheet.

    Of a row whose other step is invalid, that one's problems are told.
    """
    rows: dict[tuple[Status, str], list[int]] = {}
    for entry in book.entries:
        quiet = entry.status in (
            None,
            Status.READY,
            Status.INVALID,
            Status.NOT_SENT,
            Status.ALREADY_SENT,
        )
        if entry.message and entry.status and not entry.problems and not quiet:
            rows.setdefault((entry.status, entry.message), []).append(entry.row)
    for (status, message), numbers in rows.items():
        if len(numbers) == 1:
            yield status, str(book.problem(message, row=numbers[0]))
        else:
            yield status, say("cli.several_rows", count=len(numbers), file=book.path.name, message=message)
