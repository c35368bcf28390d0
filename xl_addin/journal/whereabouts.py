"""Whether a journal lies where it can do its work: on this computer's own disk, which nothing copies away.

SQLite's log and locks hold on a local disk only, and a folder that another computer writes too brings back an
older journal, which no longer knows what was sent.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath

from xl_addin.errors import JournalError
from xl_addin.texts import say

SYNCHRONISED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "mobile documents": "iCloud",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "cloudstorage": "CloudStorage",
    "box sync": "Box",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud drive": "pCloud",
}
"""Folder names, in small letters, by which programs that copy between computers call theirs."""
VARIABLES = {"OneDrive": "OneDrive", "OneDriveCommercial": "OneDrive", "OneDriveConsumer": "OneDrive"}
"""What names such a folder in the environment of Windows."""
MARKERS = {".stfolder": "Syncthing", ".dropbox.cache": "Dropbox"}
"""What lies in such a folder, whatever it is called."""
NETWORKS = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "afpfs", "ncpfs", "davfs", "davfs2", "sshfs", "rclone")
)
"""File systems of other computers, as Linux names them; some behind `fuse.`."""
MOUNTS = Path("/proc/self/mounts")
REMOTE = 4
"""What Windows says of a drive that is another computer's (DRIVE_REMOTE)."""


def check(journal: Path, environment: Mapping[str, str] | None = None, mounts: Path = MOUNTS) -> None:
    """Returns when a journal may lie where it does.

    Raises:
        JournalError: Another computer may have a hand in it; says whose folder it is and what to do.
    """
    kind, program = shared(journal, environment, mounts)
    if kind:
        told = say(f"journal.{kind}", path=journal, program=program)
        raise JournalError(told, hint=say("journal.elsewhere_hint"))


def shared(
    path: Path, environment: Mapping[str, str] | None = None, mounts: Path = MOUNTS
) -> tuple[str, str]:
    """How another computer may have a hand in a file, and by which program, where one is known; else blank.

    Returns:
        `synchronised` and the program's name, `network`, `roaming`; blank where nobody has.
    """
    given = os.environ if environment is None else environment
    real = path.resolve()
    if program := _synchronised(real, given):
        return "synchronised", program
    if _is_remote(real, mounts):
        return "network", ""
    return ("roaming" if _is_below(real, given.get("APPDATA", "")) else ""), ""


def _synchronised(path: Path, environment: Mapping[str, str]) -> str:
    """Who copies the folder between computers; blank where nobody is known to."""
    for variable, program in VARIABLES.items():
        if _is_below(path, environment.get(variable, "")):
            return program
    for folder in path.parents:
        if program := by_name(folder.name):
            return program
        marked = (program for marker, program in MARKERS.items() if (folder / marker).exists())
        if program := next(marked, ""):
            return program
    return ""


def by_name(folder: str) -> str:
    """The program that gives its folder such a name: `OneDrive - Vauzelle`, `Dropbox (Shop)`; else blank."""
    bare = folder.casefold().split(" - ")[0].split(" (")[0]
    return SYNCHRONISED.get(bare, "")


def _is_below(path: Path, folder: str) -> bool:
    return bool(folder) and path.is_relative_to(Path(folder).resolve())


if sys.platform == "win32":

    def _is_remote(path: Path, _mounts: Path) -> bool:
        import ctypes

        named = path.drive.startswith("\\\\")
        return named or bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == REMOTE)
else:

    def _is_remote(path: Path, mounts: Path) -> bool:
        return kind_of(path, mounts).removeprefix("fuse.") in NETWORKS


def kind_of(path: PurePath, mounts: Path = MOUNTS) -> str:
    """The file system that a path is on, as Linux names it; blank where nothing tells."""
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ""
    points = {_unescaped(line.split()[1]): line.split()[2] for line in lines if len(line.split()) > 2}
    above = [point for point in points if path.is_relative_to(point)]
    return points[max(above, key=len)] if above else ""


def _unescaped(point: str) -> str:
    r"""A mount point as it is called: blanks and the like stand there as `\040` (fstab(5))."""
    parts = point.split("\\")
    return parts[0] + "".join(chr(int(part[:3], 8)) + part[3:] for part in parts[1:])
