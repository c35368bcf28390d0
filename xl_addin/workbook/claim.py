"""A small file beside a workbook tells other computers that an import has it (ADR 12).

Operating-system locks hold between the programs of one computer. Two computers that share a folder see the
same files, so a file is what they can tell each other by.
"""

from __future__ import annotations

import getpass
import os
import secrets
import socket
import stat
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
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
RENEWED = 60.0
"""Seconds; so often a living import touches its claim, so that a claim's age means that it is dead."""
FRESH = 1.0
"""Seconds for which a look at one's own claim is good, by every clock there is."""
TRIES = 5
LARGEST = 4096
"""Bytes that are read of a claim."""
LONGEST_NAME = 60
MACHINE_ID = Path("/etc/machine-id")
_ALONE = os.O_CREAT | os.O_EXCL | os.O_WRONLY
_CAREFULLY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Claim(msgspec.Struct, frozen=True):
    """Who has a workbook.

    Attributes:
        journal: Which journal's import, by its name (`Runs.identity`).
        user: Who runs it.
        host: On which computer.
        since: When it took the workbook (UTC, ISO 8601).
        machine: The computer's own id, where the system tells one: two computers may have one name.
        nonce: Drawn anew for each claim, so that no two are alike.
    """

    journal: str = ""
    user: str = ""
    host: str = ""
    since: str = ""
    machine: str = ""
    nonce: str = ""


class Held:
    """A claim of ours, which somebody may take from us while this computer sleeps."""

    def __init__(self, file: Path, ours: Claim) -> None:
        self._file = file
        self._ours = ours
        self._lock = threading.Lock()
        self._looked: list[float] = []
        self._lost = False

    def still_ours(self) -> bool:
        """Whether it is ours to go on. What was lost once is lost; a look is good for a second."""
        with self._lock:
            moment = _moment()
            if not self._looked or any(
                abs(then - now) > FRESH for then, now in zip(self._looked, moment, strict=True)
            ):
                self._lost = self._lost or _read(self._file) != self._ours
                self._looked = moment
            return not self._lost

    def renew(self) -> None:
        """Makes it young by the folder's own clock: the same bytes are written once more."""
        with suppress(OSError), os.fdopen(os.open(self._file, os.O_RDWR | _CAREFULLY), "r+b") as stream:
            content = stream.read(LARGEST)
            if content == msgspec.json.encode(self._ours):
                stream.seek(0)
                stream.write(content)


def beside(path: Path) -> Path:
    """Where the claim to a workbook stands; links lead to one place."""
    real = path.resolve()
    return real.with_name(f".{real.name}.xl-addin-lock")


@contextmanager
def claimed(path: Path, journal: str) -> Iterator[Held | None]:
    """Has other computers leave a workbook alone while the block runs.

    Where no file can be made there is no claim: that folder is refused for other reasons.

    Args:
        path: The workbook.
        journal: The name of our journal, whose own locks hold the workbook by now. So a claim in that name
            from this computer was left by an import that died.

    Yields:
        The claim; None where there is none.

    Raises:
        WorkbookError: An import of another journal, or on another computer, has it; the message names who.
    """
    file, ours = beside(path), _now(journal)
    if not (path.is_file() and _make(file, ours)):
        yield None
        return
    try:
        held = Held(file, ours)
        with _renewed(held):
            yield held
    finally:
        if _read(file) == ours:
            with suppress(OSError):
                _take_away(file, lambda aside: _read(aside) == ours)


@contextmanager
def _renewed(held: Held) -> Iterator[None]:
    """Keeps a claim young while the block runs."""
    over = threading.Event()

    def renew() -> None:
        while not over.wait(RENEWED):
            held.renew()

    thread = threading.Thread(target=renew, name="claim", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _moment() -> list[float]:
    """What each clock says. Some stand still while the computer sleeps, others are set by hand."""
    moment = [time.monotonic(), time.time()]
    if hasattr(time, "CLOCK_BOOTTIME"):
        moment.append(time.clock_gettime(time.CLOCK_BOOTTIME))
    return moment


def _now(journal: str) -> Claim:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        user = "–"
    since = datetime.now(UTC).isoformat(timespec="seconds")
    return Claim(journal, user, socket.gethostname(), since, _machine(), secrets.token_hex(8))


def _machine() -> str:
    """The id that a system was given when it was installed; blank where there is none to read."""
    try:
        return MACHINE_ID.read_text("ascii", "replace").strip()
    except OSError:
        return ""


def _make(file: Path, ours: Claim) -> bool:
    """Makes the claim; False where that is not possible.

    Raises:
        WorkbookError: See `claimed`.
    """
    for _ in range(TRIES):
        try:
            _clear(file, ours)
            _place(file, msgspec.json.encode(ours))
        except FileExistsError:  # another computer was quicker by a moment
            continue
        except OSError:
            if os.path.lexists(file):  # what cannot be taken away may be somebody's
                break
            return False
        if _read(file) == ours:
            return True
    raise _taken(file, _read(file))


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
    """Takes away a claim that is over, if there is one.

    Raises:
        WorkbookError: It is not over.
        OSError: It cannot be taken away.
    """
    try:
        theirs, found = _read(file), file.lstat()
        if stat.S_ISDIR(found.st_mode) or not (_is_dead(theirs, ours) or _is_old(file, theirs)):
            raise _taken(file, theirs)
        _take_away(
            file, lambda aside: _read(aside) == theirs and aside.lstat().st_mtime_ns == found.st_mtime_ns
        )
    except FileNotFoundError:  # whoever made it ended just now, or another took it away
        return


def _is_dead(theirs: Claim, ours: Claim) -> bool:
    """An import of ours, by its journal and its computer. A home that was copied is another computer's."""
    mine = (ours.journal, ours.host, ours.machine)
    return bool(ours.journal) and (theirs.journal, theirs.host, theirs.machine) == mine


def _is_old(file: Path, theirs: Claim) -> bool:
    return _age(file) >= (LONGEST if theirs.journal else WRITING)


def _take_away(file: Path, is_it: Callable[[Path], bool]) -> None:
    """Takes a claim away under a name of our own, and looks there whether it is the one that was meant.

    Raises:
        WorkbookError: It is another, made just now. It was put back.
        OSError: It cannot be taken away.
    """
    aside = file.with_name(f"{PREFIX}{secrets.token_hex(8)}")
    file.rename(aside)
    try:
        if not is_it(aside):
            theirs = _read(aside)
            with suppress(FileExistsError):  # a third one's: the second one sees it before its next row
                _put_back(file, aside)
            raise _taken(file, theirs)
    finally:
        aside.unlink(missing_ok=True)


def _put_back(file: Path, aside: Path) -> None:
    try:
        file.hardlink_to(aside)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a folder without links
        _write(file, aside.read_bytes())


def _read(file: Path) -> Claim:
    """What stands there. It may have been planted, so nothing is done with its words but showing them."""
    try:
        descriptor = os.open(file, os.O_RDONLY | _CAREFULLY)
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
