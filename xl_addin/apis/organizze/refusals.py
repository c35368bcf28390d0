"""What Organizze says about a record it refuses (document, section on errors)."""

from __future__ import annotations

import msgspec

from xl_addin.errors import Invalid, ServiceError
from xl_addin.http.answer import Answer
from xl_addin.texts import say


class _Body(msgspec.Struct):
    errors: dict[str, list[str] | str]


def explain(answer: Answer) -> ServiceError | None:
    """A 422 with its `errors` map; anything else is read by its status alone."""
    if answer.status != 422:
        return None
    try:
        body = msgspec.json.decode(answer.body, type=_Body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    fields = {name: [said] if isinstance(said, str) else said for name, said in body.errors.items()}
    return Invalid(
        say("organizze.refused", reason=_sentence(fields)), fields=fields, status=422, answer=answer.text
    )


def _sentence(fields: dict[str, list[str]]) -> str:
    """`name não pode estar em branco; ...`; "base" is Rails' word for the whole record."""
    return "; ".join(
        f"{'' if name == 'base' else name + ' '}{', '.join(said)}".strip().rstrip(".")
        for name, said in fields.items()
    )
