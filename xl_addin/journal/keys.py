"""Short random names for rows and operations."""

from __future__ import annotations

import re
import secrets
from collections.abc import Container

LETTERS = "bcdfghjkmnpqrstvwxyz"
"""No vowels (no words) and nothing that is misread for a digit."""
ALPHABET = LETTERS + "23456789"
LENGTH = 8

_KEYS = len(LETTERS) * len(ALPHABET) ** (LENGTH - 1)

SECOND = "-2"
"""What stands behind a row's key in the journal where its second step is meant."""

TWIN = "/"
"""Between an operation's id and a row's key: another operation has that key, and both were sent."""

_KEY = re.compile(f"[{LETTERS}][{ALPHABET}]{{{LENGTH - 1}}}")


def new_key(taken: Container[str] = ()) -> str:
    """A key that is not taken. It begins with a letter, so no spreadsheet makes a number of it."""
    while (key := _random_key()) in taken:
        continue
    return key


def _random_key() -> str:
    number, first = divmod(secrets.randbelow(_KEYS), len(LETTERS))  # asking once for all letters is quicker
    letters = [LETTERS[first]]
    for _ in range(LENGTH - 1):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def second_of(key: str) -> str:
    """What a row's second step is called in the journal."""
    return key + SECOND


def is_second(key: str) -> bool:
    """Whether an operation's key is of a row's second step."""
    return key.endswith(SECOND)


def twin_of(key: str, operation: str) -> str:
    """What an operation is called whose row's key another live one has: two computers sent one row.

    >>> twin_of("k7f3q2m9", "b2345678")
    'b2345678/k7f3q2m9'
    """
    return f"{operation}{TWIN}{row_key(key)}"


def is_twin(key: str) -> bool:
    """Whether an operation's key is of a row that another operation is live for."""
    return TWIN in key


def row_key(key: str) -> str:
    """The key as the sheet and the service's mark have it.

    >>> row_key("b2345678/k7f3q2m9-2"), row_key("k7f3q2m9")
    ('k7f3q2m9-2', 'k7f3q2m9')
    """
    return key.rpartition(TWIN)[2]


def is_key(text: str) -> bool:
    """Whether a text has the form of a key."""
    return _KEY.fullmatch(text) is not None
