"""The desk in a terminal: everything a person reads goes to stderr, so that stdout is for programs."""

from __future__ import annotations

import sys

from rich.console import Console

from xl_addin.cli import previews
from xl_addin.cli.bar import ScreenBar
from xl_addin.cli.plain import plain
from xl_addin.errors import WrongUse
from xl_addin.importing.preview import Preview
from xl_addin.settling.progress import Progress
from xl_addin.texts import say


class TerminalDesk:
    """Shows previews and bars with rich, asks at the keyboard.

    Attributes:
        yes: Every question is answered with yes, unseen.
    """

    def __init__(self, *, yes: bool) -> None:
        self.yes = yes
        self.console = Console(stderr=True, highlight=False)
        self._bar: ScreenBar | None = None

    def show(self, preview: Preview) -> None:
        """See `Desk.show`."""
        self.console.print(previews.rendered(preview))

    def ask(self, question: str) -> bool:
        """See `Desk.ask`. Anything but a clear yes is a no."""
        if self.yes:
            return True
        if sys.stdin is None or not sys.stdin.isatty():
            raise WrongUse(say("cli.nobody_to_ask", question=question), hint=self.instead())
        self.console.print(f"{plain(question)} [bold]{plain(say('cli.yes_no'))}[/bold] ", end="")
        return sys.stdin.readline().strip().casefold() in ("y", "yes", "s", "sim", "sí", "si", "o", "oui")

    def instead(self) -> str:
        """What to do where there is nobody to ask."""
        return say("cli.nobody_to_ask_hint")

    def begin(self, what: str, total: int) -> Progress:
        """See `Desk.begin`."""
        self._bar = ScreenBar(what, self.console)
        self._bar.begin(total)
        self._bar.start()
        return Progress(self._bar.advance, self._bar.waiting)

    def end(self) -> None:
        """See `Desk.end`."""
        if self._bar:
            self._bar.stop()
            self._bar = None


class ImportDesk(TerminalDesk):
    """The desk of `import`: yes alone does not send twice."""

    def instead(self) -> str:
        """The same; and what look-alikes need besides."""
        return say("cli.nobody_to_ask_rows_hint")


class UnattendedDesk(TerminalDesk):
    """The desk of `check` and `--dry-run`: shows, but never asks, as nothing is going to happen."""

    def __init__(self) -> None:
        super().__init__(yes=False)

    def show(self, preview: Preview) -> None:
        """The preview, and what the import is going to ask."""
        super().show(preview)
        for question in preview.questions:
            self.console.print(f"[yellow]?[/yellow] {plain(say('cli.will_ask', question=question))}")
