"""Whether a workbook can be written now: nobody holds it, nobody forbids it."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from xl_addin.workbook.refusals import Unreadable
from xl_addin.workbook.writing.replacing import PREFIX

_ANY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_LOCKS = (("open_in_excel", "~${name}"), ("open_in_libreoffice", ".~lock.{name}#"))
"""The files with which Excel and LibreOffice say that they hold a workbook, by what it means."""


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
    _check_folder(target)


def _check_locks(path: Path) -> None:
    for key, pattern in _LOCKS:
        lock = path.with_name(pattern.format(name=path.name))
        if lock.exists():
            raise Unreadable(key, lock=lock.name)


def _check_not_held(target: Path) -> None:
    """On Windows a program that holds the file lets nobody else open it for writing."""
    try:
        target.open("r+b").close()
    except PermissionError:
        raise Unreadable("read_only" if os.name != "nt" else "held") from None


def _check_folder(target: Path) -> None:
    """Only making a file tells whether one can be made."""
    try:
        with tempfile.NamedTemporaryFile(prefix=PREFIX, dir=target.parent):
            return
    except OSError as error:
        raise Unreadable("folder_read_only", reason=error.strerror) from error
