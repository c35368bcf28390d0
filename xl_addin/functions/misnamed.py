"""A name that nobody has, or that several have, as a cell shows it."""

from __future__ import annotations

from xl_addin.functions.excel_error import CellError, ExcelError
from xl_addin.schema.problem import Unfit
from xl_addin.texts import say


def misnamed(argument: str, unfit: Unfit) -> CellError:
    """`#N/A`, with the argument that holds the name and the names that it might be."""
    return CellError(ExcelError.NA, say(f"problem.{unfit.reason}", **{"header": argument, **unfit.blanks}))
