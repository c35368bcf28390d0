"""The key of a home: by it a login is told from another one, and nothing of its secret is kept."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from secrets import token_bytes

from xl_addin import private_file

FILE_NAME = "answers.key"
LENGTH = 32
"""Bytes."""


def key_of(home: Path) -> bytes:
    """Random bytes, made once and kept in the home; those of this program alone where that cannot be.

    Args:
        home: The folder.
    """
    file = home / FILE_NAME
    with suppress(OSError):
        return _read(file) or _made(file)
    return token_bytes(LENGTH)


def _read(file: Path) -> bytes:
    """The key; nothing where there is none, or none that is whole."""
    try:
        found = file.read_bytes()
    except FileNotFoundError:
        return b""
    return found if len(found) == LENGTH else b""


def _made(file: Path) -> bytes:
    """Of two programs that make one, the later one's stands; the other's answers are asked for again."""
    key = token_bytes(LENGTH)
    private_file.replace(file, key)
    return key
