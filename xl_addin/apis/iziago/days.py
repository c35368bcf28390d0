"""Days as a profile has them written."""

from __future__ import annotations

from datetime import date, datetime

ISO = "iso"


class Days:
    """Reads and writes days in one way.

    >>> Days("%d/%m/%Y").read("25/11/2026")
    datetime.date(2026, 11, 25)
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern

    def read(self, text: str) -> date:
        """The day.

        Raises:
            ValueError: The text is no such day.
        """
        if self._pattern != ISO:
            return datetime.strptime(text, self._pattern).date()
        day = date.fromisoformat(text)
        if day.isoformat() != text:  # ISO 8601 has weeks too
            raise ValueError(text)
        return day

    def write(self, day: date) -> str:
        """The day as text."""
        return day.isoformat() if self._pattern == ISO else day.strftime(self._pattern)
