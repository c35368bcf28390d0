"""Failures as the sentences that `XL_ADDIN_WHY` tells."""

from __future__ import annotations

from xl_addin.errors import UnreadableAnswer, XlAddinError
from xl_addin.texts import say


def reason(failure: Exception) -> str:
    """What went wrong, and what to do where something can be done."""
    if isinstance(failure, UnreadableAnswer):
        return say("cells.unreadable", what=failure)
    if isinstance(failure, XlAddinError):
        return str(failure)
    return say("cells.unforeseen", kind=type(failure).__name__)
