"""docs/functions.md: every function with its arguments, and an example with the result it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from docs.pages.formula import MISSING, Reference, parsed
from docs.pages.household import household, opened
from docs.pages.markdown import table
from xl_addin.fetching.listing import Listing
from xl_addin.functions.books import Books
from xl_addin.functions.cells import for_program
from xl_addin.functions.days import EARLIEST, LATEST
from xl_addin.functions.entry import call
from xl_addin.functions.function import Function
from xl_addin.functions.ledger import sentences
from xl_addin.functions.reads import freshness
from xl_addin.functions.registry import FUNCTIONS
from xl_addin.sections import FunctionSettings

TITLES = {
    "organizze": "Organizze",
    "iziago": "Iziago",
    "izi": "iZi",
    "cash": "Cash over all services",
    "addin": "About rows and cells",
}
WANTED = (
    ("What an account holds today", '=ORGANIZZE_BALANCE("Bradesco CC")'),
    ("What it held on a day", '=ORGANIZZE_BALANCE("Bradesco CC", DATE(2026,10,31))'),
    ("Income less expenses of a month", "=ORGANIZZE_NET(DATE(2026,10,1), DATE(2026,10,31))"),
    ("… of one account", '=ORGANIZZE_NET(DATE(2026,10,1), DATE(2026,10,31), "Bradesco CC")'),
    ("… of one category", '=ORGANIZZE_NET(DATE(2026,10,1), DATE(2026,10,31), , "Fornecedores")'),
    (
        "… of one category, what is paid of it",
        '=SUM(ORGANIZZE_TRANSACTIONS(DATE(2026,10,1), DATE(2026,10,31), , "Fornecedores", , TRUE, "Amount"))',
    ),
    (
        "What is behind such a sum",
        '=ORGANIZZE_TRANSACTIONS(DATE(2026,10,1), DATE(2026,10,31), , "Fornecedores", , TRUE)',
    ),
    ("What all accounts hold, over all services", "=CASH_POSITION()"),
    ("What the next weeks bring", "=CASH_FORECAST()"),
    ("What became of a row that was sent", '=JOURNAL_STATUS("P-9")'),
    ("Why a cell shows what it shows", "=XL_ADDIN_WHY(B2)"),
)
"""What people come for, and the formula for it."""
SUM = "=SUM("
ROWS_SHOWN = 6
ELSEWHERE = "B2"
"""The cell that other examples tell of; it holds the first function's example."""

_HEAD = """\
# Cell functions

Made by `make docs` from the functions' own declarations; do not edit. Every example was calculated with the
sandbox, on 2026-11-21, and shows what came of it. The same is had without Excel by `xl-addin call`, and in
Python by [xl_addin.frames](notebooks.md).
"""
_RULES = """\
## How to write them

- **Arguments** stand in the order given. One in square brackets may be left out; a blank cell counts as
  left out. Where yours is an Excel that parts arguments with a semicolon, write semicolons.
- **Cells instead of constants**: `=ORGANIZZE_BALANCE($A2, B$1)`, with accounts below one another and days
  side by side, is filled down and across like any formula. A whole column at once is
  `=ORGANIZZE_BALANCE(A2:A9, B1)`: one result for each cell. In a function that makes a table,
  a range of names means any of them. A range is one area: `(A2:A4,C2:C4)` is an error.
- **A day** is a date cell, a date that a formula makes (`TODAY()`, `EOMONTH(B1,0)`), Excel's number for it
  (`46356`), or a text: `2026-11-30`, `2026/11/30`, `2026.11.30`; in Portuguese, Spanish and French also
  `30/11/2026`, `30-11-2026`, `30.11.2026`. In English these are understood where they have one reading:
  `03/04/2026` is an error. Words (`30 Nov`) and years of two digits are not understood, nor are days before
  {earliest} or after {latest}: `2026` alone would be a day of 1905. Workbooks that count days from 1904 may
  pass days as well.
- **A month** is any day in it, or a text: `2026-11`, `2026/11`, `11/2026`.
- **A name** is found whatever its case and accents. One that nobody has is `#N/A`, and the reason lists what
  looks like it.
- **A table** spills below and beside its cell, with a header row. `fields` picks columns by header, in the
  order named. In an Excel without spilling, enter the formula over as many cells as you want, with
  Ctrl+Shift+Enter. SUM, COUNT and the like pass over the header. Headers are in your language; `fields` takes
  them in English as well.

## What they show

- **Amounts** are numbers, days are dates, what comes in is above zero, and what goes out below. Ids are
  text: Excel would round them.
- **Errors** are Excel's own, so IFERROR works: `#VALUE!` an argument cannot be understood; `#N/A` there
  is no such name, or the service gave no answer; `#GETTING_DATA` the answer is on its way. An error
  passed in comes out again. `=XL_ADDIN_WHY(cell)` tells the reason. What happens when a service fails
  is on a page of its own: [When a service fails](when-a-service-fails.md).
- **Nothing is ever sent** by a cell function.
- **Waiting**: one calculation of Excel's waits {wait:g} seconds for the services, all cells together;
  what comes later fills in by itself, also where the sheet was renamed meanwhile. `[functions]
  wait = {wait}` in `config.toml` says how long.
- **Answers are kept**: what may change today for {current:.0f} minutes, last month's for {recent:.0f},
  earlier months' for {past:.0f} hours, and those of more than half a year ago for {old:.0f} days; lists of
  names for {lists:.0f} minutes. So an amount of long ago that is corrected in the service is seen days
  later, in today's balance too, or at once after Refresh, which asks anew. Answers are on the disk as
  well, for you alone, so that a workbook opened offline shows the last values, and says how old they are.
- **A day left out** means today. After midnight such cells are calculated anew with the next calculation;
  until then `XL_ADDIN_WHY` says of which day they are. For iZi's functions it is the day, and the midnight,
  of La Paz.
""".format(
    earliest=EARLIEST.year,
    latest=LATEST.year,
    wait=FunctionSettings().wait,
    current=freshness.CURRENT / 60,
    recent=freshness.RECENT / 60,
    past=freshness.PAST / 3600,
    old=freshness.OLD / 86400,
    lists=freshness.LISTS / 60,
)


def page(folder: Path) -> str:
    """The page.

    Args:
        folder: An empty one, for a home that goes away again.
    """
    with household(folder) as env, opened(env) as books:
        first = next(iter(FUNCTIONS.values()))
        books.ledger.put(ELSEWHERE, _outcome(books, first.example), asked=first.example.removeprefix("="))
        parts = [_HEAD, *_wanted(books), "", _RULES, "## All functions\n", _contents()]
        for group, title in TITLES.items():
            parts.append(f"## {title}\n")
            parts += [_section(books, item) for item in FUNCTIONS.values() if item.group == group]
    return "\n".join(parts)


def _wanted(books: Books) -> Iterator[str]:
    """Questions with their formulas, and what those show."""
    rows = [[question, f"`{formula}`", _shown(books, formula)] for question, formula in WANTED]
    yield from table(["you want to know", "formula", "it shows"], rows)


def _shown(books: Books, formula: str) -> str:
    """One value, or that it is a table."""
    if formula.startswith(SUM):
        made = _outcome(books, f"={formula.removeprefix(SUM)[:-1]}").value
        assert isinstance(made, Listing), made
        return str(sum(cell for row in made.rows for cell in row if isinstance(cell, Decimal)))
    value = for_program(_outcome(books, formula))
    return f"a table of {len(value) - 1} rows" if isinstance(value, list) else str(value)


def _contents() -> str:
    links = {group: [_link(item) for item in FUNCTIONS.values() if item.group == group] for group in TITLES}
    return "\n".join(f"- {TITLES[group]}: {', '.join(names)}" for group, names in links.items()) + "\n"


def _link(function: Function) -> str:
    return f"[{function.name}](#{function.name.lower()})"


def _section(books: Books, function: Function) -> str:
    return "\n".join(
        [
            f"### {function.name}",
            "",
            f"`={function.signature}`",
            "",
            function.help,
            "",
            *_arguments(function),
            *_columns(books, function),
            f"Example: `{function.example}`",
            "",
            *_result(books, function),
            "",
        ]
    )


def _arguments(function: Function) -> list[str]:
    rows = [[f"`{argument.name}`", function.help_of(argument)] for argument in function.all_arguments]
    return [*table(["argument", ""], rows), ""] if rows else []


def _columns(books: Books, function: Function) -> list[str]:
    """All the columns that a table may show."""
    if not function.table:
        return []
    name, arguments = parsed(function.example)
    made = call(books, name, [_passed(argument) for argument in arguments[: len(function.arguments)]]).value
    assert isinstance(made, Listing), made
    return [f"Columns: {', '.join(column.header for column in made.columns)}.", ""]


def _result(books: Books, function: Function) -> Iterator[str]:
    outcome = _outcome(books, function.example)
    assert not outcome.errors, [error.reason for error in outcome.errors]
    shown = for_program(outcome)
    if not isinstance(shown, list):
        yield f"Result: **{_text(shown)}**"
    else:
        header, *rows = shown
        yield from table(header, [list(map(_text, row)) for row in rows[:ROWS_SHOWN]])
        if len(rows) > ROWS_SHOWN:
            yield from ("", f"… and {len(rows) - ROWS_SHOWN} rows more.")
    if outcome.notes:
        yield from ("", "`XL_ADDIN_WHY` adds: " + sentences(outcome.notes))


def _outcome(books: Books, formula: str) -> Any:
    name, arguments = parsed(formula)
    return call(books, name, [_passed(argument) for argument in arguments])


def _passed(argument: Any) -> Any:
    if isinstance(argument, Reference):
        return argument.address
    return None if argument == MISSING else argument


_WORDS: Mapping[Any, str] = {True: "TRUE", False: "FALSE", None: ""}


def _text(cell: Any) -> str:
    return _WORDS[cell] if cell is None or isinstance(cell, bool) else str(cell)
