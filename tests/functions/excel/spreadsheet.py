"""Excel as our functions meet it: what cells pass, and what COM lets through to them."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime
from typing import Any

from windows import ExcelRange

from xl_addin.functions.registry import FUNCTIONS

MISSING = -2147352572
"""An argument that was left out."""
NA, VALUE, GETTING_DATA, SPILL = -2146826246, -2146826273, -2146826245, -2146826243
"""Error values as cells pass them."""
ERROR_MARK = "\x01"
SEVERAL_AREAS = -2146826189
"""What VBA passes for a range of several areas."""
LARGEST_INTEGER = 2**31 - 1
LONGEST_TEXT = 32_767

CallUDF = Callable[..., Any]


class Spreadsheet:
    """One sheet.

    Args:
        call_udf: xlwings' own, as VBA calls it.
    """

    def __init__(self, call_udf: CallUDF) -> None:
        self._call = call_udf

    def show(self, name: str, *arguments: Any, at: str = "B2", count: int | None = None) -> Any:
        """What a cell shows, or the cells that spill from it, as rows.

        Args:
            name: The function.
            arguments: As a cell or a constant passes them.
            at: The cell.
            count: How many arguments the function has; those behind the given ones are left out.
        """
        module, total = _declared(name)
        passed = [*arguments, *[MISSING] * ((count or total) - len(arguments))]
        return arrived(self._call(f"udfs.{module}", name, (*passed, address(at))))


def address(cell: str) -> str:
    """A cell's full address."""
    return f"[Book1.xlsx]Sheet1!{cell}"


def cells(*rows: tuple[Any, ...]) -> ExcelRange:
    """A range as Excel passes it."""
    return ExcelRange(rows[0][0] if len(rows) == len(rows[0]) == 1 else rows)


def column(*values: Any) -> ExcelRange:
    """A range one cell wide."""
    return cells(*((value,) for value in values))


def error(code: int) -> str:
    """What our wrapper in VBA turns into an error value."""
    return f"{ERROR_MARK}{code}"


def is_error(cell: object) -> bool:
    """Whether a cell shows an error."""
    return isinstance(cell, str) and cell.startswith(ERROR_MARK)


def arrived(result: Any) -> Any:
    """What reaches the sheet; rows of it as lists.

    Raises:
        TypeError: pywin32 would refuse it, or the cell would not show what was meant.
    """
    if isinstance(result, (list, tuple)):
        rows = [list(row) if isinstance(row, (list, tuple)) else [row] for row in result]
        if result and not isinstance(result[0], (list, tuple)):
            rows = [list(result)]  # CallUDF makes one row a flat list
        return [[_one(cell) for cell in row] for row in rows]
    return _one(result)


def _one(cell: Any) -> Any:
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, str) and len(cell) <= LONGEST_TEXT:
        return cell
    if type(cell) is int and abs(cell) <= LARGEST_INTEGER:
        return cell
    if type(cell) is float and math.isfinite(cell):
        return cell
    if isinstance(cell, datetime) and cell.year >= 1900:
        return cell.replace(tzinfo=None)
    raise TypeError(f"{cell!r} does not survive the way into a cell")


def _declared(name: str) -> tuple[str, int]:
    """The file that has a function, and how many arguments people see."""
    function = FUNCTIONS[name]
    return function.group, len(function.all_arguments)
