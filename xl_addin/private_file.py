"""Small files of ours: private to the user, and whole or not changed at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def replace(file: Path, content: bytes) -> None:
    """Writes a file anew; whoever reads it sees the old content or all of the new one.

    The new one is made under a name that nobody can guess or have taken, so no link is followed.

    Raises:
        OSError: It cannot be written; the old content stays.
    """
    _make(file.parent)
    descriptor, name = tempfile.mkstemp(prefix=f".{file.name[:100]}.", suffix=".new", dir=file.parent)
    fresh = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(file)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def _make(folder: Path) -> None:
    """A missing folder, and the missing ones around it: `mkdir` alone would leave those open to all."""
    if not folder.is_dir():
        _make(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
