"""Puts a claim where only one can stand, and takes one away without taking another's."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from xl_addin.workbook.claim.claim import read_claim
from xl_addin.workbook.claim.refusal import taken
from xl_addin.workbook.writing.replacing import PREFIX

_ALONE = os.O_CREAT | os.O_EXCL | os.O_WRONLY


def place(file: Path, content: bytes) -> None:
    """Puts the claim there, whole and at once: half of one would be nobody's, and block its own computer."""
    descriptor, name = tempfile.mkstemp(prefix=PREFIX, dir=file.parent)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        draft.chmod(0o644)
        try:
            file.hardlink_to(draft)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):  # a folder without links
            _write(file, content)
    finally:
        draft.unlink(missing_ok=True)


def _write(file: Path, content: bytes) -> None:
    descriptor = os.open(file, _ALONE, 0o644)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
    except OSError:  # the disk is full
        file.unlink(missing_ok=True)
        raise


def take_away(file: Path, is_it: Callable[[Path], bool]) -> None:
    """Takes a claim away under a name of our own, and looks there whether it is the one that was meant.

    Raises:
        WorkbookError: It is another, made just now. It was put back.
        OSError: It cannot be taken away.
    """
    aside = file.with_name(f"{PREFIX}{secrets.token_hex(8)}")
    file.rename(aside)
    try:
        if not is_it(aside):
            theirs = read_claim(aside)
            with suppress(FileExistsError):  # a third one's: the second one sees it before its next row
                _put_back(file, aside)
            raise taken(file, theirs)
    finally:
        aside.unlink(missing_ok=True)


def _put_back(file: Path, aside: Path) -> None:
    try:
        file.hardlink_to(aside)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a folder without links
        _write(file, aside.read_bytes())


def age_of(file: Path) -> float:
    """Its age in seconds by the folder's own clock, since ours or its writer's may be wrong."""
    with tempfile.NamedTemporaryFile(prefix=PREFIX, dir=file.parent) as fresh:
        return abs(os.fstat(fresh.fileno()).st_mtime - file.lstat().st_mtime)
