"""A formula of the docs, taken apart as Excel would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

MISSING = -2147352572
"""What COM passes for an argument that was left out."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell that is passed as such."""

    address: str


Argument = str | float | bool | datetime | Reference | int | None

_FORMULA = re.compile(r"=(?P<name>[A-Z0-9_]+)\((?P<inside>.*)\)")
_PART = re.compile(
    r"""\s*(?:
        "(?P<text>(?:[^"]|"")*)"
      | DATE\(\s*(?P<year>\d+)\s*,\s*(?P<month>\d+)\s*,\s*(?P<day>\d+)\s*\)
      | (?P<truth>TRUE|FALSE)
      | (?P<number>-?\d+(?:\.\d+)?)
      | (?P<cell>[A-Z]{1,3}\d+)
      | (?P<nothing>)
    )\s*(?:,|$)""",
    re.VERBOSE,
)


def parsed(formula: str) -> tuple[str, list[Argument]]:
    r"""The function's name and what is passed to it.

    >>> parsed('=CASH_FORECAST(DATE(2026, 12, 1), , "a, b")')
    ('CASH_FORECAST', [datetime.datetime(2026, 12, 1, 0, 0), -2147352572, 'a, b'])

    Raises:
        ValueError: It is no call with constants.
    """
    match = _FORMULA.fullmatch(formula)
    if match is None:
        raise ValueError(f"{formula} is no call of a function")
    return match["name"], list(_arguments(match["inside"])) if match["inside"].strip() else []


def _arguments(inside: str) -> Iterator[Argument]:
    place = 0
    while True:
        part = _PART.match(inside, place)
        if part is None:
            raise ValueError(f"{inside[place:]} is no constant")
        yield _value(part)
        place = part.end()
        if place == len(inside) and not part.group().endswith(","):
            return


def _value(part: re.Match[str]) -> Argument:
    if part["text"] is not None:
        return part["text"].replace('""', '"')
    if part["year"]:
        return datetime(int(part["year"]), int(part["month"]), int(part["day"]))
    if part["truth"]:
        return part["truth"] == "TRUE"
    if part["number"]:
        return float(part["number"])
    return Reference(part["cell"]) if part["cell"] else MISSING
