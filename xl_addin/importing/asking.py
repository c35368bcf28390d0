"""Texts that a person answers with Yes or No.

The first line is the question, and it is short whatever the names in it are; what it is about stands below.
So it is read first, and a box or a screen that has no room for all of it still has room for the question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from xl_addin.connect.party import Party
from xl_addin.importing.described import described
from xl_addin.importing.entry import Book, Entry
from xl_addin.texts import say
from xl_addin.values.brief import brief

MOST: Final = 12
"""Rows that a question names."""
NAME: Final = 80
"""Characters of a workbook's name."""
WHO: Final = 200
"""Characters of a host and a company."""
WHAT: Final = 60
"""Characters of what a row is."""
PLACE: Final = 160
"""Characters of where something stands."""


def about_alike(alike: Sequence[tuple[Book, Entry]]) -> str:
    """Whether rows go out that look like something sent."""
    lines = [say("question.alike", count=len(alike)), *(_alike(*row) for row in alike[:MOST])]
    if more := len(alike[MOST:]):
        lines.append(say("question.more_rows", count=more))
    return "\n".join(lines)


def about_sending(party: Party, count: int) -> str:
    """The last question: so many rows, to whom."""
    key = "question.send_production" if party.production else "question.send_test"
    return say(key, count=count, who=brief(party.who, WHO))


def about_signs(book: Book) -> str:
    """Whether a workbook without an expense is meant."""
    return say("question.all_positive", workbook=brief(book.path.name, NAME))


def about_groups(key: str, book: Book, groups: Sequence[Sequence[Entry]]) -> str:
    """One question for all groups of equal rows of a workbook.

    Args:
        key: The question.
        book: Where they stand.
        groups: At least one.
    """
    count = sum(map(len, groups))
    asked = say(key, count=count, workbook=brief(book.path.name, NAME))
    rows = "; ".join(_numbers(groups, MOST))
    if count > MOST:
        return f"{asked}\n{say('question.rows_and_more', rows=rows, count=count - MOST)}"
    return f"{asked}\n{say('question.rows', rows=rows)}"


def _numbers(groups: Iterable[Sequence[Entry]], most: int) -> Iterator[str]:
    """Each group's rows, as far as `most` of them reach."""
    for group in groups:
        if most <= 0:
            return
        yield ", ".join(str(entry.row) for entry in islice(group, most))
        most -= len(group)


def _alike(book: Book, entry: Entry) -> str:
    where = f"{brief(book.path.name, NAME)} {entry.row} ({brief(described(entry), WHAT)})"
    return f"{where}: {brief(entry.alike, PLACE)}"
