"""A function with its arguments as text: what a cell's reason is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from itertools import zip_longest
from typing import Any

from xl_addin.functions.broadcast import as_grid, is_single
from xl_addin.functions.coercion import error_in
from xl_addin.functions.function import Argument, Takes
from xl_addin.functions.registry import FUNCTIONS
from xl_addin.workbook.serials import to_datetime

LONGEST = 40
"""Characters of a text that are shown."""

_CALLED = re.compile(r"([A-Z][A-Z0-9_]+)\s*\(")
_QUOTED = re.compile(r'"[^"]*"')
_SHEET = re.compile(r"(?:'[^']*'|[\w.\[\]]+)!")
_BRACKETED = re.compile(r"\[[^]]*\]")
_WORD = re.compile(r"(?<![\w.$])[^\W\d][\w.]*(?![\w.]|\s*[(\[])")
"""What begins like a name, and no bracket follows."""
_REFERENCE = re.compile(r"[A-Za-z]{1,3}[0-9]*")
_CONSTANTS = frozenset({"TRUE", "FALSE"})
_DAYS = (Takes.DAY, Takes.MONTH)


def written(name: str, arguments: Sequence[Any]) -> str:
    """The function with its arguments; of a range the first cell, and how many there are.

    >>> written("ORGANIZZE_BALANCE", ([["Bradesco CC"]], [[46326.0]]))
    'ORGANIZZE_BALANCE("Bradesco CC", 2026-10-31)'
    >>> written("ORGANIZZE_BALANCE", ([["Bradesco CC"], ["Cofre"]], None))
    'ORGANIZZE_BALANCE("Bradesco CC" … (2))'

    Args:
        name: The function's.
        arguments: As Excel passes them.
    """
    given = zip_longest(_declared(name), arguments)  # what is too much is shown too
    shown = [_argument(argument, raw) for argument, raw in given]
    while shown and not shown[-1]:
        shown.pop()
    return f"{name}({', '.join(shown)})"


def ours_in(formula: str) -> Counter[str]:
    """The functions of ours that a formula of Excel's calls, and how often.

    >>> sorted(ours_in('=SUM(ORGANIZZE_NET(A1), ORGANIZZE_NET(A2), IZI_CHARGES ("IZI_INVOICE(1)"))').items())
    [('IZI_CHARGES', 1), ('ORGANIZZE_NET', 2)]

    Args:
        formula: As `Range.Formula` has it.
    """
    called = _CALLED.findall(_QUOTED.sub('""', formula).upper())
    return Counter(name for name in called if name in FUNCTIONS)


def repeats(formula: str) -> bool:
    """Whether a formula may call a function more often than it stands in it.

    >>> repeats("=BYROW(A1:A3,LAMBDA(row,ORGANIZZE_BALANCE(row)))"), repeats("=ORGANIZZE_BALANCE(A1)")
    (True, False)
    """
    return "LAMBDA" in (name.rpartition(".")[2] for name in _CALLED.findall(formula.upper()))


def has_names(formula: str) -> bool:
    """Whether a formula has names that people defined, behind which any formula may stand.

    >>> has_names("=Saldo"), has_names("=SUM(Vendas!A1:$B$2)+Table1[Sum]+TRUE"), has_names("='My sheet'!C3")
    (True, False, False)
    """
    words = _WORD.findall(_BRACKETED.sub("[", _SHEET.sub("", _QUOTED.sub('""', formula))))
    return any(not (_REFERENCE.fullmatch(word) or word.upper() in _CONSTANTS) for word in words)


@cache
def _declared(name: str) -> tuple[Argument, ...]:
    function = FUNCTIONS.get(name)
    return function.all_arguments if function else ()


def _argument(argument: Argument | None, raw: Any) -> str:
    if not isinstance(raw, (list, tuple)):
        return _cell(argument, raw)
    grid = as_grid(raw)
    first = _cell(argument, grid[0][0] if grid[0] else None)
    return first if is_single(grid) else f"{first} … ({sum(map(len, grid))})"


def _cell(argument: Argument | None, raw: Any) -> str:
    if raw is None or raw == "" or raw != raw:
        return ""
    if (error := error_in(raw)) is not None:
        return error.code.text
    if isinstance(raw, str):
        return f'"{raw if len(raw) <= LONGEST else raw[: LONGEST - 1] + "…"}"'
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, date):
        return raw.isoformat()[:10]
    if isinstance(raw, (int, float, Decimal)):
        return _number(argument, raw)
    return f'"{type(raw).__name__}"'


@lru_cache(maxsize=4096)
def _number(argument: Argument | None, raw: float | Decimal) -> str:
    """A day where one is wanted: what a formula makes of days arrives as a number."""
    is_day = argument is not None and argument.takes in _DAYS
    moment = to_datetime(Decimal(raw), date1904=False) if is_day else None
    return str(moment.date()) if moment else f"{raw:.15g}"
