"""Sentences on a screen, broken between words alone: rich also breaks at the space within a French amount."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from xl_addin.values.printable import printable


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A sentence as it is, which steers nothing.

    Attributes:
        text: May be one of a workbook or of a service.
    """

    text: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Its lines, as wide as there is room."""
        yield from map(Text, wrap(printable(self.text), options.max_width, break_on_hyphens=False))
