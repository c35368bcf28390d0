"""Windows itself, as far as a button needs it: message boxes, whose window is in front, the Esc key.

xlwings asks for Excel's window once, when a button is pressed, and since 2013 each workbook has a window of
its own: the one that was asked for may be closed by the time a box belongs to it, or not be the one in front.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    import xlwings as xw

ESC: Final = 0x1B
"""`VK_ESCAPE`."""
PRESSED: Final = 0x8001
"""What `GetAsyncKeyState` answers: it is down now, or went down since somebody last asked."""


class User32(Protocol):
    """The functions of `user32.dll`. Handles of windows fit into 32 bits, also where programs have 64."""

    def MessageBoxW(self, window: int, text: str, title: str, style: int, /) -> int:  # noqa: N802
        """Shows a box until somebody answers; 0 when it could not be shown."""

    def IsWindow(self, window: int, /) -> int:  # noqa: N802
        """Whether there is such a window."""

    def GetWindowThreadProcessId(self, window: int, process: Any, /) -> int:  # noqa: N802
        """Writes into `process` whose window it is."""

    def GetForegroundWindow(self) -> int:  # noqa: N802
        """The window in front; 0 while none is."""

    def GetAsyncKeyState(self, key: int, /) -> int:  # noqa: N802
        """Whether a key is down, or went down since somebody last asked."""


@dataclass(frozen=True)
class Windows:
    """What a button asks of it.

    Attributes:
        user: The library, or what plays it in a test.
    """

    user: User32

    def box(self, app: xw.App, text: str, title: str, style: int) -> int:
        """Shows a message box before the window of Excel that is in front now.

        Returns:
            The number of the button that was pressed; 0 when no box could be shown.
        """
        answer = 0
        if window := self._window_of(app):
            answer = self.user.MessageBoxW(window, text, title, style | FOREGROUND)
        return answer or self.user.MessageBoxW(0, text, title, style | FOREGROUND | TOPMOST)

    def process_of(self, app: xw.App) -> int:
        """Whose windows are Excel's; 0 when it does not say."""
        return self._owner(self._window_of(app))

    def process_in_front(self) -> int:
        """Whose window is in front; 0 while none is."""
        return self._owner(self.user.GetForegroundWindow())

    def esc(self) -> bool:
        """Whether Esc went down since this was last asked."""
        return bool(self.user.GetAsyncKeyState(ESC) & PRESSED)

    def _window_of(self, app: xw.App) -> int:
        """The window of Excel in front, asked for now; 0 where there is none."""
        try:
            window = int(app.api.Hwnd)
        except Exception:  # of COM's own kind
            return 0
        return window if self.user.IsWindow(window) else 0

    def _owner(self, window: int) -> int:
        process = wintypes.DWORD()
        self.user.GetWindowThreadProcessId(window, ctypes.byref(process))
        return process.value


FOREGROUND: Final = 0x10000
"""`MB_SETFOREGROUND`."""
TOPMOST: Final = 0x40000
"""`MB_TOPMOST`: a box that belongs to no window would else stand behind Excel."""


def here() -> Windows | None:
    """That of this computer; None on a Mac."""
    if sys.platform == "win32":
        return Windows(ctypes.windll.user32)
    return None
