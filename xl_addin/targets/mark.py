"""The mark by which a record is found again in a service."""

from __future__ import annotations


def mark(key: str) -> str:
    """The mark made of a row's key.

    >>> mark("k7f3q2m9")
    'xl:k7f3q2m9'
    """
    return f"xl:{key}"
