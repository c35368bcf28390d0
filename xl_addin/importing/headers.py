"""Finds a template's columns by their headers: moved, renamed sheets and extra columns do no harm."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from xl_addin.schema import Sheet
from xl_addin.schema.fields import Field
from xl_addin.schema.sheet import EXTRA
from xl_addin.texts import say
from xl_addin.values.names import plain

NEAR = 0.82
"""How like another header one must be to be taken for a slip, as `Descuent` is of `Descuento`."""
_EXTRA = re.compile(r"\s*extra\s*[:\uff1a](.*)", re.IGNORECASE | re.DOTALL)
"""`Extra: ID`, with blanks anywhere and a colon of any width."""


def match(sheet: type[Sheet], headers: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """Field name to column index, and what is wrong with the headers as sentences.

    A field's own header goes before its aliases; two columns for one field are refused. Where the sheet takes
    extra columns, `Extra: ID` is the field `extra:ID`.
    """
    places: dict[str, list[int]] = {}
    for index, header in enumerate(headers):
        places.setdefault(plain(header), []).append(index)
    columns, wrong = {}, []
    for name, field in sheet.columns().items():
        found = _found(field, places)
        if len(found) > 1:
            wrong.append(_two_columns(field.header, headers, found))
        elif found:
            columns[name] = found[0]
        elif field.required or name in ("status", "key"):
            wrong.append(say("problem.no_column", header=field.header))
    wrong += _near_misses(sheet, headers, columns)
    if sheet.takes_extra:
        extra, unfit = _match_extra(headers)
        columns |= extra
        wrong += unfit
    return columns, wrong


def unread(columns: Mapping[str, int], headers: Sequence[str]) -> list[str]:
    """The headers that no field takes: columns of people's own, which are left alone."""
    taken = set(columns.values())
    return [header for index, header in enumerate(headers) if header.strip() and index not in taken]


def _near_misses(sheet: type[Sheet], headers: Sequence[str], columns: Mapping[str, int]) -> list[str]:
    """Headers that are a slip away from one that is missing: what stands below them would be passed over."""
    missing = {
        plain(form): field
        for name, field in sheet.fields.items()
        if name not in columns
        for form in (field.header, *field.aliases)
    }
    wrong = []
    for header in unread(columns, headers):
        if close := get_close_matches(plain(header), missing, n=1, cutoff=NEAR):
            wrong.append(say("problem.near_header", header=header, meant=missing[close[0]].header))
    return wrong


def fit(sheet: type[Sheet], headers: Sequence[str]) -> int:
    """How many of the template's input columns the headers name, 0 when a required one is missing."""
    places = {plain(header): [index] for index, header in enumerate(headers)}
    named = {name for name, field in sheet.fields.items() if _found(field, places)}
    required = {name for name, field in sheet.fields.items() if field.required}
    return len(named) if required <= named else 0


def _found(field: Field, places: dict[str, list[int]]) -> list[int]:
    own = places.get(plain(field.header), [])
    return own or sorted({index for alias in field.aliases for index in places.get(plain(alias), [])})


def _match_extra(headers: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """The extra columns, likewise. Ids keep their capitals; two that differ in nothing else are refused."""
    places: dict[str, list[int]] = {}
    wrong = []
    for index, header in enumerate(headers):
        field_id = _extra_id(header)
        if field_id:
            places.setdefault(plain(field_id), []).append(index)
        elif field_id == "":
            wrong.append(say("problem.extra_without_id", header=header.strip()))
    wrong += [_two_columns(headers[found[0]], headers, found) for found in places.values() if len(found) > 1]
    return {f"{EXTRA}{_extra_id(headers[found[0]])}": found[0] for found in places.values()}, wrong


def _extra_id(header: str) -> str | None:
    """What stands behind the colon of `Extra: ID`; None when the header is no such one."""
    found = _EXTRA.fullmatch(header)
    return " ".join(found[1].split()) if found else None


def _two_columns(header: str, headers: Sequence[str], found: Sequence[int]) -> str:
    shown = ", ".join(f"“{headers[index]}”" for index in found)
    return say("problem.two_columns", header=header, found=shown)
