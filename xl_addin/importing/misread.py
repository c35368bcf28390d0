"""Rows with cells that cannot be read: what else is wrong with them is told at once, not in rounds."""

from __future__ import annotations

from typing import Any, NoReturn

from xl_addin.importing.entry import Entry, Status
from xl_addin.targets.target import AlreadyThere, Misfits, Target


class _Unread(Exception):
    """A value is asked for whose cell could not be read."""


class _Values(dict[str, Any]):
    """The values of a row of which some could not be read."""

    def __missing__(self, name: str) -> NoReturn:
        raise _Unread(name)


def is_misread(entry: Entry) -> bool:
    """Whether nothing speaks against the row so far but its own cells."""
    return entry.status is Status.INVALID and not entry.key and entry.after is None


def further_misfits(entry: Entry, target: Target) -> Misfits:
    """What is wrong with the row besides, as far as that can be told without the cells that cannot be read.

    Raises:
        ServiceError: The service's lists cannot be fetched.
    """
    values = _Values(entry.values)
    if "items" in values:
        values["items"] = [_Values(line) for line in values["items"]]
    try:
        target.resolve(values)
    except Misfits as misfits:
        return misfits
    except (_Unread, AlreadyThere):
        return Misfits([])
    return Misfits([])
