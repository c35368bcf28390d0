"""What came with a call: its JSON body, its period, the record that its path names."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from xl_addin.sandbox.call import Call
from xl_addin.sandbox.iziago import opaque
from xl_addin.sandbox.iziago.answers import BLANK, INVALID, Errors, check, refuse
from xl_addin.sandbox.iziago.dates import parse
from xl_addin.sandbox.records import Record

NO_JSON = "Le corps de la requête n'est pas un objet JSON"


def body(call: Call) -> Record:
    """The body's object; a number with a point or an exponent is a `Decimal`.

    Raises:
        Refusal: 400, it is no JSON or no object.
    """
    try:
        value = json.loads(call.content, parse_float=Decimal, parse_constant=_no_number)
        json.dumps(value, ensure_ascii=False, default=str).encode()  # half a surrogate pair is no text
    except (ValueError, ArithmeticError, RecursionError):
        raise refuse(400, NO_JSON) from None
    if not isinstance(value, dict):
        raise refuse(400, NO_JSON)
    return value


def named(call: Call, kind: str, prefix: str) -> Record:
    """The record whose id stands in the path.

    Raises:
        Refusal: 404, there is none.
    """
    record = call.records.get(kind, opaque.number(prefix, call.params[0]))
    if record is None:
        raise refuse(404)
    return record


def period(call: Call) -> tuple[date, date]:
    """`from` and `to`, both included and both asked for (assumed).

    Raises:
        Refusal: 400, one is missing or no day, or they are the wrong way round.
    """
    first, last = parse(call.query.get("from")), parse(call.query.get("to"))
    errors: Errors = {}
    for name, day in (("from", first), ("to", last)):
        if day is None:
            errors[name] = [INVALID if call.query.get(name) else BLANK]
    check(errors, 400)
    assert first is not None
    assert last is not None
    if first > last:
        check({"to": ["précède le début de la période"]}, 400)
    return first, last


def _no_number(words: str) -> Any:
    raise ValueError(f"{words} is no JSON")
