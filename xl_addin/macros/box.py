"""Message boxes of Windows' own, in place of xlwings', whose default is Yes and whose owner may be gone.

A box that could not be shown answers nothing: that is no No.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xl_addin.errors import WrongUse
from xl_addin.macros.windows import Windows
from xl_addin.texts import say

if TYPE_CHECKING:
    import xlwings as xw

QUESTION: Final = 0x4 | 0x20 | 0x100
"""`MB_YESNO`, `MB_ICONQUESTION`, `MB_DEFBUTTON2`: whoever presses Enter without reading sends nothing."""
NOTE: Final = 0x40
"""`MB_ICONINFORMATION`."""
WARNING: Final = 0x30
"""`MB_ICONWARNING`."""
YES: Final = 6
"""`IDYES`."""


def ask(windows: Windows, app: xw.App, question: str, title: str) -> bool:
    """Whether the person chose Yes.

    Raises:
        WrongUse: No box could be shown.
    """
    if not (answer := windows.box(app, question, title, QUESTION)):
        raise WrongUse(say("macros.no_box"), hint=say("macros.no_box_hint"))
    return answer == YES


def tell(windows: Windows, app: xw.App, text: str, title: str, *, wrong: bool) -> bool:
    """Tells; whether a box could be shown."""
    return bool(windows.box(app, text, title, WARNING if wrong else NOTE))
