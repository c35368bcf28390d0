"""Nobody sends unseen: an Excel that is gone or busy for long ends the sending, and so does Esc meanwhile."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from functions.excel.windows import installed

from xl_addin.macros.watchman import Watchman
from xl_addin.workbook.live.once import EDITING, FAILED, MODULE, PATIENCE, REJECTED, asked_once, is_busy


@pytest.fixture
def on_windows() -> Iterator[Any]:
    """Xlwings' own code for Windows."""
    with installed():
        yield importlib.import_module(MODULE)
    sys.modules.pop(MODULE, None)


def rejection(on_windows: Any, number: int = REJECTED, details: Any = None) -> Exception:
    """What pywin32 raises."""
    error = on_windows.pywintypes.com_error(number, "Call was rejected by callee.", details, None)
    error.hresult, error.excepinfo = number, details
    return error


class Busy:
    """Excel's own object; every call is rejected while `error` is set."""

    def __init__(self, error: Exception) -> None:
        vars(self).update(error=error, asked=0)

    def __setattr__(self, name: str, value: object) -> None:
        vars(self)["asked"] += 1
        if error := vars(self)["error"]:
            raise error
        vars(self)[name] = value


def test_a_busy_excel_is_asked_once(on_windows: Any) -> None:
    """Xlwings would ask it for ever; afterwards it does so again, as writing needs it."""
    excel = Busy(rejection(on_windows))
    with asked_once(), pytest.raises(on_windows.pywintypes.com_error):
        on_windows.COMRetryObjectWrapper(excel).StatusBar = "3/50"
    assert excel.asked == 1
    assert on_windows.N_COM_ATTEMPTS == 0


def test_what_is_busy(on_windows: Any) -> None:
    """A menu that is open, a cell that is edited; a server that is gone is not."""
    details = (0, "Microsoft Excel", "", None, 0, EDITING)
    rejections = rejection(on_windows), rejection(on_windows, FAILED, details)
    for error in (*rejections, AttributeError("StatusBar"), on_windows.ExcelBusyError()):
        assert is_busy(error)
    for error in (rejection(on_windows, FAILED), rejection(on_windows, -2147023174), RuntimeError()):
        assert not is_busy(error)


def test_esc_counts_while_excel_is_busy(on_windows: Any) -> None:
    """Who stops the import need not close the menu first."""
    excel = on_windows.COMRetryObjectWrapper(Busy(rejection(on_windows)))
    with pytest.raises(KeyboardInterrupt):
        Watchman(lambda: setattr(excel, "StatusBar", "3/50"), lambda: True)()


def test_busy_for_a_moment_and_for_long(on_windows: Any) -> None:
    """A menu that is opened stops nothing; an Excel that shows nothing for long counts as gone."""
    inner = Busy(rejection(on_windows))
    excel, times = on_windows.COMRetryObjectWrapper(inner), [0.0]
    watchman = Watchman(lambda: setattr(excel, "StatusBar", "3/50"), lambda: False, lambda: times[0])
    watchman()
    times[0] = PATIENCE - 1
    watchman()
    vars(inner)["error"] = None
    watchman()
    vars(inner)["error"] = rejection(on_windows)
    times[0] = PATIENCE + 1
    watchman()
    times[0] += PATIENCE
    with pytest.raises(KeyboardInterrupt):
        watchman()
    watchman()


def test_the_watchman_stops_once() -> None:
    """The first wish to stop, or an Excel that is gone, ends the sending; a second word changes nothing."""

    def gone() -> None:
        raise ConnectionError("Excel")

    for watchman in (Watchman(lambda: None, lambda: True), Watchman(gone, lambda: False)):
        with pytest.raises(KeyboardInterrupt):
            watchman()
        watchman()
    Watchman(lambda: None, lambda: False)()
