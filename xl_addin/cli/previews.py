"""A preview and an outcome as a person reads them in a terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table

from xl_addin.cli.plain import plain
from xl_addin.cli.wrapped import Wrapped
from xl_addin.importing import summary as told
from xl_addin.importing import sums
from xl_addin.importing.entry import Status
from xl_addin.importing.outcome import Outcome
from xl_addin.importing.preview import Preview
from xl_addin.texts import say
from xl_addin.texts.figures import figure

COLOURS = {
    Status.SENT: "green",
    Status.ALREADY_SENT: "cyan",
    Status.READY: "blue",
    Status.NOT_SENT: "yellow",
    Status.IN_DOUBT: "magenta",
    Status.REJECTED: "red",
    Status.INVALID: "red",
}


def rendered(preview: Preview) -> RenderableType:
    """The preview as a panel: red where it is real money, blue where it is a rehearsal."""
    party = preview.party
    kind = say("cli.production" if party.production else "cli.test")
    colour = "red" if party.production else "blue"
    lines: list[RenderableType] = [_sums(preview)]
    if preview.largest:
        lines.append(_largest(preview))
    lines += [Wrapped(f"• {note}") for note in preview.notes]
    span = " – ".join(map(str, preview.days)) if preview.days else ""
    title = f"[bold {colour}]{kind}[/] {plain(party.who)}"
    files = ", ".join(f"{plain(name)} ({count})" for name, count in preview.workbooks)
    return Panel(Group(f"{files}   {span}", "", *lines), title=title, title_align="left", border_style=colour)


def _sums(preview: Preview) -> Table:
    table = Table(box=None, pad_edge=False)
    first, *figures, last = sums.headers(preview)
    table.add_column(first)
    for header in figures:
        table.add_column(header, justify="right")
    table.add_column(last)
    for account, *cells in sums.rows(preview):
        table.add_row(plain(account), *cells)
    for cells in sums.totals(preview):
        table.add_row(*cells, style="bold")
    return table


def _largest(preview: Preview) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False, title=say("cli.largest"), title_justify="left")
    table.add_column(justify="right")
    for workbook, row, amount, currency, what in preview.largest:
        table.add_row(figure(amount), currency, plain(what), f"{plain(workbook)} {row}")
    return table


def summary(outcome: Outcome) -> RenderableType:
    """The totals in one line, then each problem and each row that a person must look at."""
    counts = [f"[{COLOURS[status]}]{text}[/]" for status, text in told.totals(outcome)]
    lines = ["   ".join(counts)] if counts else []
    return "\n".join([*lines, *(_line(status, text) for status, text in told.sentences(outcome))])


def _line(status: Status | None, text: str) -> str:
    if status is None:
        return f"[red]✗[/] {plain(text)}"
    return plain(text) if status is Status.READY else f"[{COLOURS[status]}]•[/] {plain(text)}"
