"""`doctor`: what is missing, and how to mend it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import typer

from xl_addin.cli import opening


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's report.

    Attributes:
        good: Nothing is to be done.
        what: What was looked at.
        text: What was found, and what to do when it is not good.
    """

    good: bool
    what: str
    text: str


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("doctor")(doctor)


def doctor() -> None:
    """Says what is missing, and how to mend it."""
    from xl_addin.errors import XlAddinError

    findings = []
    for what, look in CHECKS.items():
        try:
            findings.append(Finding(True, what, look()))
        except XlAddinError as error:
            findings.append(Finding(False, what, str(error)))
            if what in NEEDED:
                break
    for finding in findings:
        typer.secho("✓ " if finding.good else "✗ ", fg="green" if finding.good else "red", nl=False)
        typer.echo(f"{finding.what:<12} {finding.text}")
    if not all(finding.good for finding in findings):
        raise typer.Exit(1)


def _version() -> str:
    import platform

    from xl_addin import __version__

    python, system = platform.python_version(), f"{platform.system()} {platform.release()}"
    return f"xl-addin {__version__}, Python {python}, {system}"


def _settings() -> str:
    from xl_addin.texts import say

    settings = opening.settings()
    exists = say("doctor.read" if settings.file.exists() else "doctor.absent")
    return say("doctor.settings", file=settings.file, exists=exists)


def _journal() -> str:
    from xl_addin.journal.states import State
    from xl_addin.texts import say

    settings = opening.settings()
    with opening.journal(settings) as journal:
        journal.settle_orphans()
        doubts = len(journal.in_states(State.IN_DOUBT))
        text = say("doctor.journal", file=journal.path, count_batches=len(journal.batches()))
        return f"{text} {say('doctor.doubts', count=doubts)}" if doubts else text


def _secret() -> str:
    from xl_addin import credentials
    from xl_addin.errors import SettingsError
    from xl_addin.texts import say

    settings = opening.settings()
    _token, source = credentials.find("organizze", settings.organizze.email)
    if source is credentials.Source.NOWHERE:
        email = settings.organizze.email
        missing = say("credentials.no_token", email=email) if email else say("credentials.no_email")
        raise SettingsError(missing, hint=say("credentials.set_hint", system="organizze"))
    return f"{settings.organizze.email}: {say(f'credentials.source_{source}')}"


def _connection() -> str:
    """Asks for the accounts: there is no way to ask who one is (the document's users want an id)."""
    from xl_addin.connect import organizze
    from xl_addin.texts import say

    settings = opening.settings()
    party = organizze.party(settings)
    with organizze.client(settings) as client:
        accounts = client.accounts.list()
    kind = say("cli.production" if party.production else "cli.test")
    return say("doctor.connected", kind=kind, host=party.host, count_accounts=len(accounts))


CHECKS: dict[str, Callable[[], str]] = {
    "program": _version,
    "settings": _settings,
    "journal": _journal,
    "secret": _secret,
    "organizze": _connection,
}

NEEDED = ("settings", "secret")
"""What the looks after them cannot do without: one piece of advice at a time."""
