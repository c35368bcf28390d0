"""How Excel refuses, as pywin32 tells it."""

from __future__ import annotations

from typing import Any


class ComError(Exception):
    """Shaped as pywin32's `com_error`: its text is a tuple that says nothing to a person."""

    def __init__(self, hresult: int, strerror: str, excepinfo: tuple[Any, ...] | None = None) -> None:
        super().__init__(hresult, strerror, excepinfo, None)
        self.hresult = hresult
        self.strerror = strerror
        self.excepinfo = excepinfo


def refused(text: str) -> ComError:
    """What Excel raises when it refuses, with its own sentence."""
    told = (0, "Microsoft Excel", text, "xlmain11.chm", 0, -2146827284)
    return ComError(-2147352567, "Exception occurred.", told)


class Gone(ComError):
    """What a call to an Excel that died raises, or to a workbook that was closed."""

    def __init__(self, strerror: str = "The RPC server is unavailable.") -> None:
        super().__init__(-2147023174, strerror)
