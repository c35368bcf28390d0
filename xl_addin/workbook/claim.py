"""A small file beside a workbook tells other computers that an import has it (ADR 12).

Operating-system locks hold between the programs of one computer. Two computers that share a folder see the
same files, so a file is what they can tell each other by.
"""

from __future__ import annotations

import getpass
import os
import socket
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from xl_addin.errors import WorkbookError
from xl_addin.texts import say
from xl_addin.workbook.writing.replacing import PREFIX

LONGEST = 86_400.0
"""Seconds; an older claim was left behind by a computer that died. No import lasts so long."""
WRITING = 60.0
"""Seconds; what says nothing for longer is no claim that is being written, but what a crash left of one."""
LARGEST = 4096
"""Bytes that are read of a claim."""
LONGEST_NAME = 60
_ALONE = os.O_CREAT | os.O_EXCL | os.O_WRONLY
_READING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Claim(msgspec.Struct, frozen=True):
    """Who has a workbook.

    Attributes:
        journal: Which journal's import, by its name (`Runs.identity`).
        user: Who runs it.
        host: On which computer.
        since: When it took the workbook (UTC, ISO 8601).
    """

    journal: str = ""
    user: str = ""
    host: str = ""
    since: str = ""


def beside(path: Path) -> Path:
    """Where the claim to a workbook stands; links lead to one place."""
    real = path.resolve()
    return real.with_name(f".{real.name}.xl-addin-lock")


@contextmanager
def claimed(path: Path, journal: str) -> Iterator[None]:
    """Has other computers leave a workbook alone while the block runs.

    Where no file can be made there is no claim: that folder is refused for other reasons.

    Args:
        path: The workbook.
        journal: The name of our journal, whose own locks hold the workbook by now. So a claim in that name
            was left by an import that died.

    Raises:
        WorkbookError: An import of another journal has it; the message names who.
    """
    file, ours = beside(path), _now(journal)
    made = path.is_file() and _make(file, ours)
    try:
        yield
    finally:
        if made and _read(file) == ours:
            with suppress(OSError):
                file.unlink()


def _now(journal: str) -> Claim:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        user = "–"
    return Claim(journal, user, socket.gethostname(), datetime.now(UTC).isoformat(timespec="seconds"))


def _make(file: Path, ours: Claim) -> bool:
    """Makes the claim; False where that is not possible.

    Raises:
        WorkbookError: See `claimed`.
    """
    try:
        if os.path.lexists(file):
            _clear(file, ours)
        _place(file, msgspec.json.encode(ours))
    except FileExistsError:  # another computer was quicker by a moment
        raise _taken(file, _read(file)) from None
    except OSError:
        return False
    return True


def _place(file: Path, content: bytes) -> None:
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


def _clear(file: Path, ours: Claim) -> None:
    """Takes away a claim that is over.

    Raises:
        WorkbookError: It is not.
        OSError: It cannot be taken away.
    """
    theirs = _read(file)
    if theirs.journal != ours.journal and _age(file) < (LONGEST if theirs.journal else WRITING):
        raise _taken(file, theirs)
    file.unlink(missing_ok=True)


def _read(file: Path) -> Claim:
    """What stands there. It may have been planted, so nothing is done with its words but showing them."""
    try:
        descriptor = os.open(file, _READING)
        with os.fdopen(descriptor, "rb") as stream:
            regular = stat.S_ISREG(os.fstat(descriptor).st_mode)
            return msgspec.json.decode(stream.read(LARGEST) if regular else b"", type=Claim)
    except PermissionError:
        return Claim("–")
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return Claim()


def _age(file: Path) -> float:
    """Its age in seconds by the folder's own clock, since ours or its writer's may be wrong."""
    with tempfile.NamedTemporaryFile(prefix=PREFIX, dir=file.parent) as fresh:
        return abs(os.fstat(fresh.fileno()).st_mtime - file.lstat().st_mtime)


def _taken(file: Path, theirs: Claim) -> WorkbookError:
    name = file.name.removeprefix(".").removesuffix(".xl-addin-lock")
    user, host, since = _short(theirs.user), _short(theirs.host), _clock(theirs.since)
    message = say("workbook.claimed", file=name, user=user, host=host, since=since)
    return WorkbookError(message, hint=say("workbook.claimed_hint", lock=file.name))


def _short(name: str) -> str:
    return name[:LONGEST_NAME] or "–"


def _clock(since: str) -> str:
    """A moment where the person is."""
    try:
        return f"{datetime.fromisoformat(since).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError):
        return "–"
