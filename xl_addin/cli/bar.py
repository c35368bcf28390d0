"""A progress bar for long work that is no import."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from xl_addin.cli.plain import plain
from xl_addin.texts import say


class ScreenBar:
    """The bar on stderr; it goes away with the block."""

    def __init__(self, what: str, console: Console | None = None) -> None:
        console = console or Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[why]}"),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._progress.add_task(plain(what), total=None, why="")

    def __enter__(self) -> ScreenBar:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Shows it."""
        self._progress.start()

    def stop(self) -> None:
        """Takes it away."""
        self._progress.stop()

    def begin(self, total: int) -> None:
        """There are so many things to do."""
        self._progress.update(self._task, total=total)

    def advance(self) -> None:
        """One of them is done; callable from any thread."""
        self._progress.advance(self._task)

    def waiting(self, seconds: float) -> None:
        """The service asked to wait; 0 once it goes on. Callable from any thread."""
        why = say("cli.waiting", seconds=f"{seconds:.0f}") if seconds else ""
        self._progress.update(self._task, why=why)
