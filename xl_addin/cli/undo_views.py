"""An undo as a person reads it: what would be deleted and what not, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table

from xl_addin.cli.plain import echo, plain
from xl_addin.fetching.listing import Column
from xl_addin.journal.operation import Batch, Operation
from xl_addin.journal.showing import amount_told, what_of
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.settling.prospects import Prospect
from xl_addin.settling.settlement import Settlement
from xl_addin.texts import say


def batches(journal: Journal, some: Sequence[Batch]) -> None:
    """The last imports with what became of their rows, newest last."""
    shown = Table(box=None, header_style="bold", pad_edge=False)
    for header in ("Batch", "Started at", "Host", "Workbook", "Rows"):
        shown.add_column(Column(header).title)
    for batch in reversed(some):
        counts = Counter(item.state for item in journal.of_batch(batch.id))
        rows = ", ".join(f"{say(f'states.{state}')} {count}" for state, count in counts.items())
        when = f"{batch.started_at.astimezone():%Y-%m-%d %H:%M}"
        shown.add_row(batch.id, when, *map(plain, (batch.host, batch.path)), rows)
    Console().print(shown)


def preview(prospects: Sequence[Prospect]) -> None:
    """Each row with what would happen to it."""
    shown = Table(box=None, header_style="bold", pad_edge=False)
    for header in ("Id", "Row", "Amount", "What"):
        shown.add_column(Column(header).title, justify="right" if header in ("Row", "Amount") else "left")
    shown.add_column()
    for prospect in prospects:
        item = prospect.operation
        fate = prospect.reason or say("undo.deletes", count=prospect.records)
        colour = "yellow" if prospect.reason else "red"
        cells = (item.id, str(item.place.row), amount_told(item), what_of(item))
        shown.add_row(*map(plain, cells), f"[{colour}]{plain(fate)}[/]")
    console = Console(stderr=True, highlight=False)
    console.print(shown if prospects else plain(say("undo.nothing")))


def results(done: Iterable[Settlement]) -> None:
    """What became of each, on stdout; then how to go on."""
    undone = 0
    for item in done:
        operation = item.operation
        undone += item.state is State.UNDONE
        echo(f"{operation.id}  {_place(operation)}: {say(f'states.{item.state}')} – {item.message}")
    if undone:
        echo(say("undo.free", count=undone), err=True)


def _place(operation: Operation) -> str:
    return f"{operation.place.path} {operation.place.row}"
