"""Everything that the doctor looks at, in the order in which it is told."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

import tomlkit

from xl_addin import __version__
from xl_addin.connect.logins import KNOWN, is_set_up
from xl_addin.errors import SettingsError
from xl_addin.health.examinations import EXAMINATIONS, shuts_out
from xl_addin.health.finding import Finding, found
from xl_addin.journal.opened import opened
from xl_addin.journal.states import State
from xl_addin.settings import Settings
from xl_addin.texts import say

Load = Callable[[], Settings]
"""Reads the settings; raises SettingsError."""


def findings(load: Load) -> Iterator[Finding]:
    """The program's own, then each service that is set up, then the others; each as soon as it is found."""
    for what, look in CHECKS.items():
        finding = found(what, partial(look, load))
        if finding.text:
            yield finding
        if finding.error and what in NEEDED:
            return
    try:
        settings = load()
    except SettingsError:  # somebody is changing them just now; what was wrong was told
        return
    yield from _services(settings)


def _services(settings: Settings) -> Iterator[Finding]:
    set_up = [system for system in EXAMINATIONS if is_set_up(settings, system)]
    for system in set_up:
        yield from _examined(system, settings)
    for system in EXAMINATIONS:
        if system not in set_up:
            yield Finding(system, say("doctor.not_set_up", system=system), unused=True)
    if not set_up:
        error = SettingsError(say("doctor.no_service", allowed=", ".join(EXAMINATIONS)))
        yield Finding("services", str(error), error)


def _examined(system: str, settings: Settings) -> Iterator[Finding]:
    """One service's; who cannot come in is not asked further."""
    examination, title = EXAMINATIONS[system], KNOWN[system].title
    for what, look in examination.here.items():
        finding = found(what, partial(look, settings), title)
        yield finding
        if finding.error:
            return
    with examination.open(settings) as client:
        for what, ask in examination.there.items():
            finding = found(what, partial(ask, settings, client), title)
            yield finding
            if finding.error and shuts_out(finding.error):
                return


def _version(_load: Load) -> str:
    python, system = platform.python_version(), f"{platform.system()} {platform.release()}"
    return f"xl-addin {__version__}, Python {python}, {system}"


def _settings(load: Load) -> str:
    settings = load()
    exists = say("doctor.read" if settings.file.exists() else "doctor.absent")
    return say("doctor.settings", file=settings.file, exists=exists)


def _policy(load: Load) -> str:
    """What the company allows; nothing where it says nothing. One that is wrong stops the settings."""
    policy = load().policy
    if policy.file is None:
        return ""
    told = [f"{name} = {tomlkit.item(value).as_string()}" for name, value in policy.limits.items()]
    return say("doctor.policy", file=policy.file, limits=", ".join(told) or "–")


def _journal(load: Load) -> str:
    with opened(load().journal_url) as journal:
        journal.settle_orphans()
        doubts = len(journal.in_states(State.IN_DOUBT))
        text = say("doctor.journal", file=journal.path, count_batches=len(journal.batches()))
        return f"{text} {say('doctor.doubts', count=doubts)}" if doubts else text


CHECKS: Final[dict[str, Callable[[Load], str]]] = {
    "program": _version,
    "settings": _settings,
    "policy": _policy,
    "journal": _journal,
}
"""What says nothing has no line."""

NEEDED: Final = ("settings",)
"""What the looks after them cannot do without: one piece of advice at a time."""
