"""A file takes another's place at once or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

PREFIX = ".xl-addin-"
"""How the name of a file that is being made begins."""


def replace(path: Path, fill: Callable[[IO[bytes]], None], verify: Callable[[Path], None]) -> None:
    """Makes a new file beside the old one, on disk and verified, and gives it the old one's name.

    The file a link points at is replaced, not the link; mode and owner stay where the system lets us.

    Args:
        path: The file.
        fill: Writes the new content.
        verify: Looks at the new file; what it raises keeps the old one.

    Raises:
        OSError: The old file is as it was.
    """
    target = path.resolve(strict=True)
    descriptor, name = tempfile.mkstemp(prefix=PREFIX, suffix=target.suffix, dir=target.parent)
    made = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            fill(file)
            _take_over(target, made)
            file.flush()
            os.fsync(file.fileno())
        verify(made)
        made.replace(target)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _take_over(old: Path, new: Path) -> None:
    """Owner, mode and extended attributes of the old file; the time is now."""
    status = old.stat()
    if hasattr(os, "chown"):
        with suppress(PermissionError):
            os.chown(new, status.st_uid, status.st_gid)
    shutil.copystat(old, new)
    os.utime(new)


def _sync_folder(folder: Path) -> None:
    """Makes the new name survive a power cut; Windows and some network folders cannot be asked to."""
    if os.name == "nt":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
