"""Somebody at the desk in whose office things happen at a certain moment."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from office import Person

from xl_addin.settling.progress import Progress

Deed = Callable[[], object]


class Bystander(Person):
    """Answers yes, and something happens: at a question, or once so many rows are decided.

    Attributes:
        waits: How many seconds the bar said that a service wants, in order.
    """

    def __init__(self, deed: Deed, *, after: int = 0) -> None:
        """Waits for its moment.

        Args:
            deed: What happens, once.
            after: So many rows; 0 means at the first question.
        """
        super().__init__()
        self.waits: list[float] = []
        self._deed = deed
        self._after = after
        self._left = itertools.count(after - 1, -1)

    def ask(self, question: str) -> bool:
        """Answers."""
        if self._after == 0 and not self.questions:
            self._deed()
        return super().ask(question)

    def begin(self, what: str, total: int) -> Progress:
        """A bar that is watched."""
        return Progress(self._advance, self.waits.append)

    def _advance(self) -> None:
        if next(self._left) == 0:
            self._deed()
