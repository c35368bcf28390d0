"""Rows with cells that cannot be read: what else is wrong with them is told at once, not in rounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from xl_addin.importing.entry import Entry, Status
from xl_addin.targets.target import AlreadyThere, Misfits, Target


class _Unread(Exception):
    """A value is asked for whose cell could not be read."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class _Values(dict[str, Any]):
    """The values of a row of which some could not be read."""

    def __missing__(self, name: str) -> NoReturn:
        raise _Unread(name)


def is_misread(entry: Entry) -> bool:
    """Whether nothing speaks against the row so far but its own cells; of its second step likewise."""
    return entry.status is Status.INVALID and not entry.key


def further_misfits(entry: Entry, target: Target, blanks: Mapping[str, Any]) -> Misfits:
    """What is wrong with the row besides, as far as that can be told without the cells that cannot be read.

    Args:
        entry: The row.
        target: Where it would go.
        blanks: What a blank cell means in each field that may be blank. In their stead such cells are passed
            over; then only what is said of a value that is there counts, for no cell was really blank.

    Raises:
        ServiceError: The service's lists cannot be fetched.
    """
    values = _Values(entry.values)
    if "items" in values:
        values["items"] = [_Values(line) for line in values["items"]]
    passed_over: set[str] = set()
    while True:
        try:
            target.resolve(values)
        except _Unread as unread:
            name = unread.name
            if name not in blanks or name in passed_over:
                return Misfits([])
            passed_over.add(name)
            values[name] = blanks[name]
        except Misfits as found:
            sure = ((name, unfit) for name, unfit in found.misfits if "value" in unfit.blanks)
            return Misfits(list(sure)) if passed_over else found
        except AlreadyThere:
            return Misfits([])
        else:
            return Misfits([])
