"""What a claim says, and who we say we are."""

from __future__ import annotations

import getpass
import os
import secrets
import socket
import stat
from datetime import UTC, datetime
from pathlib import Path

import msgspec

LARGEST = 4096
"""Bytes that are read of a claim."""
MACHINE_ID = Path("/etc/machine-id")
CAREFULLY = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""How a file is opened that anybody may have put there."""


class Claim(msgspec.Struct, frozen=True):
    """Who has a workbook.

    Attributes:
        journal: Which journal's import, by its name (`Runs.identity`).
        user: Who runs it.
        host: On which computer.
        since: When it took the workbook (UTC, ISO 8601).
        machine: The computer's own id, where the system tells one: two computers may have one name.
        locks: Which locks of the operating system hold the workbook for that journal (`Runs.locks`).
        nonce: Drawn anew for each claim, so that no two are alike.
    """

    journal: str = ""
    user: str = ""
    host: str = ""
    since: str = ""
    machine: str = ""
    locks: str = ""
    nonce: str = ""


def beside(path: Path) -> Path:
    """Where the claim to a workbook stands; links lead to one place."""
    real = path.resolve()
    return real.with_name(f".{real.name}.xl-addin-lock")


def our_claim(journal: str, locks: str) -> Claim:
    """A new claim, for this moment."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        user = "–"
    since = datetime.now(UTC).isoformat(timespec="seconds")
    return Claim(journal, user, socket.gethostname(), since, _machine(), locks, secrets.token_hex(8))


def _machine() -> str:
    """The id that a system was given when it was installed; blank where there is none to read."""
    try:
        return MACHINE_ID.read_text("ascii", "replace").strip()
    except OSError:
        return ""


def read_claim(file: Path) -> Claim:
    """What stands there. It may have been planted, so nothing is done with its words but showing them."""
    try:
        descriptor = os.open(file, os.O_RDONLY | CAREFULLY)
        with os.fdopen(descriptor, "rb") as stream:
            regular = stat.S_ISREG(os.fstat(descriptor).st_mode)
            return msgspec.json.decode(stream.read(LARGEST) if regular else b"", type=Claim)
    except PermissionError:
        return Claim("–")
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return Claim()
