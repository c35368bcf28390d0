"""The sums of a preview as a table of texts, for a terminal as for a sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from xl_addin.importing.preview import Preview, Sum
from xl_addin.texts import say
from xl_addin.texts.figures import figure

Columns = Mapping[str, Callable[[Sum], str]]

_SIGNED: Final[Columns] = {
    "cli.rows": lambda total: str(total.count),
    "cli.income": lambda total: figure(total.income),
    "cli.expense": lambda total: figure(total.expense),
    "cli.net": lambda total: figure(total.net),
}
_UNSIGNED: Final[Columns] = {
    "cli.rows": lambda total: str(total.count),
    "cli.amount": lambda total: figure(total.net),
}
_UNCOUNTED: Final[Columns] = {"cli.rows": _UNSIGNED["cli.rows"]}
"""Of rows that are no money."""


def headers(preview: Preview) -> list[str]:
    """What stands above: what the sums are made under, figures, the currency, which needs no name."""
    joined = preview.count != preview.records
    figures = ("cli.records" if joined and key == "cli.rows" else key for key in _columns(preview))
    return [say(f"sums_by.{preview.sums_by}"), *map(say, figures), ""]


def rows(preview: Preview) -> Iterator[list[str]]:
    """A line for each account and currency."""
    for (account, currency), total in preview.sums.items():
        yield [account, *_figures(preview, total), currency]


def totals(preview: Preview) -> Iterator[list[str]]:
    """A line for each currency, where there is more than one line to add up."""
    if len(preview.sums) > 1:
        for currency, total in preview.totals.items():
            yield [say("cli.total"), *_figures(preview, total), currency]


def _columns(preview: Preview) -> Columns:
    return _SIGNED if preview.signed else _UNSIGNED if preview.largest else _UNCOUNTED


def _figures(preview: Preview, total: Sum) -> list[str]:
    return [shown(total) for shown in _columns(preview).values()]
