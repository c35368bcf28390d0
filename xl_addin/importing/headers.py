"""Finds a template's columns by their headers: moved, renamed sheets and extra columns do no harm."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from xl_addin.schema import Sheet
from xl_addin.schema.sheet import EXTRA
from xl_addin.texts import LANGUAGES, say
from xl_addin.values.names import plain

NEAR = 0.82
"""How like another header one must be to be taken for a slip, as `Descuent` is of `Descuento`."""
_EXTRA = re.compile(r"\s*extra\s*[:\uff1a](.*)", re.IGNORECASE | re.DOTALL)
"""`Extra: ID`, with blanks anywhere and a colon of any width."""


def language_of(sheet: type[Sheet], headers: Sequence[str], told: str = "") -> str:
    """The language of a table's headers: the one whose word for Key is there, else the one that is told.

    Nobody but a template has a column called Clave de la fila.

    Args:
        sheet: The template.
        headers: The table's.
        told: What the workbook's metadata say; a sheet that was copied into another workbook has none.
    """
    there = set(map(plain, headers))
    codes = [told, *LANGUAGES] if told in LANGUAGES else list(LANGUAGES)
    key = sheet.results["key"]
    return next((code for code in codes if plain(key.headed(code)) in there), codes[0])


def match(
    sheet: type[Sheet], headers: Sequence[str], language: str = "en"
) -> tuple[dict[str, int], list[str]]:
    """Field name to column index, and what is wrong with the headers as sentences.

    A field's header in the table's language goes before others that mean it; two columns for one field are
    refused. A result is found by that header alone: people have columns of their own that are called Número
    or Mensaje, and nothing is ever written over those. Where the sheet takes extra columns, `Extra: ID` is
    the field `extra:ID`.
    """
    places: dict[str, list[int]] = {}
    for index, header in enumerate(headers):
        places.setdefault(plain(header), []).append(index)
    columns, wrong = {}, []
    for name, field in sheet.columns().items():
        found = places.get(plain(field.headed(language)), [])
        if not found and name in sheet.fields:
            found = sorted({index for form in field.forms for index in places.get(plain(form), [])})
        if len(found) > 1:
            wrong.append(_two_columns(field.headed(language), headers, found))
        elif found:
            columns[name] = found[0]
        elif field.required or name in ("status", "key"):
            wrong.append(say("problem.no_column", header=field.headed(language)))
    wrong += _near_misses(sheet, headers, columns, language)
    if sheet.takes_extra:
        extra, unfit = _match_extra(headers)
        columns |= extra
        wrong += unfit
    return columns, wrong


PROOF = ("remote_id", "message")
"""Results by which a row is known to have been sent, where the service cannot be asked."""


def missing_proof(sheet: type[Sheet], columns: Mapping[str, int], language: str) -> list[str]:
    """What is wrong with the headers where the service cannot be asked: there the sheet is a witness."""
    lacking = [name for name in PROOF if name not in columns]
    return [say("problem.no_column", header=sheet.results[name].headed(language)) for name in lacking]


def unread(columns: Mapping[str, int], headers: Sequence[str]) -> list[str]:
    """The headers that no field takes: columns of people's own, which are left alone."""
    taken = set(columns.values())
    return [header for index, header in enumerate(headers) if header.strip() and index not in taken]


def _near_misses(
    sheet: type[Sheet], headers: Sequence[str], columns: Mapping[str, int], language: str
) -> list[str]:
    """Headers that are a slip away from one that is missing: what stands below them would be passed over."""
    missing = {
        plain(form): field
        for name, field in sheet.fields.items()
        if name not in columns
        for form in field.forms
    }
    wrong = []
    for header in unread(columns, headers):
        if close := get_close_matches(plain(header), missing, n=1, cutoff=NEAR):
            meant = missing[close[0]].headed(language)
            wrong.append(say("problem.near_header", header=header, meant=meant))
    return wrong


def fit(sheet: type[Sheet], headers: Sequence[str]) -> int:
    """How many of the template's input columns the headers name, 0 when a required one is missing."""
    there = set(map(plain, headers))
    named = {
        name for name, field in sheet.fields.items() if any(plain(form) in there for form in field.forms)
    }
    required = {name for name, field in sheet.fields.items() if field.required}
    return len(named) if required <= named else 0


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
