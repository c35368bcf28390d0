"""The mark by which a record is found again in a service."""

from __future__ import annotations

PREFIX = "xl:"


def mark(key: str) -> str:
    """The mark made of a row's key.

    >>> mark("k7f3q2m9")
    'xl:k7f3q2m9'
    """
    return f"{PREFIX}{key}"


def is_mark(text: str) -> bool:
    """Whether a text is a mark, of whatever row.

    >>> is_mark("XL:k7f3q2m9"), is_mark("RENT-12")
    (True, False)
    """
    return text.casefold().startswith(PREFIX)
