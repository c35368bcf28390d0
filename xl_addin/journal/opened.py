"""The journal of somebody's settings, where it may lie."""

from __future__ import annotations

from xl_addin.journal import whereabouts
from xl_addin.journal.database import file_of
from xl_addin.journal.store import Journal


def opened(url: str) -> Journal:
    """The journal at this address; close it, or use it in a `with` block.

    Args:
        url: SQLAlchemy's, from the settings.

    Raises:
        JournalError: It cannot be used, or not where it is.
    """
    whereabouts.check(file_of(url))
    return Journal(url)
