"""The Python that cells ask, as Excel starts it: xlwings' own server and our entry points, without Excel.

A process of its own, as there. Takes a line of JSON for each call: module, function and arguments.
"""

from __future__ import annotations

import importlib
import json
import sys
from datetime import datetime
from typing import Any

import windows
import xlwings

DAY_ZERO = datetime(1899, 12, 30)


def passed(value: Any) -> Any:
    """Rows of cells as pywin32 passes them."""
    return tuple(map(passed, value)) if isinstance(value, list) else value


def shown(value: Any) -> Any:
    """A result as a cell of LibreOffice takes it: a moment is a number there."""
    if isinstance(value, (list, tuple)):
        return [shown(cell) for cell in value]
    if isinstance(value, datetime):
        return (value.replace(tzinfo=None) - DAY_ZERO).total_seconds() / 86_400
    return value


def main() -> None:
    """Answers until nobody asks any more."""
    with windows.installed():
        serving = importlib.import_module("xlwings.com_server")
        udfs = importlib.import_module("xlwings.udfs")
        xlwings.func, xlwings.arg, xlwings.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret
        xlwings.engines.add(xlwings.Engine(impl=importlib.import_module("xlwings._xlwindows").engine))
        server = serving.XLPython()
        for line in sys.stdin:
            module, name, arguments = json.loads(line)
            print(json.dumps(shown(server.CallUDF(module, name, passed(arguments)))), flush=True)
        serving.loop.close()


if __name__ == "__main__":
    main()
