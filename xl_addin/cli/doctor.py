"""`doctor`: what is missing, and how to mend it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import typer

from xl_addin.cli import opening
from xl_addin.cli.plain import echo

if TYPE_CHECKING:
    from xl_addin.cli.examinations import Examination
    from xl_addin.errors import XlAddinError
    from xl_addin.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's report.

    Attributes:
        what: What was looked at.
        text: What was found, and what to do when it is not good.
        error: What is not good about it.
    """

    what: str
    text: str
    error: XlAddinError | None = None


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("doctor")(doctor)


def doctor() -> None:
    """Says what is missing, and how to mend it."""
    from xl_addin.errors import SettingsError

    good = _told(_own())
    try:
        settings = opening.settings()
    except SettingsError:  # which was told among our own
        raise typer.Exit(1) from None
    if not (_services_told(settings) and good):
        raise typer.Exit(1)


def _told(findings: Iterable[Finding]) -> bool:
    """Prints findings as they come; whether all are good."""
    good = True
    for finding in findings:
        good = good and not finding.error
        echo("✗ " if finding.error else "✓ ", fg="red" if finding.error else "green", nl=False)
        echo(f"{finding.what:<14} {finding.text}")
    return good


def _own() -> Iterator[Finding]:
    for what, look in CHECKS.items():
        finding = _found(what, look)
        yield finding
        if finding.error and what in NEEDED:
            return


def _services_told(settings: Settings) -> bool:
    """Each service that is set up, then the others; whether there are some, and all are well."""
    from xl_addin.cli.examinations import EXAMINATIONS
    from xl_addin.errors import SettingsError
    from xl_addin.texts import say

    set_up = [system for system in EXAMINATIONS if _is_set_up(settings, system)]
    well = [_service_told(system, settings) for system in set_up]
    others = [system for system in EXAMINATIONS if system not in set_up]
    if others:
        echo()
    for system in others:
        echo(f"– {system:<14} {say('doctor.not_set_up', system=system)}", dim=True)
    if not set_up:
        error = SettingsError(say("doctor.no_service", allowed=", ".join(EXAMINATIONS)))
        return _told([Finding("services", str(error), error)])
    return all(well)


def _service_told(system: str, settings: Settings) -> bool:
    from xl_addin.cli.examinations import EXAMINATIONS
    from xl_addin.cli.logins import LOGINS

    echo(f"\n{LOGINS[system].title}", bold=True)
    return _told(_examined(EXAMINATIONS[system], settings))


def _is_set_up(settings: Settings, system: str) -> bool:
    """Whether a person gave anything about the service but its address."""
    from msgspec.structs import replace

    from xl_addin.credentials import VARIABLES

    section = getattr(settings, system)
    untouched = type(section)()
    changed = replace(section, base_url=untouched.base_url) != untouched
    return changed or bool(os.environ.get(VARIABLES[system]))


def _examined(examination: Examination, settings: Settings) -> Iterator[Finding]:
    """One service's; who cannot come in is not asked further."""
    from xl_addin.cli.examinations import shuts_out

    for what, look in examination.here.items():
        finding = _found(what, partial(look, settings))
        yield finding
        if finding.error:
            return
    with examination.open(settings) as client:
        for what, ask in examination.there.items():
            finding = _found(what, partial(ask, settings, client))
            yield finding
            if finding.error and shuts_out(finding.error):
                return


def _found(what: str, look: Callable[[], str]) -> Finding:
    from xl_addin.errors import XlAddinError

    try:
        return Finding(what, look())
    except XlAddinError as error:
        return Finding(what, str(error), error)


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


CHECKS: dict[str, Callable[[], str]] = {"program": _version, "settings": _settings, "journal": _journal}

NEEDED = ("settings",)
"""What the looks after them cannot do without: one piece of advice at a time."""
