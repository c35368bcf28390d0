"""Names one after another, and how many are left out."""

from __future__ import annotations

from collections.abc import Sequence

from xl_addin.texts import say


def and_more(names: Sequence[str], most: int, of: int | None = None) -> str:
    """The first names with commas between them; nobody takes them for all where there are more.

    >>> and_more(["Rent", "Water", "Wages"], 2)
    'Rent, Water and 1 more'

    Args:
        names: In the order in which they are shown.
        most: As many are shown at most.
        of: How many there are, where `names` are not all of them.
    """
    shown = ", ".join(names[:most])
    left = (len(names) if of is None else of) - min(len(names), most)
    return say("words.and_more", count=left, names=shown) if left else shown
