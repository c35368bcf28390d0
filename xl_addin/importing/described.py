"""What a row is, in a few words, so that a person knows which is meant."""

from __future__ import annotations

from xl_addin.importing.entry import Entry
from xl_addin.targets.target import Resolved
from xl_addin.texts.figures import figure


def described(entry: Entry) -> str:
    """Whom or what a row is for, and how much."""
    assert entry.resolved is not None
    resolved = entry.resolved
    amount = "" if resolved.amount is None else f"{figure(resolved.amount)} {resolved.currency}"
    return ", ".join(filter(None, (what_of(entry, resolved), amount)))


def what_of(entry: Entry, resolved: Resolved) -> str:
    """Whom or what a row is for; its account where it says neither."""
    return str(resolved.what or entry.values.get("description") or resolved.account)
