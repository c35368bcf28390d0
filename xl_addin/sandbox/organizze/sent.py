"""What came with a call: its JSON body, the record it names, the period it asks for."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from xl_addin.sandbox.call import Call
from xl_addin.sandbox.organizze.answers import refuse
from xl_addin.sandbox.organizze.dates import parse
from xl_addin.sandbox.records import Record


def body(call: Call) -> Record:
    """The body's object; an empty body is an empty object. Content-Type is not looked at.

    Raises:
        Refusal: 400, it is no JSON or no object.
    """
    try:
        value = _read(call.content) if call.content.strip() else {}
    except (ValueError, RecursionError):  # what is no UTF-8 is a ValueError too
        raise refuse(400, "JSON inválido") from None
    if not isinstance(value, dict):
        raise refuse(400, "JSON inválido")
    return value


def named(call: Call, kind: str, place: int = 0) -> Record:
    """The record whose id stands in the path, in the first or another place.

    Raises:
        Refusal: 404, there is none.
    """
    record = call.records.get(kind, _number(call.params[place]))
    if record is None:
        raise refuse(404)
    return record


def period(call: Call, first: date, last: date) -> tuple[date, date]:
    """`start_date` and `end_date`; what is missing is the current period's (assumed when only one is given).

    Raises:
        Refusal: 400, a date is none (assumed).
    """
    return _day(call, "start_date", first), _day(call, "end_date", last)


def wanted_id(call: Call, name: str) -> int | None:
    """An id to filter by, None when there is none to.

    Raises:
        Refusal: 400, it is no number (assumed).
    """
    if name not in call.query:
        return None
    number = _number(call.query[name])
    if number is None:
        raise refuse(400, f"{name} {call.query[name]}")
    return number


def _day(call: Call, name: str, default: date) -> date:
    if name not in call.query:
        return default
    day = parse(call.query[name])
    if day is None:
        raise refuse(400, f"{name} {call.query[name]}")
    return day


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else None


def _read(content: bytes) -> Any:
    """JSON as others understand it: Python alone takes NaN, 1e999 and half a surrogate pair."""
    value = json.loads(content)
    json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    return value
