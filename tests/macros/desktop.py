"""The windows of a computer, played: what `user32.dll` answers about them, and the boxes that people see."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

EXCEL = 4711
"""Excel's process."""
OTHER = 99
"""Somebody else's."""
YES, NO, OK = 6, 7, 1


@dataclass
class Desktop:
    """Plays `xl_addin.macros.windows.User32`.

    Attributes:
        windows: Whose each window is.
        front: The window in front.
        answer: The button that is pressed in boxes.
        mute: No box can be shown at all.
        latched: Esc went down since somebody last asked.
        boxes: What was shown: (the window it belongs to, text, style).
    """

    windows: dict[int, int] = field(default_factory=lambda: {1: EXCEL})
    front: int = 1
    answer: int = YES
    mute: bool = False
    latched: bool = False
    boxes: list[tuple[int, str, int]] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """What the boxes said."""
        return [text for _, text, _ in self.boxes]

    def MessageBoxW(self, window: int, text: str, _title: str, style: int) -> int:  # noqa: N802
        """A box that belongs to a window that is gone is not shown."""
        if self.mute or (window and window not in self.windows):
            return 0
        self.boxes.append((window, text, style))
        return self.answer if style & 0x4 else OK

    def IsWindow(self, window: int) -> int:  # noqa: N802
        """Whether it is there."""
        return int(window in self.windows)

    def GetWindowThreadProcessId(self, window: int, process: Any) -> int:  # noqa: N802
        """What is written for a window that is not there is nothing."""
        process._obj.value = self.windows.get(window, 0)
        return 1

    def GetForegroundWindow(self) -> int:  # noqa: N802
        """The one in front."""
        return self.front

    def GetAsyncKeyState(self, _key: int) -> int:  # noqa: N802
        """That it went down is told once."""
        was, self.latched = self.latched, False
        return int(was)
