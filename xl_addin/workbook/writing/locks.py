"""Whether a workbook can be written now: nobody holds it, nobody forbids it."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from xl_addin.workbook.package import Package
from xl_addin.workbook.refusals import Unreadable
from xl_addin.workbook.writing import owners
from xl_addin.workbook.writing.replacing import PREFIX

_ANY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_LOCKS = (
    ("open_in_excel", "~${name}", owners.in_excel),
    ("open_in_libreoffice", ".~lock.{name}#", owners.in_libreoffice),
)
"""The files with which Excel and LibreOffice say that they hold a workbook: what it means, and who does."""


def check_writable(path: Path) -> None:
    """Returns when the workbook can be replaced.

    Raises:
        Unreadable: It is open in another program, or read-only.
        OSError: It is not there.
    """
    target = path.resolve(strict=True)
    for place in {path, target}:
        _check_locks(place)
    if not target.stat().st_mode & _ANY_WRITE or not os.access(target, os.W_OK):
        raise Unreadable("read_only")
    _check_not_held(target)
    check_folder(target)


def check_unsigned(package: Package) -> None:
    """Returns when nobody signed the workbook: of a changed one, a signature says that it was tampered with.

    A signature of its macros alone is of their part, which stays as it is.

    Raises:
        Unreadable: "signed".
    """
    origins = [target.target for target in package.relationships("").values() if target.kind == "origin"]
    if any(package.relationships(origin) for origin in origins):
        raise Unreadable("signed")


def _check_locks(path: Path) -> None:
    for key, pattern, owner_of in _LOCKS:
        lock = path.with_name(pattern.format(name=path.name))
        if lock.exists():
            owner = owner_of(lock)
            raise Unreadable(key, lock=lock.name, by=f" ({owner})" if owner else "")


def _check_not_held(target: Path) -> None:
    """On Windows a program that holds the file lets nobody else open it for writing."""
    try:
        target.open("r+b").close()
    except PermissionError:
        raise Unreadable("read_only" if os.name != "nt" else "held") from None


def check_folder(target: Path) -> None:
    """Returns when a file can be made beside this one; only making one tells.

    Raises:
        Unreadable: "folder_read_only".
    """
    try:
        with tempfile.NamedTemporaryFile(prefix=PREFIX, dir=target.parent):
            return
    except OSError as error:
        raise Unreadable("folder_read_only", reason=error.strerror) from error
