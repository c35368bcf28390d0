"""What Organizze says about a record it refuses (document, section on errors)."""

from __future__ import annotations

from xl_addin.apis.errors_map import errors_of
from xl_addin.errors import Invalid, ServiceError
from xl_addin.http.answer import Answer
from xl_addin.texts import say


def explain(answer: Answer) -> ServiceError | None:
    """A 422 with its `errors` map; anything else is read by its status alone."""
    fields = errors_of(answer) if answer.status == 422 else None
    if fields is None:
        return None
    return Invalid(
        say("organizze.refused", reason=_sentence(fields)), fields=fields, status=422, answer=answer.text
    )


def _sentence(fields: dict[str, list[str]]) -> str:
    """`name não pode estar em branco; ...`; "base" is Rails' word for the whole record."""
    return "; ".join(
        f"{'' if name == 'base' else name + ' '}{', '.join(said)}".strip().rstrip(".")
        for name, said in fields.items()
    )
