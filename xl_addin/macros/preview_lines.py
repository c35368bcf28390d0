"""The preview of an import as lines of a page: everything that a person should see before they say yes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from xl_addin.importing import sums
from xl_addin.importing.preview import Preview
from xl_addin.macros.page import POINT, Line
from xl_addin.texts import say
from xl_addin.texts.figures import figure

PRODUCTION: Final = "#C00000"
TEST: Final = "#1F4E79"
MOST: Final = 12
"""Sums, and notes. So much is seen without scrolling: nobody can scroll behind a question."""


def ground_of(preview: Preview) -> str:
    """Red where it is real money, blue where it is a rehearsal."""
    return PRODUCTION if preview.party.production else TEST


def lines_of(preview: Preview, more: Sequence[str] = ()) -> Iterator[Line]:
    """Who gets it, what is to be known of it, the totals, the sums, the largest rows.

    What must not be overlooked comes first: the end may be below the window.

    Args:
        preview: Of what is about to be sent.
        more: Sentences that come after its own.
    """
    kind = say("cli.production" if preview.party.production else "cli.test")
    span = " – ".join(map(str, preview.days)) if preview.days else ""
    yield [f"{kind} {preview.party.who}"]
    yield [", ".join(f"{name} ({count})" for name, count in preview.workbooks), span]
    yield []
    if notes := [[f"{POINT}{note}"] for note in (*preview.notes, *more)]:
        yield from _some(notes)
        yield []
    yield sums.headers(preview)
    yield from sums.totals(preview)
    yield from _some(list(sums.rows(preview)))
    if preview.largest:
        yield []
        yield [say("cli.largest")]
        for workbook, row, amount, currency, what in preview.largest:
            yield [what, figure(amount), currency, f"{workbook} {row}"]


def _some(lines: Sequence[Line]) -> Iterator[Line]:
    yield from lines[:MOST]
    if more := len(lines[MOST:]):
        yield [say("macros.more_lines", count=more)]
