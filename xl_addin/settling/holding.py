"""Keeps others away while records are taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager

from xl_addin.journal.operation import Operation
from xl_addin.journal.store import Journal


@contextmanager
def undoing(journal: Journal, operations: Iterable[Operation]) -> Iterator[None]:
    """Holds the right to take records back, and the workbooks that they were sent from.

    An import that has one of these workbooks would write beside a row that it is sent, while it is taken
    back here.

    Raises:
        UndoUnderWay: Somebody else is taking records back.
        WorkbookError: An import on this computer has one of the workbooks.
    """
    wanted = list(operations)
    paths = {batch.id: batch.path for batch in journal.batches()}
    named = (name for item in wanted for name in (item.place.guid, paths.get(item.batch)))
    held = {name for name in named if name}
    with ExitStack() as stack:
        stack.enter_context(journal.runs.undoing())
        for identity in sorted(held):
            stack.enter_context(journal.runs.workbook(identity))
        yield
