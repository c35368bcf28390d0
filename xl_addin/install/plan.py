"""The changes that install, update or take back the add-in: planned here, told or done elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from os import environ
from pathlib import Path

from xl_addin import settings_file
from xl_addin.errors import WrongUse, XlAddinError
from xl_addin.install import autoload, trusted
from xl_addin.install.changes import Change, MakeFolder, RemoveFile, RemoveFolder, SetLanguage, WriteFile
from xl_addin.install.interpreter import Interpreter
from xl_addin.install.manifest import Manifest, digest, maker
from xl_addin.install.places import Machine
from xl_addin.journal import whereabouts
from xl_addin.settings import Settings
from xl_addin.texts import say


@contextmanager
def _looking() -> Iterator[None]:
    """While it is looked at what there is; nothing is changed before that was possible."""
    try:
        yield
    except OSError as error:
        told = say("install.unreadable", file=error.filename, reason=error.strerror or error)
        raise XlAddinError(told, hint=say("health.unreadable_hint")) from None


@_looking()
def installing(
    machine: Machine,
    content: bytes,
    language: str,
    interpreter: Interpreter,
    before: Manifest | None = None,
    scripts: Sequence[Path] = (),
) -> list[Change]:
    """What has to be changed so that Excel opens the add-in; installed over an older one, only what differs.

    Args:
        machine: The computer.
        content: The add-in's file.
        language: Of its ribbon.
        interpreter: Named in the file.
        before: What is installed.
        scripts: What Excel on a Mac must be allowed to run for it, from the package.

    Raises:
        XlAddinError: It cannot be seen what is there.
    """
    places = {machine.scripts / script.name: script.read_bytes() for script in scripts}
    files = {path: made for path, made in places.items() if not _is_there(path) or _is_ours(path, before)}
    files[machine.file] = content
    manifest = Manifest(
        maker=maker(),
        language=language,
        interpreter=str(interpreter.path),
        library=str(interpreter.library),
        file=str(machine.file),
        digest=digest(content),
        files=tuple(map(str, files)),
        folders=_folders(machine, [machine.manifest, *files], before),
    )
    return [
        *_written({machine.manifest: manifest.written(), **files}),
        *_registered(machine),
        *_left_over(before, files),
    ]


def speaking(machine: Machine, language: str) -> list[Change]:
    """What has to be changed so that messages, sheets and commands have the ribbon's language; it stays."""
    default = Settings(home=machine.home)
    spoken = settings_file.language(default.file) or default.lang
    return [] if spoken == language else [SetLanguage(default.file, language)]


@_looking()
def check(machine: Machine, given: Mapping[str, str] = environ) -> None:
    """Returns when Excel opens no other xl-addin, and the home is this computer's alone.

    Args:
        machine: The computer.
        given: This window's environment.

    Raises:
        WrongUse: Two would work side by side, or other computers would get what is installed on this one.
        XlAddinError: It cannot be seen what is there.
    """
    if others := second(machine):
        told = say("install.second", files=", ".join(others))
        raise WrongUse(told, hint=say("install.second_hint"))
    if program := _copied(machine, given):
        told = say("install.synchronised", home=machine.home, program=program)
        raise WrongUse(told, hint=say("install.synchronised_hint"))


def second(machine: Machine) -> list[str]:
    """Other files of the add-in's name that Excel opens; on a Mac there is one place for all.

    Raises:
        OSError: Excel's start folder cannot be looked into.
    """
    if machine.registry is None:
        return []
    return autoload.others(machine.registry, machine.file, machine.start_folder)


def _copied(machine: Machine, given: Mapping[str, str]) -> str:
    """Who copies the home between computers: a program, or Windows with the roaming profile; else blank."""
    kind, program = whereabouts.shared(machine.manifest, given)
    return "Windows" if kind == "roaming" else program


@_looking()
def uninstalling(machine: Machine, installed: Manifest | None) -> list[Change]:
    """What has to be changed so that everything is as it was; folders go last, if they are empty.

    Without a manifest it is what bears our name at our place; a Mac's script is left, as it may be another's.

    Raises:
        XlAddinError: It cannot be seen what is there.
    """
    paths = map(Path, installed.files if installed else (str(machine.file),))
    folders = map(Path, reversed(installed.folders if installed else _own_folder(machine)))
    return [
        *_unregistered(machine),
        *(RemoveFile(path) for path in (*paths, machine.manifest) if _is_there(path)),
        *(RemoveFolder(path) for path in folders if _is_there(path)),
    ]


def _registered(machine: Machine) -> Iterator[Change]:
    if machine.registry is not None:
        yield from trusted.adding(machine.registry, machine.folder)
        yield from autoload.adding(machine.registry, machine.file)


def _unregistered(machine: Machine) -> Iterator[Change]:
    """Found by our name and place, so that nothing stays behind when a manifest is lost."""
    if machine.registry is not None:
        yield from autoload.removing(machine.registry, machine.file)
        yield from trusted.removing(machine.registry, machine.folder)


def _left_over(before: Manifest | None, files: dict[Path, bytes]) -> Iterator[Change]:
    """What an older version needed, and this one does not."""
    for path in map(Path, before.files if before else ()):
        if path not in files and _is_there(path):
            yield RemoveFile(path)


def _written(files: dict[Path, bytes]) -> Iterator[Change]:
    """Each file that is not there yet with this content, and the folders for it."""
    made: set[Path] = set()
    for path, content in files.items():
        if _holds(path, content):
            continue
        for folder in _missing(path.parent):
            if folder not in made:
                yield MakeFolder(folder)
                made.add(folder)
        yield WriteFile(path, content)


def _holds(path: Path, content: bytes) -> bool:
    """Whether a file has this content. One that cannot be read is written: that will tell what is wrong."""
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def _is_there(path: Path) -> bool:
    """Whether there is a file or folder; `Path.exists` of newer Pythons says no where it may not look."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _folders(machine: Machine, files: Sequence[Path], before: Manifest | None) -> tuple[str, ...]:
    """The folders that are ours to take away once they are empty: made now or before, and our own one."""
    new = [str(folder) for path in files for folder in _missing(path.parent)]
    return tuple(dict.fromkeys([*(before.folders if before else ()), *new, *_own_folder(machine)]))


def _own_folder(machine: Machine) -> list[str]:
    """The folder that holds our file and nothing else; a Mac's is Office's."""
    return [] if machine.system == "darwin" else [str(machine.folder)]


def _missing(folder: Path) -> list[Path]:
    """The folder and those around it that are not there, outermost first."""
    around = [each for each in (folder, *folder.parents) if not _is_there(each)]
    return around[::-1]


def _is_ours(path: Path, before: Manifest | None) -> bool:
    return before is not None and str(path) in before.files
