"""Arguments in the wrong order: which one a value may have been meant for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from xl_addin.functions.excel_error import CellError, ExcelError
from xl_addin.functions.function import FIELDS, Argument, Function, Takes
from xl_addin.texts import say

_NAMES = frozenset({Takes.NAMES, Takes.TEXT})
_DAYS = frozenset({Takes.DAY, Takes.MONTH})


def is_name(cell: Any) -> bool:
    """Whether it can be a name and nothing else."""
    return isinstance(cell, str) and any(map(str.isalpha, cell))


def is_day(cell: Any) -> bool:
    """Whether it can be a day and nothing else."""
    return isinstance(cell, date)


class Misplaced(CellError):
    """A name where a day belongs, or a day where a name does: `#VALUE!`.

    Attributes:
        argument: Where it stands.
    """

    def __init__(self, argument: Argument, reason: str) -> None:
        super().__init__(ExcelError.VALUE, reason)
        self.argument = argument


def pointed(function: Function, error: CellError, raw: Sequence[Any]) -> CellError:
    """The error; of what may stand in the wrong place, it says where the right one is.

    Args:
        function: Which one.
        error: What is wrong with one of its arguments.
        raw: What was passed, one cell an argument: a place where the right thing stands is not pointed to.
    """
    if not isinstance(error, Misplaced):
        return error
    of_day = error.argument.takes in _NAMES
    wanted, right = (_DAYS, is_day) if of_day else (_NAMES, is_name)
    cells = zip(function.all_arguments, raw, strict=False)
    for place, (argument, cell) in enumerate(cells, start=1):
        if argument.takes in wanted and argument is not FIELDS and not right(cell):
            hint = say("cells.elsewhere", argument=argument.name, place=place, signature=function.signature)
            return CellError(error.code, f"{error.reason} {hint}")
    return error
