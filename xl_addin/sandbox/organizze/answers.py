"""The answers that are no record: the document's errors, and assumed ones for what it does not show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from xl_addin.sandbox.call import Answer, Refusal
from xl_addin.sandbox.records import Record

Errors: TypeAlias = dict[str, list[str]]

BLANK = "não pode estar em branco"
INVALID = "não é válido"
NOT_LISTED = "não está incluído na lista"
UNKNOWN = "não existe"

_WORDS = {
    400: "Requisição inválida",
    401: "Não autorizado",
    404: "Não encontrado",
    429: "Muitas requisições",
    500: "Erro interno do servidor",
}
"""Only 401's are documented."""


def error(status: int, words: str = "") -> Answer:
    """`{"error": ...}`; with 429 the second to wait."""
    headers = {"Retry-After": "1"} if status == 429 else {}
    return Answer({"error": words or _WORDS[status]}, status, headers)


def refuse(status: int, words: str = "") -> Refusal:
    """To be raised: the call ends with this error."""
    return Refusal(error(status, words))


def invalid(record: Mapping[str, object], errors: Errors) -> Refusal:
    """To be raised: 422, the record as it would have been, and what is wrong with each field."""
    return Refusal(Answer({**record, "errors": errors}, 422))


def check(record: Record, errors: Errors) -> None:
    """Ends the call with 422 when there are errors."""
    if errors:
        raise invalid(record, errors)
