"""Each workbook once: one that is named again, by whatever path, is not read again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from xl_addin.importing.entry import Book
from xl_addin.texts import say
from xl_addin.workbook.source import Source


def read_once(sources: Sequence[Source], read: Callable[[Source], Book]) -> list[Book]:
    """The workbooks in the order given; one that came earlier has a problem instead of rows."""
    paths = [source.path for source in sources]
    return [
        _repeated(source) if _is_among(source.path, paths[:number]) else read(source)
        for number, source in enumerate(sources)
    ]


def _repeated(source: Source) -> Book:
    book = Book(source.path)
    book.problems.append(book.problem(say("workbook.twice")))
    return book


def _is_among(path: Path, others: Sequence[Path]) -> bool:
    return any(_is_same(path, other) for other in others)


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:  # a missing one is told when it is read
        return False
