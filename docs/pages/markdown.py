"""Tables of Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table.

    >>> list(table(["a", "b"], [["1", ""]]))
    ['| a | b |', '| --- | --- |', '| 1 |  |']
    """
    yield _line(headers)
    yield _line(["---"] * len(headers))
    yield from map(_line, rows)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
