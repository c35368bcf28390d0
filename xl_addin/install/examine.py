"""What Excel would see of the add-in on this computer. A look says what it found, or raises what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib.metadata import version
from os import environ
from pathlib import Path

from xl_addin.errors import SettingsError, XlAddinError
from xl_addin.health.finding import Finding, found
from xl_addin.install import autoload, environment, excel, manifest, policies, trusted
from xl_addin.install.interpreter import is_condas
from xl_addin.install.manifest import Manifest
from xl_addin.install.places import Machine, script_name
from xl_addin.install.plan import second
from xl_addin.settings import FILE_NAME
from xl_addin.texts import say

Look = Callable[[Machine, Manifest], str]
"""What was found; blank where there is nothing to say."""
TITLE = "Excel"
MARK = ":Zone.Identifier"
"""The stream by which Windows remembers that a file came from elsewhere."""


def findings(machine: Machine) -> Iterator[Finding]:
    """All that can be said of Excel and the add-in; nothing on a system without Excel."""
    if not machine.has_excel:
        return
    try:
        installed = manifest.read(machine)
        _check_listed(machine, installed)
    except XlAddinError as error:
        yield Finding("add-in", str(error), error, TITLE)
        return
    if installed is None:
        yield from _deployed(machine)
        return
    for what, look in LOOKS.items():
        finding = found(what, partial(look, machine, installed), TITLE)
        if finding.text:
            yield finding


def place_of(machine: Machine) -> policies.Place:
    """What policies and trusted locations make of the add-in's file."""
    registry, folder = machine.registry, machine.folder
    assert registry is not None
    return policies.Place(
        trusted=bool(trusted.location_of(registry, folder)),
        managed=bool(trusted.managed_location_of(registry, folder)),
        remote=trusted.is_remote(registry, folder),
        marked=is_marked(machine.file),
    )


def _check_listed(machine: Machine, installed: Manifest | None) -> None:
    """Returns unless Excel has what no manifest tells of.

    Raises:
        SettingsError: It opens the add-in, and what was installed is not known.
    """
    if installed is None and machine.registry and autoload.is_opened(machine.registry, machine.file):
        raise SettingsError(say("install.unlisted", file=machine.manifest), hint=say("install.again_hint"))


def _deployed(machine: Machine) -> Iterator[Finding]:
    """Where this command installed nothing: what a company, or another home, has Excel open all the same."""
    other = found("add-in", partial(_opened_elsewhere, machine), TITLE)
    if not other.text:
        yield Finding("add-in", say("doctor.addin_absent"), unused=True)
        return
    yield other
    seen = found("environment", partial(_check_journal, machine), TITLE)
    if seen.error:
        yield seen


def _opened_elsewhere(machine: Machine) -> str:
    others = second(machine)
    return say("install.deployed", files=", ".join(others)) if others else ""


def _check_journal(machine: Machine) -> str:
    """Nothing to say when Excel's Python keeps the journal that this command keeps."""
    if names := environment.unseen(machine, environ):
        hint = say("install.unseen_hint", file=machine.home / FILE_NAME)
        raise SettingsError(say("install.unseen", names=", ".join(names)), hint=hint)
    return ""


def is_marked(file: Path) -> bool:
    """Whether Windows takes the file for one from the internet."""
    return file.with_name(file.name + MARK).exists()


def _excel(machine: Machine, _installed: Manifest) -> str:
    if machine.registry is None:
        return ""
    known = excel.found(machine.registry)
    if known is None:
        raise SettingsError(say("install.no_excel"), hint=say("install.no_excel_hint"))
    return say("install.excel", version=known.version, bits=known.bits or "?")


def _file(_machine: Machine, installed: Manifest) -> str:
    file = Path(installed.file)
    if not file.exists():
        raise SettingsError(say("install.gone", file=file), hint=say("install.gone_hint"))
    if is_marked(file):
        raise SettingsError(say("install.marked", file=file), hint=say("install.marked_hint"))
    if installed.maker != (current := manifest.maker()):
        told = say("install.older", file=file, maker=installed.maker, current=current)
        raise SettingsError(told, hint=say("install.again_hint"))
    if installed.digest not in ("", manifest.digest(file.read_bytes())):
        raise SettingsError(say("install.altered", file=file), hint=say("install.altered_hint"))
    return f"{file} ({installed.maker})"


def _python(machine: Machine, installed: Manifest) -> str:
    """The Python that the file names is there, and on Windows what Excel loads from beside it."""
    python = Path(installed.interpreter)
    if not python.exists():
        raise SettingsError(say("install.no_python", path=python), hint=say("install.again_hint"))
    if machine.registry is None:
        return str(python)
    known = excel.found(machine.registry)
    name = f"xlwings{known.bits if known and known.bits else 64}-{version('xlwings')}.dll"
    if not (Path(installed.library) / name).exists():
        raise SettingsError(
            say("install.no_dll", name=name, folder=installed.library), hint=say("install.no_dll_hint")
        )
    told = say("install.python", path=python, name=name)
    condas = is_condas(python.parent) or is_condas(python.parent.parent)
    return f"{told} {say('install.python_conda', path=python)}" if condas else told


def _script(machine: Machine, installed: Manifest) -> str:
    """On a Mac, the script without which no button reaches Python."""
    if machine.system != "darwin":
        return ""
    script = machine.scripts / script_name()
    if not script.exists():
        raise SettingsError(say("install.no_script", file=script), hint=say("install.again_hint"))
    return str(script)


def _start(machine: Machine, installed: Manifest) -> str:
    """Whether Excel opens the file when it starts, and lets its macros run."""
    if machine.registry is None:
        return ""
    file = Path(installed.file)
    if excel.is_disabled(machine.registry, file.name):
        raise SettingsError(say("install.disabled"), hint=say("install.disabled_hint"))
    if autoload.is_unticked(machine.registry, file):
        raise SettingsError(say("install.unticked"), hint=say("install.unticked_hint"))
    if others := second(machine):
        told = say("install.second", files=", ".join(others))
        raise SettingsError(told, hint=say("install.second_hint"))
    if not autoload.is_opened(machine.registry, file):
        raise SettingsError(say("install.not_opened"), hint=say("install.again_hint"))
    if not trusted.location_of(machine.registry, file.parent):
        raise SettingsError(say("install.not_trusted", folder=file.parent), hint=say("install.again_hint"))
    return say("install.starts")


def _environment(machine: Machine, installed: Manifest) -> str:
    """Whether Excel's Python keeps the journal that this command keeps, and speaks the ribbon's language."""
    _check_journal(machine)
    if other := environment.other_language(machine, environ, installed.language):
        return say("install.other_language", given=other, lang=installed.language)
    return ""


def _policies(machine: Machine, _installed: Manifest) -> str:
    if machine.registry is None:
        return ""
    if stopping := policies.obstacles(machine.registry, place_of(machine)):
        told = " ".join(obstacle.told for obstacle in stopping)
        raise SettingsError(told, hint=say("install.obstacle_hint"))
    return say("install.no_obstacle")


def _others(machine: Machine, _installed: Manifest) -> str:
    """Other add-ins that start Python through xlwings; they may stay, but a person should know."""
    others = list(dict.fromkeys(_of_xlwings(machine)))
    return say("install.others", files=", ".join(others)) if others else ""


def _of_xlwings(machine: Machine) -> Iterator[str]:
    for path in machine.start_folder.glob("*.xla*") if machine.start_folder.is_dir() else ():
        if "xlwings" in path.name.casefold():
            yield str(path)
    for value in autoload.opened(machine.registry) if machine.registry else ():
        if "xlwings" in str(value.data).casefold():
            yield str(value.data).strip('"')


LOOKS: Mapping[str, Look] = {
    "excel": _excel,
    "add-in": _file,
    "interpreter": _python,
    "script": _script,
    "start": _start,
    "environment": _environment,
    "policies": _policies,
    "others": _others,
}
