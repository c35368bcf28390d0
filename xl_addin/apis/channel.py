"""JSON over HTTP: typed values out, typed values in, and the field named when an answer does not fit."""

from __future__ import annotations

import re
from typing import Final, TypeVar

import msgspec

from xl_addin.errors import NothingSent, UnreadableAnswer
from xl_addin.http.answer import Answer
from xl_addin.http.session import Http, Params
from xl_addin.texts import say

T = TypeVar("T")

_PLACE: Final = re.compile(r"(?P<reason>.*?)(?: - at `(?:key in )?\$(?P<path>[^`]*)`)?", re.DOTALL)
_MISSING: Final = re.compile(r"Object missing required field `(?P<field>[^`]*)`")
_ENCODER: Final = msgspec.json.Encoder(decimal_format="number")


class Channel:
    """The four verbs. Every method raises what `Http` raises, and UnreadableAnswer."""

    def __init__(self, http: Http) -> None:
        self._http = http

    def get(self, path: str, kind: type[T], params: Params | None = None) -> T:
        """Reads something."""
        return self._read(self._http.get(path, params), kind, f"GET {path}")

    def post(self, path: str, draft: msgspec.Struct, kind: type[T]) -> T:
        """Creates something, once."""
        return self._send("POST", path, draft, kind)

    def put(self, path: str, change: msgspec.Struct, kind: type[T]) -> T:
        """Changes something, once."""
        return self._send("PUT", path, change, kind)

    def delete(self, path: str, kind: type[T], body: msgspec.Struct | None = None) -> T:
        """Deletes something, once."""
        return self._send("DELETE", path, body, kind)

    def close(self) -> None:
        """Closes the connections."""
        self._http.close()

    def _send(self, method: str, path: str, body: msgspec.Struct | None, kind: type[T]) -> T:
        operation = f"{method} {path}"
        json = None if body is None else written(body, operation)
        return self._read(self._http.send(method, path, json=json), kind, operation)

    def _read(self, answer: Answer, kind: type[T], operation: str) -> T:
        try:
            return msgspec.json.decode(answer.body, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            misfit = misfit_of(str(error))
        raise UnreadableAnswer(
            f"{operation}: {misfit}.", status=answer.status, answer=self._http.redact(answer.text)
        )


def misfit_of(complaint: str) -> str:
    """What does not fit where, from msgspec's message.

    >>> misfit_of("Expected `int`, got `str` - at `$[3].amount_cents`")
    '`[3].amount_cents`: expected int, got str'
    >>> misfit_of("Object missing required field `id` - at `$[0]`")
    '`[0].id`: missing'
    >>> misfit_of("Input data was truncated")
    'the answer: input data was truncated'
    """
    match = _PLACE.fullmatch(complaint)
    assert match is not None
    path, reason = (match["path"] or "").removeprefix("."), match["reason"]
    if missing := _MISSING.fullmatch(reason):
        return f"`{path}{'.' if path else ''}{missing['field']}`: missing"
    words = reason.replace("`", "")
    lower = words if words[1:2].isupper() else words[:1].lower() + words[1:]
    return f"{f'`{path}`' if path else 'the answer'}: {lower}"


def written(body: msgspec.Struct, operation: str) -> bytes:
    """The body as UTF-8 JSON, its texts and amounts exactly as they were given; a Decimal is a number.

    Raises:
        NothingSent: A text in it cannot be written as UTF-8.
    """
    try:
        return _ENCODER.encode(body)
    except UnicodeEncodeError:
        raise NothingSent(say("http.half_character", operation=operation)) from None
