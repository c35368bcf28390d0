"""`demo`: one screen that shows the main job, in a folder of its own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from xl_addin.cli.desk import TerminalDesk
    from xl_addin.demo.run import Report
    from xl_addin.importing.outcome import Outcome


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
    from xl_addin.demo.run import run
    from xl_addin.errors import WrongUse
    from xl_addin.settings import load
    from xl_addin.texts import say

    try:
        from xl_addin.sandbox.server import running
    except ImportError:
        raise WrongUse(say("sandbox.missing"), hint=say("sandbox.missing_hint")) from None
    out.mkdir(parents=True, exist_ok=True)
    with running(state=out / ".sandbox") as sandbox:
        _enter(out, sandbox.ready["env"])
        report = run(out, load(), _quiet_desk(), sandbox.state)
    console.print(_screen(out, report))
    return report.sent.exit_code == 0 and report.refused.exit_code == 1


def _enter(out: Path, environment: dict[str, str]) -> None:
    """Leaves the user's own settings, journal and secrets for the demo's."""
    for name in [name for name in os.environ if name.startswith("XL_ADDIN_")]:
        del os.environ[name]
    os.environ.update(environment, XL_ADDIN_HOME=str(out.resolve() / ".home"))


def _screen(out: Path, report: Report) -> RenderableType:
    from rich.console import Group
    from rich.markup import escape
    from rich.panel import Panel

    from xl_addin.texts import say

    [refused] = report.refused.books
    workbooks = [book.path for book in (*report.sent.books, refused)]
    lines = [
        _table(report.sent),
        "",
        f"[green]✓[/] {say('demo.compared', count=report.comparison.rows)}",
        "",
        say("demo.refused", file=refused.path.name),
        *(f"[red]✗[/] {problem.cell:>3}  {escape(problem.text)}" for problem in refused.all_problems),
        "",
        say("demo.open"),
        *(f"  {escape(str(path))}" for path in workbooks),
        *(f"  {escape(str(path))} ({count})" for path, count in report.fetched.items()),
        "",
        f"[dim]{escape(say('demo.again', out=out))}[/dim]",
    ]
    return Panel(Group(*lines), title="xl-addin demo", title_align="left", padding=(1, 2))


def _table(outcome: Outcome) -> RenderableType:
    from decimal import Decimal

    from rich.table import Table

    from xl_addin.cli.previews import COLOURS, money
    from xl_addin.importing.entry import Status
    from xl_addin.texts import say

    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column(say("cli.workbook"))
    table.add_column(say("cli.status"))
    table.add_column(say("cli.rows"), justify="right")
    table.add_column(say("cli.total"), justify="right")
    for book in outcome.books:
        for status in Status:
            amounts = [entry.values["amount"] for entry in book.entries if entry.status is status]
            if amounts:
                shown = f"[{COLOURS[status]}]{say(f'status.{status}')}[/]"
                total = f"{money(sum(amounts, Decimal('0.00')))} BRL"
                table.add_row(book.path.name, shown, str(len(amounts)), total)
    return table


def _quiet_desk() -> TerminalDesk:
    """A desk that shows bars but no previews: the demo is one screen."""
    from xl_addin.cli.desk import TerminalDesk

    class QuietDesk(TerminalDesk):
        def show(self, preview: object) -> None:
            """Nothing."""

    return QuietDesk(yes=True)
