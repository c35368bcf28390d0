"""Names of others, as long as there is room for them."""

from __future__ import annotations


def brief(text: str, most: int) -> str:
    """A text on one line; of a longer one the middle is left out, since names differ at both ends.

    >>> brief("November 2026, second half.xlsx", 20)
    'November 2…half.xlsx'

    Args:
        text: Any.
        most: Characters that it may have; three at least.
    """
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    end = (most - 1) // 2
    return f"{plain[: most - 1 - end]}…{plain[-end:]}"
