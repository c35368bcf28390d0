"""The desk in a terminal: everything a person reads goes to stderr, so that stdout is for programs."""

from __future__ import annotations

import sys
from collections.abc import Callable

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from xl_addin.cli import previews
from xl_addin.errors import WrongUse
from xl_addin.importing.preview import Preview
from xl_addin.importing.send import Progress
from xl_addin.texts import say


class TerminalDesk:
    """Shows previews and bars with rich, asks at the keyboard.

    Attributes:
        yes: Every question is answered with yes, unseen.
    """

    def __init__(self, *, yes: bool) -> None:
        self.yes = yes
        self.console = Console(stderr=True, highlight=False)
        self._bar: Bar | None = None

    def show(self, preview: Preview) -> None:
        """See `Desk.show`."""
        self.console.print(previews.rendered(preview))

    def ask(self, question: str) -> bool:
        """See `Desk.ask`. Anything but a clear yes is a no."""
        if self.yes:
            return True
        if sys.stdin is None or not sys.stdin.isatty():
            raise WrongUse(say("cli.nobody_to_ask", question=question), hint=say("cli.nobody_to_ask_hint"))
        self.console.print(f"{escape(question)} [bold]\\[y/N][/bold] ", end="")
        return sys.stdin.readline().strip().casefold() in ("y", "yes", "s", "sim", "sí", "si", "o", "oui")

    def begin(self, what: str, total: int) -> Progress:
        """See `Desk.begin`."""
        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[why]}"),
            console=self.console,
            transient=True,
            disable=not self.console.is_terminal,
        )
        task = self._bar.add_task(escape(what), total=total, why="")
        self._bar.start()
        bar = self._bar

        def waiting(seconds: float) -> None:
            bar.update(task, why=say("cli.waiting", seconds=f"{seconds:.0f}") if seconds else "")

        advance: Callable[[], None] = lambda: bar.advance(task)  # noqa: E731 - one expression, two uses of bar
        return Progress(advance, waiting)

    def end(self) -> None:
        """See `Desk.end`."""
        if self._bar:
            self._bar.stop()
            self._bar = None


class UnattendedDesk(TerminalDesk):
    """The desk of `check` and `--dry-run`: shows, but never asks, as nothing is going to happen."""

    def __init__(self) -> None:
        super().__init__(yes=False)

    def show(self, preview: Preview) -> None:
        """The preview, and what the import is going to ask."""
        super().show(preview)
        for question in preview.questions:
            self.console.print(f"[yellow]?[/yellow] {escape(say('cli.will_ask', question=question))}")
