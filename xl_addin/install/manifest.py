"""What was installed, kept in the home so that just that can be taken back."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import msgspec

from xl_addin import __version__
from xl_addin.errors import XlAddinError
from xl_addin.install.places import Machine
from xl_addin.texts import say

_SCRIPT = re.compile(r"xlwings-\d+(\.\w+)*\.applescript", re.ASCII)


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What was installed. Written before anything else, so that what broke off can be taken back too.

    Attributes:
        maker: What built the file: xl-addin and xlwings, each with its version.
        language: Of the ribbon.
        interpreter: The Python that Excel starts.
        library: The folder from which Excel loads xlwings' DLL.
        file: The add-in's file.
        digest: Its SHA-256; blank in a manifest of a time before there was one.
        files: All files of ours, that one among them.
        folders: The folders that were not there before, outermost first.
    """

    maker: str
    language: str
    interpreter: str
    library: str
    file: str
    files: tuple[str, ...]
    folders: tuple[str, ...] = ()
    digest: str = ""

    def written(self) -> bytes:
        """As it is kept."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2)


def maker() -> str:
    """What would build a file now: the VBA names the library of one release of xlwings."""
    return f"xl-addin {__version__}, xlwings {version('xlwings')}"


def digest(content: bytes) -> str:
    """By what a file's content is known again."""
    return sha256(content).hexdigest()


def read(machine: Machine) -> Manifest | None:
    """What was installed; None when nothing was, or nothing says so.

    Raises:
        XlAddinError: The manifest is there and cannot be read, or names what the installer cannot have made
            on this computer: whoever wrote it does not have us take away something else.
    """
    try:
        found = msgspec.json.decode(machine.manifest.read_bytes(), type=Manifest)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise XlAddinError(
            say("install.manifest", file=machine.manifest, reason=error), hint=say("install.manifest_hint")
        ) from None
    check(found, machine)
    return found


def check(installed: Manifest, machine: Machine) -> None:
    """Returns when all that a manifest names can be the installer's own.

    Raises:
        XlAddinError: Something cannot; nothing was changed.
    """
    if foreign := next(_foreign(installed, machine), ""):
        raise XlAddinError(
            say("install.foreign", file=machine.manifest, what=foreign), hint=say("install.manifest_hint")
        )


def _foreign(installed: Manifest, machine: Machine) -> Iterator[str]:
    """What it names and we never make."""
    if not _same(installed.file, machine.file):
        yield installed.file
    yield from (path for path in installed.files if not _is_file_of_ours(path, machine))
    around = [
        each for ours in (machine.home, machine.folder, machine.scripts) for each in (ours, *ours.parents)
    ]
    yield from (path for path in installed.folders if not any(_same(path, each) for each in around))


def _is_file_of_ours(path: str, machine: Machine) -> bool:
    if _same(path, machine.file):
        return True
    script = machine.system == "darwin" and _SCRIPT.fullmatch(Path(path).name)
    return bool(script) and _same(path, machine.scripts / Path(path).name)


def _same(path: str, ours: Path) -> bool:
    return os.path.normcase(path) == os.path.normcase(str(ours))
