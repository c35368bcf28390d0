"""What nobody foresaw: one sentence for the cell, everything else into a private file."""

from __future__ import annotations

import os
import threading
import traceback
from datetime import datetime
from pathlib import Path

from xl_addin import __version__
from xl_addin.functions.reasons import reason
from xl_addin.texts import say

FILE_NAME = "excel.log"
LARGEST = 2**20
"""Bytes of the file, after which it begins anew; the one before is kept beside it."""
MOST = 100
"""Kinds of failures that one process writes down."""

_lock = threading.Lock()
_written: set[str] = set()


def told(home: Path, function: str, error: Exception) -> str:
    """Writes a failure down, once however many cells have it; the reason that a person is told.

    Arguments and values are not written: they are somebody's accounts.

    Args:
        home: The folder for the file.
        function: The cell function that failed.
        error: What it raised.
    """
    story = f"{function}\n{''.join(traceback.format_exception(error))}"
    sentence = reason(error)
    file = home / FILE_NAME
    try:
        with _lock:
            if story not in _written and len(_written) < MOST:
                _append(file, story)
                _written.add(story)
    except OSError:  # a full disk is no reason to show less than the sentence
        return sentence
    return f"{sentence} {say('cells.unforeseen_hint', file=file)}"


def _append(file: Path, story: str) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if file.exists() and file.stat().st_size > LARGEST:
        file.replace(file.with_suffix(".old.log"))
    descriptor = os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace") as stream:
        stream.write(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S%z} xl-addin {__version__} {story}\n")
