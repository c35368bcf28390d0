"""POST /encript-test: seals a header for whoever wants to compare; the only call without one of its own."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from xl_addin.sandbox.call import Answer, Call
from xl_addin.sandbox.izi import fields
from xl_addin.sandbox.izi.amounts import number
from xl_addin.sandbox.izi.door import check_client
from xl_addin.sandbox.izi.fields import Check, Field
from xl_addin.sandbox.izi.keys import private_key
from xl_addin.sandbox.izi.sent import body
from xl_addin.sandbox.izi.token import sealed


def _object(value: Any) -> str | None:
    return None if isinstance(value, dict) else "debe ser object"


def _bytes(count: int) -> Check:
    """Text of so many characters, each of them one byte in UTF-8 (assumed: AES counts bytes)."""

    def check(value: Any) -> str | None:
        fits = isinstance(value, str) and len(value) == len(value.encode()) == count
        return None if fits else f"debe ser un string de {count} caracteres"

    return check


FIELDS = {
    "data": Field(_object, required=True),
    "clientId": Field(fields.text, required=True),
    "key": Field(_bytes(32), required=True),
    "iv": Field(_bytes(16), required=True),
}


def create(call: Call) -> Answer:
    """The header for `data`; written without blanks, as `JSON.stringify` does (assumed)."""
    values = fields.read(FIELDS, body(call))
    check_client(values["clientId"])
    content = json.dumps(values["data"], ensure_ascii=False, separators=(",", ":"), default=_number)
    public = private_key(call.folder).public_key()
    key, iv = values["key"].encode(), values["iv"].encode()
    return Answer({"header": sealed(values["clientId"], public, key, iv, content.encode())})


def _number(value: object) -> int | float:
    assert isinstance(value, Decimal), "JSON gives nothing else"
    return number(value)
