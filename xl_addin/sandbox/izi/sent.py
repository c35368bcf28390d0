"""What came with a call: its JSON body, with numbers that are exact."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NoReturn

from xl_addin.sandbox.call import Call
from xl_addin.sandbox.izi.answers import refuse
from xl_addin.sandbox.records import Record


def body(call: Call) -> Record:
    """The body's object; its numbers are `Decimal`. Content-Type is not looked at.

    Raises:
        Refusal: 400 (assumed), it is no JSON in UTF-8 or no object.
    """
    try:
        value = _read(call.content)
    except (ValueError, ArithmeticError, RecursionError):  # no UTF-8, an exponent beyond all, too deep
        raise refuse(400, "JSON inválido") from None
    if not isinstance(value, dict):
        raise refuse(400, "JSON inválido")
    return value


def _read(content: bytes) -> Any:
    """JSON as others understand it: Python alone takes NaN and half a surrogate pair."""
    value = json.loads(content.decode(), parse_float=Decimal, parse_int=Decimal, parse_constant=_no_constant)
    json.dumps(value, ensure_ascii=False, default=str).encode()
    return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
