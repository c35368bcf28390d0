"""A preview and an outcome as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table

from xl_addin.cli.plain import plain
from xl_addin.importing.entry import Book, Status
from xl_addin.importing.outcome import Outcome
from xl_addin.importing.preview import Preview, Sum
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
    lines += [f"• {plain(note)}" for note in preview.notes]
    span = " – ".join(map(str, preview.days)) if preview.days else ""
    title = f"[bold {colour}]{kind}[/] {plain(party.who)}"
    files = ", ".join(f"{plain(name)} ({count})" for name, count in preview.workbooks)
    return Panel(Group(f"{files}   {span}", "", *lines), title=title, title_align="left", border_style=colour)


def _sums(preview: Preview) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(say(f"sums_by.{preview.sums_by}"))
    columns = _SIGNED if preview.signed else _UNSIGNED if preview.largest else _UNCOUNTED
    for header in columns:
        joined = header == "cli.rows" and preview.count != preview.records
        table.add_column(say("cli.records" if joined else header), justify="right")
    table.add_column("")
    for (account, currency), total in preview.sums.items():
        table.add_row(plain(account), *(shown(total) for shown in columns.values()), currency)
    if len(preview.sums) > 1:
        for currency, total in preview.totals.items():
            cells = (shown(total) for shown in columns.values())
            table.add_row(say("cli.total"), *cells, currency, style="bold")
    return table


_SIGNED: dict[str, Callable[[Sum], str]] = {
    "cli.rows": lambda total: str(total.count),
    "cli.income": lambda total: figure(total.income),
    "cli.expense": lambda total: figure(total.expense),
    "cli.net": lambda total: figure(total.net),
}
_UNSIGNED: dict[str, Callable[[Sum], str]] = {
    "cli.rows": lambda total: str(total.count),
    "cli.amount": lambda total: figure(total.net),
}


_UNCOUNTED = {"cli.rows": _UNSIGNED["cli.rows"]}
"""Of rows that are no money."""


def _largest(preview: Preview) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False, title=say("cli.largest"), title_justify="left")
    table.add_column(justify="right")
    for workbook, row, amount, currency, what in preview.largest:
        table.add_row(figure(amount), currency, plain(what), f"{plain(workbook)} {row}")
    return table


def summary(outcome: Outcome) -> RenderableType:
    """The totals in one line, then each problem and each row that a person must look at."""
    totals = "   ".join(
        f"[{COLOURS[Status(status)]}]{say(f'status.{status}')} {count}[/]"
        for status, count in outcome.totals.items()
    )
    wrong = bool(outcome.problems) or any(book.all_problems for book in outcome.books)
    lines = [totals] if totals else [] if wrong else [say("cli.no_rows")]
    for book in outcome.books:
        lines += [f"[red]✗[/] {plain(str(problem))}" for problem in book.all_problems]
        lines += _told(book)
    lines += [f"[red]✗[/] {plain(problem)}" for problem in outcome.problems]
    reasons = dict.fromkeys(
        entry.message for book in outcome.books for entry in book.entries if entry.status is Status.NOT_SENT
    )
    return "\n".join(lines + [f"[yellow]•[/] {plain(reason)}" for reason in reasons if reason])


def _told(book: Book) -> Iterator[str]:
    """What is to be said of rows that are not invalid, equal sentences once; old news stay in the sheet."""
    rows: dict[tuple[Status, str], list[int]] = {}
    for entry in book.entries:
        quiet = entry.status in (None, Status.READY, Status.NOT_SENT, Status.ALREADY_SENT)
        if entry.message and entry.status and not entry.problems and not quiet:
            rows.setdefault((entry.status, entry.message), []).append(entry.row)
    for (status, message), numbers in rows.items():
        if len(numbers) == 1:
            place = str(book.problem(message, row=numbers[0]))
        else:
            place = say("cli.several_rows", count=len(numbers), file=book.path.name, message=message)
        yield f"[{COLOURS[status]}]•[/] {plain(place)}"
