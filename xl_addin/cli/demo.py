"""`demo`: one screen that shows the main job, in a folder of its own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xl_addin.cli.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, RenderableType

    from xl_addin.cli.desk import TerminalDesk
    from xl_addin.demo.run import Report
    from xl_addin.importing.entry import Book, Status
    from xl_addin.importing.outcome import Outcome


ISSUERS = 4
"""Companies that the demo's accountant invoices for."""


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("demo")(demo)


def demo(
    out: Annotated[Path, typer.Option("--out", help="The demo's folder.")] = Path("demo-output"),
) -> None:
    """Shows the main job on one screen; touches nothing real."""
    from rich.console import Console

    if not perform(out, Console(highlight=False)):
        raise typer.Exit(1)


def perform(out: Path, console: Console) -> bool:
    """Runs the demo in a folder, shows its screen on the console, and bars on stderr.

    Returns:
        False when it did not go as it always should.
    """
    from xl_addin.cli import absent
    from xl_addin.demo.run import run
    from xl_addin.errors import WrongUse
    from xl_addin.policy import FREE
    from xl_addin.settings import load
    from xl_addin.texts import say

    try:
        from xl_addin.sandbox.server import running
    except ImportError:
        raise absent.sandbox() from None
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongUse(say("fetch.not_written", file=out, reason=error.strerror)) from None
    with running(state=out / ".sandbox") as sandbox:
        _enter(out, sandbox.ready["env"], sandbox.state()["izi"]["contribuyentes"])
        settings = load(policy=FREE)  # nothing real is spoken to, and the real journal is not written
        report = run(out, settings, _quiet_desk(), sandbox.state)
    console.print(_screen(out, report))
    return report.sent.exit_code == 0 and report.refused.exit_code == 1


def _enter(out: Path, environment: dict[str, str], taxpayers: list[dict[str, Any]]) -> None:
    """Leaves the user's own settings, journal and secrets for the demo's; its settings list four issuers."""
    from xl_addin.private_file import replace

    home = out.resolve() / ".home"
    home.mkdir(exist_ok=True)
    for name in [name for name in os.environ if name.startswith("XL_ADDIN_")]:
        del os.environ[name]
    os.environ.update(environment, XL_ADDIN_HOME=str(home))
    chosen = [taxpayers[0], *(taxpayer for taxpayer in taxpayers if not taxpayer["propio"])][:ISSUERS]
    lines = [f'[[izi.issuers]]\nnit = "{each["nit"]}"\nname = "{each["razonSocial"]}"\n' for each in chosen]
    replace(home / "config.toml", "\n".join(lines).encode())


def _screen(out: Path, report: Report) -> RenderableType:
    from rich.console import Group
    from rich.panel import Panel

    from xl_addin.texts import say

    workbooks = [book.path for book in (*report.sent.books, *report.refused.books)]
    lines: list[RenderableType] = [
        _table(report.sent),
        "",
        f"[green]✓[/] {say('demo.compared', count=report.comparison.rows)}",
        "",
        *(line for book in report.refused.books for line in _refusal(book)),
        say("demo.open"),
        *(f"  {plain(str(path))}" for path in workbooks),
        *(f"  {plain(str(path))} ({count})" for path, count in report.fetched.items()),
        "",
        f"[dim]{plain(say('demo.again', out=out))}[/dim]",
    ]
    return Panel(Group(*lines), title="xl-addin demo", title_align="left", padding=(1, 2))


def _refusal(book: Book) -> Iterator[str]:
    """Why a workbook was refused, cell by cell."""
    from xl_addin.texts import say

    yield say("demo.refused", file=book.path.name)
    yield from (f"[red]✗[/] {problem.cell:>3}  {plain(problem.text)}" for problem in book.all_problems)
    yield ""


def _table(outcome: Outcome) -> RenderableType:
    from rich.table import Table

    from xl_addin.cli.previews import COLOURS
    from xl_addin.importing.entry import Status
    from xl_addin.importing.verdict import verdicts
    from xl_addin.texts import say

    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column(say("cli.workbook"))
    table.add_column(say("cli.status"))
    table.add_column(say("cli.rows"), justify="right")
    table.add_column(say("cli.total"), justify="right")
    for book in outcome.books:
        rows = verdicts(book)
        for status in Status:
            count = sum(row.status is status for row in rows)
            if count:
                shown = f"[{COLOURS[status]}]{say(f'status.{status}')}[/]"
                table.add_row(book.path.name, shown, str(count), _total(book, status))
    return table


def _total(book: Book, status: Status) -> str:
    """What the rows of a status come to, where they are money."""
    from collections import defaultdict
    from decimal import Decimal

    from xl_addin.demo.comparison import WITNESSES
    from xl_addin.texts.figures import figure

    sums: dict[str, Decimal] = defaultdict(Decimal)
    assert book.sheet is not None
    amount_of = WITNESSES[book.sheet.template].amount
    for entry in book.entries:
        if entry.status is status and amount_of:
            amount, currency = amount_of(entry.values)
            sums[currency] += amount
    return ", ".join(f"{figure(total)} {currency}" for currency, total in sums.items())


def _quiet_desk() -> TerminalDesk:
    """A desk that shows bars but no previews: the demo is one screen."""
    from xl_addin.cli.desk import TerminalDesk

    class QuietDesk(TerminalDesk):
        def show(self, preview: object) -> None:
            """Nothing."""

    return QuietDesk(yes=True)
