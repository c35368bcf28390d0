"""How a language writes numbers and dates."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """The way texts in a sheet are read.

    Attributes:
        decimal_comma: `1.234,56` rather than `1,234.56`.
        day_first: True where 03/04 is the third of April; None where the language does not tell.
    """

    decimal_comma: bool
    day_first: bool | None


READINGS = {
    "en": Reading(decimal_comma=False, day_first=None),
    "pt": Reading(decimal_comma=True, day_first=True),
    "es": Reading(decimal_comma=True, day_first=True),
    "fr": Reading(decimal_comma=True, day_first=True),
}
