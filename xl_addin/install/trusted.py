r"""Excel's trusted locations: folders whose files may run macros without a question, whatever else is set."""

from __future__ import annotations

import ntpath
import re
from collections.abc import Iterator
from pathlib import PurePath

from xl_addin.install.changes import Change, PutValue, RemoveKey
from xl_addin.install.registry import Registry, Value, number, text

LOCATIONS = r"HKCU\Software\Microsoft\Office\16.0\Excel\Security\Trusted Locations"
POLICIES = (
    r"HKCU\Software\Policies\Microsoft\Office\16.0\Excel\Security\Trusted Locations",
    r"HKCU\Software\Policies\Microsoft\Office\16.0\Common\Security\Trusted Locations\All Applications",
    r"HKCU\Software\Policies\Microsoft\Cloud\Office\16.0\Excel\Security\Trusted Locations",
)
"""Where a company's own stand: Excel's, all of Office's (assumed from Microsoft's templates), the cloud's."""
DRIVES = r"HKCU\Network"
"""The letters of drives that are another computer's."""
DESCRIPTION = "xl-addin"
LOWEST = 10
"""Below it are the locations that Office makes for itself."""
_NUMBERED = re.compile(r"Location(\d+)", re.IGNORECASE)


def location_of(registry: Registry, folder: PurePath) -> str:
    """The key of the location that covers a folder, the company's first; blank where none does."""
    return managed_location_of(registry, folder) or _covering(registry, LOCATIONS, folder)


def managed_location_of(registry: Registry, folder: PurePath) -> str:
    """The key of the company's location that covers a folder; blank where none does."""
    return next(filter(None, (_covering(registry, root, folder) for root in POLICIES)), "")


def is_remote(registry: Registry, folder: PurePath) -> bool:
    """Whether a folder lies on another computer's disk."""
    drive = ntpath.splitdrive(str(folder))[0]
    letters = {name.casefold() for name in registry.keys(DRIVES)}
    return drive.startswith("\\\\") or drive.rstrip(":").casefold() in letters


def adding(registry: Registry, folder: PurePath) -> Iterator[Change]:
    """The changes that make a folder, without those below it, a trusted location; none where it is one."""
    if location_of(registry, folder):
        return
    key = f"{LOCATIONS}\\Location{_free(registry)}"
    yield PutValue(key, "Description", Value(DESCRIPTION))  # first: what breaks off here is known as ours
    yield PutValue(key, "Path", Value(f"{folder}\\"))


def removing(registry: Registry, folder: PurePath) -> Iterator[Change]:
    """The changes that take back every location that bears our name and names just our folder, or none."""
    for name in registry.keys(LOCATIONS):
        key = f"{LOCATIONS}\\{name}"
        if _NUMBERED.fullmatch(name) and _is_ours(registry, key, folder):
            yield RemoveKey(key)


def _is_ours(registry: Registry, key: str, folder: PurePath) -> bool:
    path = _plain(text(registry, key, "Path"))
    return text(registry, key, "Description") == DESCRIPTION and path in ("", _plain(str(folder)))


def _covering(registry: Registry, root: str, folder: PurePath) -> str:
    here = _plain(str(folder))
    for name in registry.keys(root):
        key = f"{root}\\{name}"
        path = _plain(text(registry, key, "Path"))
        wide = bool(number(registry, key, "AllowSubFolders"))
        if path and (path == here or (wide and here.startswith(path + "\\"))):
            return key
    return ""


def _free(registry: Registry) -> int:
    """A number above all others."""
    matches = map(_NUMBERED.fullmatch, registry.keys(LOCATIONS))
    return max([LOWEST, *(int(match[1]) + 1 for match in matches if match)])


def _plain(path: str) -> str:
    return ntpath.normcase(path.rstrip("\\/"))
