"""Finds a template's columns by their headers: moved, renamed sheets and extra columns do no harm."""

from __future__ import annotations

from collections.abc import Sequence

from xl_addin.schema import Sheet
from xl_addin.schema.fields import Field
from xl_addin.texts import say
from xl_addin.values.names import plain


def match(sheet: type[Sheet], headers: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """Field name to column index, and what is wrong with the headers as sentences.

    A field's own header goes before its aliases; two columns for one field are refused.
    """
    places: dict[str, list[int]] = {}
    for index, header in enumerate(headers):
        places.setdefault(plain(header), []).append(index)
    columns, wrong = {}, []
    for name, field in sheet.columns().items():
        found = _found(field, places)
        if len(found) > 1:
            shown = ", ".join(f"“{headers[index]}”" for index in found)
            wrong.append(say("problem.two_columns", header=field.header, found=shown))
        elif found:
            columns[name] = found[0]
        elif field.required or name in ("status", "key"):
            wrong.append(say("problem.no_column", header=field.header))
    return columns, wrong


def fit(sheet: type[Sheet], headers: Sequence[str]) -> int:
    """How many of the template's input columns the headers name, 0 when a required one is missing."""
    places = {plain(header): [index] for index, header in enumerate(headers)}
    named = {name for name, field in sheet.fields.items() if _found(field, places)}
    required = {name for name, field in sheet.fields.items() if field.required}
    return len(named) if required <= named else 0


def _found(field: Field, places: dict[str, list[int]]) -> list[int]:
    own = places.get(plain(field.header), [])
    return own or sorted({index for alias in field.aliases for index in places.get(plain(alias), [])})
