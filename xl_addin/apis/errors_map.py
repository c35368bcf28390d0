"""The `errors` map of an answer: Organizze says so what is wrong with a record, of Iziago it is assumed."""

from __future__ import annotations

import msgspec

from xl_addin.http.answer import Answer


class _Body(msgspec.Struct):
    errors: dict[str, list[str] | str]


def errors_of(answer: Answer) -> dict[str, list[str]] | None:
    """Field name to what is wrong with it; None when the body has no such map."""
    try:
        body = msgspec.json.decode(answer.body, type=_Body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return {name: [said] if isinstance(said, str) else said for name, said in body.errors.items()}
