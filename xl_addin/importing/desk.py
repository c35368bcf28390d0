"""The person at the desk: what the import shows and asks, whether in a terminal or in Excel."""

from __future__ import annotations

from typing import Protocol

from xl_addin.importing.preview import Preview
from xl_addin.settling.progress import Progress


class Desk(Protocol):
    """Shows and asks. Implemented by the command line and by the ribbon's macros."""

    def show(self, preview: Preview) -> None:
        """Shows what is about to happen."""

    def ask(self, question: str) -> bool:
        """Asks one question that wants a yes.

        Args:
            question: Its first line is the question, and short; lines below tell what it is about.

        Raises:
            WrongUse: There is nobody to ask.
        """

    def begin(self, what: str, total: int) -> Progress:
        """Begins a progress bar over `total` rows."""

    def end(self) -> None:
        """Takes the bar away."""
