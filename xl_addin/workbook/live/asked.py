"""The one place where what Excel refuses becomes a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from xl_addin.errors import WorkbookError, XlAddinError
from xl_addin.texts import say
from xl_addin.values.printable import printable
from xl_addin.workbook.refusals import Unreadable, told

NAMELESS: Final = Path("Excel")
"""Who is said not to answer while the workbook is not known."""
GONE: Final = {
    -2147417848: "RPC_E_DISCONNECTED",
    -2147220995: "CO_E_OBJNOTCONNECTED",
    -2147221080: "Excel's own, of a workbook that was closed",
    -2147023174: "RPC_S_SERVER_UNAVAILABLE",
    -2147023170: "RPC_S_CALL_FAILED",
    -1728: "a Mac: errAENoSuchObject",
    -609: "a Mac: connectionInvalid",
    -600: "a Mac: procNotFound",
}
"""How a workbook answers that was closed, or whose Excel was."""
LONGEST: Final = 200
"""Characters of Excel's own words that are passed on."""


@contextmanager
def asked(path: Path) -> Iterator[None]:
    """Makes every cause inside the block a `WorkbookError` about the open workbook at `path`.

    COM and Apple events raise errors of their own, which need not be at hand here; so whatever is none of
    ours is taken for Excel's.
    """
    with told(path):
        try:
            yield
        except (XlAddinError, Unreadable, OSError):
            raise
        except Exception as error:
            raise _silent(path, error) from error


def excel_said(error: Exception) -> str:
    """What Excel said in its own words, without a full stop; the error's name where it said nothing.

    pywin32's `com_error` is a number, a sentence of Windows', and Excel's own sentence in the middle of a
    tuple; appscript's `CommandError` has Excel's sentence as `errormessage`.
    """
    told = getattr(error, "excepinfo", None)
    sentences = (
        told[2] if isinstance(told, tuple) and len(told) > 2 else None,
        getattr(error, "strerror", None),
        getattr(error, "errormessage", None),
        None if _is_com(error) else str(error),
    )
    words = next((text for text in sentences if isinstance(text, str) and text.strip()), "")
    return printable(words)[:LONGEST].strip().rstrip(".") or type(error).__name__


def _is_com(error: Exception) -> bool:
    """Its text is a tuple that says nothing to a person."""
    return hasattr(error, "hresult")


def is_gone(error: Exception) -> bool:
    """Whether the workbook was closed, or Excel was."""
    details = getattr(error, "excepinfo", None)
    numbers = (
        getattr(error, "hresult", None),
        getattr(error, "errornumber", None),
        details[-1] if isinstance(details, tuple) and details else None,
    )
    return any(number in GONE for number in numbers)


def _silent(path: Path, error: Exception) -> WorkbookError:
    key = "workbook.live_gone" if is_gone(error) else "workbook.excel_refused"
    message = say(key, file=path.name, reason=excel_said(error))
    return WorkbookError(message, hint=say(f"{key}_hint"))
