"""`doctor`: what is missing, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from xl_addin.cli import opening
from xl_addin.cli.plain import echo

if TYPE_CHECKING:
    from xl_addin.health.finding import Finding


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("doctor")(doctor)


def doctor() -> None:
    """Says what is missing, and how to mend it."""
    from xl_addin import texts
    from xl_addin.settings import language_named

    texts.use(language_named())  # whatever else is wrong with the settings is told in its turn
    code, before = 0, None
    for finding in _findings():
        _begin(finding, before)
        _tell(finding)
        code, before = max(code, _code(finding)), finding
    raise typer.Exit(code)


def _findings() -> Iterator[Finding]:
    """The program's and the services', then what Excel would see of the add-in."""
    from xl_addin.health.report import findings
    from xl_addin.install import examine, places
    from xl_addin.settings import home

    yield from findings(opening.settings)
    yield from examine.findings(places.this(home()))


def _code(finding: Finding) -> int:
    """2 where the settings or the policy stop every command, else 1 for what is missing."""
    from xl_addin.health.report import NEEDED

    if finding.error is None:
        return 0
    return 2 if finding.what in NEEDED else 1


def _begin(finding: Finding, before: Finding | None) -> None:
    """A heading over each service's, and a line before those that nobody set up."""
    if finding.service and (before is None or before.service != finding.service):
        echo(f"\n{finding.service}", bold=True)
    elif finding.unused and not (before and before.unused):
        echo()


def _tell(finding: Finding) -> None:
    if finding.unused:
        echo(f"– {finding.title:<14} {finding.text}", dim=True)
        return
    echo("✗ " if finding.error else "✓ ", fg="red" if finding.error else "green", nl=False)
    echo(f"{finding.title:<14} {finding.text}")
