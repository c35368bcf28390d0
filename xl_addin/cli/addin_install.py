"""`addin install` and `addin uninstall`: puts the add-in where Excel finds it, and takes it away."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from xl_addin.cli import opening
from xl_addin.cli.plain import echo

if TYPE_CHECKING:
    from xl_addin.install.changes import Change
    from xl_addin.install.interpreter import Interpreter
    from xl_addin.install.places import Machine
    from xl_addin.settings import Settings

DryRun = Annotated[bool, typer.Option("--dry-run", help="Lists what would be changed, and changes nothing.")]


def add_to(addin: typer.Typer) -> None:
    """Adds the commands to the group `addin`."""
    addin.command("install")(install)
    addin.command("uninstall")(uninstall)


def install(
    dry_run: DryRun = False,
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="en|pt|es|fr", help="Its language; the settings keep it."),
    ] = None,
) -> None:
    """Installs or updates the add-in for this user.

    Asks nothing and needs no administrator.
    """
    from xl_addin import texts
    from xl_addin.install import places

    settings = opening.settings()
    machine = places.this(settings.home)
    language = _language(lang) if lang else language_of(machine, settings)
    texts.use(language)  # what is said from here on, and not only what is said in Excel
    put_in(machine, language, dry_run)


def uninstall(dry_run: DryRun = False) -> None:
    """Takes back what `addin install` did.

    Settings, journal and secrets stay.
    """
    from xl_addin.errors import SettingsError
    from xl_addin.install import places
    from xl_addin.settings import home

    with suppress(SettingsError):  # whatever is wrong with them, what was installed can be taken back
        opening.settings()
    take_out(places.this(home()), dry_run)


def put_in(
    machine: Machine, language: str, dry_run: bool, environment: Mapping[str, str] = os.environ
) -> None:
    """Installs or updates on a computer, and says what it does."""
    from xl_addin.install import contents, interpreter, manifest, plan
    from xl_addin.texts import say

    plan.check(machine, environment)
    python = interpreter.current()
    if machine.has_excel:
        _check_environment(machine, environment)
        python.check(machine.system)
    before = manifest.read(machine)
    content, scripts = contents.add_in(python, language, machine), contents.scripts(machine)
    changes = plan.installing(machine, content, language, python, before, scripts)
    changes += plan.speaking(machine, language)
    for warning in _warnings(machine, python, language, environment):
        _warn(warning)
    if not changes:
        echo(say("install.current", file=machine.file))
        _is_well(machine)
    else:
        _change(changes, machine, dry_run)
    if not machine.has_excel:
        echo(say("install.no_excel_here"))


def _change(changes: Sequence[Change], machine: Machine, dry_run: bool) -> None:
    from xl_addin.texts import say

    for obstacle in _obstacles(machine) if dry_run else ():
        _warn(obstacle)
    if _done(changes, machine, dry_run, say("install.would")):
        echo(say("install.done", file=machine.file))
        if machine.has_excel and _is_well(machine):
            echo(say("install.done_mac" if machine.system == "darwin" else "install.start"))


def take_out(machine: Machine, dry_run: bool) -> None:
    """Uninstalls on a computer, and says what it does."""
    from xl_addin.install import commands, interpreter, manifest, plan
    from xl_addin.texts import say

    changes = plan.uninstalling(machine, manifest.read(machine))
    if not changes:
        echo(say("install.absent"))
    elif _done(changes, machine, dry_run, say("install.would_remove")):
        echo(say("install.removed", command=commands.away(interpreter.current())))


def _done(changes: Sequence[Change], machine: Machine, dry_run: bool, heading: str) -> bool:
    """Lists the changes, and does them unless they are only asked for; whether they were done."""
    from xl_addin.install.perform import perform
    from xl_addin.install.running import excel_runs
    from xl_addin.texts import say

    if not dry_run:
        perform(changes, machine, _warn)
    elif excel_runs(machine):
        _warn(say("install.excel_open"))
    if dry_run:
        echo(heading)
    for change in changes:
        echo(f"  {change.told}")
    return not dry_run


def _is_well(machine: Machine) -> bool:
    """Whether Excel will show what is installed now; what the doctor finds against it is told."""
    from xl_addin.install import examine
    from xl_addin.texts import say

    ailments = [finding.text for finding in examine.findings(machine) if finding.error]
    for ailment in ailments:
        _warn(ailment)
    if ailments:
        echo(say("install.not_yet"))
    return not ailments


def _warn(text: str) -> None:
    echo(text, err=True, fg="yellow")


def _check_environment(machine: Machine, given: Mapping[str, str]) -> None:
    """Returns when Excel's Python will keep the journal that this command keeps.

    Raises:
        WrongUse: A variable that only this window has leads elsewhere.
    """
    from xl_addin.errors import WrongUse
    from xl_addin.install.environment import unseen
    from xl_addin.settings import FILE_NAME
    from xl_addin.texts import say

    if names := unseen(machine, given):
        hint = say("install.unseen_hint", file=machine.home / FILE_NAME)
        raise WrongUse(say("install.unseen", names=", ".join(names)), hint=hint)


def language_of(machine: Machine, settings: Settings, given: Mapping[str, str] = os.environ) -> str:
    """The settings file's, else that of what is installed, the environment's, the system's; else English."""
    from xl_addin import settings_file
    from xl_addin.install import language, manifest
    from xl_addin.install.environment import LANGUAGE

    before = manifest.read(machine)
    chosen = settings_file.language(settings.file) or (before.language if before else "")
    named = settings.lang if given.get(LANGUAGE) else language.of_system(machine, given)
    return chosen or named or settings.lang


def _language(lang: str) -> str:
    from xl_addin.errors import WrongUse
    from xl_addin.install.language import known
    from xl_addin.texts import LANGUAGES, say

    if code := known(lang):
        return code
    raise WrongUse(say("settings.language", lang=lang, allowed=", ".join(LANGUAGES)))


def _warnings(
    machine: Machine, python: Interpreter, language: str, given: Mapping[str, str]
) -> Iterator[str]:
    """What may keep it from working as it should: this Python, or a variable."""
    from xl_addin.install.environment import other_language
    from xl_addin.texts import say

    if python.warning:
        yield python.warning
    if other := other_language(machine, given, language):
        yield say("install.other_language", given=other, lang=language)


def _obstacles(machine: Machine) -> Iterator[str]:
    """What would keep Excel from showing it: none is there, or what the company has set."""
    from xl_addin.install.excel import found
    from xl_addin.install.policies import Place, obstacles
    from xl_addin.install.trusted import is_remote, managed_location_of
    from xl_addin.texts import say

    registry = machine.registry
    if registry is None:
        return
    if found(registry) is None:
        yield say("install.no_excel")
    managed = bool(managed_location_of(registry, machine.folder))
    file = Place(managed=managed, remote=is_remote(registry, machine.folder))
    yield from (obstacle.told for obstacle in obstacles(registry, file))
