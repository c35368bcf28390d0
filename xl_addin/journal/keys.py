"""Short random names for rows and operations."""

from __future__ import annotations

import re
import secrets
from collections.abc import Container

LETTERS = "bcdfghjkmnpqrstvwxyz"
"""No vowels (no words) and nothing that is misread for a digit."""
ALPHABET = LETTERS + "23456789"
LENGTH = 8

SECOND = "-2"
"""What stands behind a row's key in the journal where its second step is meant."""

_KEY = re.compile(f"[{LETTERS}][{ALPHABET}]{{{LENGTH - 1}}}")


def new_key(taken: Container[str] = ()) -> str:
    """A key that is not taken. It begins with a letter, so no spreadsheet makes a number of it."""
    while True:
        key = secrets.choice(LETTERS) + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
        if key not in taken:
            return key


def second_of(key: str) -> str:
    """What a row's second step is called in the journal."""
    return key + SECOND


def is_second(key: str) -> bool:
    """Whether an operation's key is of a row's second step."""
    return key.endswith(SECOND)


def is_key(text: str) -> bool:
    """Whether a text has the form of a key."""
    return _KEY.fullmatch(text) is not None
