"""What iZi says when it refuses, in plain text, and what a person does then (document, sections Errores)."""

from __future__ import annotations

from typing import Final, TypeAlias

from xl_addin.errors import IssuerRefused, Refused, ServiceError, Unauthorized
from xl_addin.http.answer import Answer
from xl_addin.http.statuses import REFUSALS as BY_MEANING
from xl_addin.http.statuses import what
from xl_addin.texts import say
from xl_addin.values.names import plain

HEADER_TOO_LARGE: Final = 431
"""Not in the document; nothing was done, by its meaning (RFC 6585, section 5)."""
REFUSING: Final = BY_MEANING | {401, 403, 404, 422, HEADER_TOO_LARGE}
"""Statuses under which nothing was done."""

Refusal: TypeAlias = tuple[str, type[Refused], str]

REFUSALS: Final[tuple[Refusal, ...]] = (
    ("Cliente no Encontrado", Unauthorized, "izi.client_unknown"),
    ("Token inválido", Unauthorized, "izi.token_invalid"),
    ("No existen llaves para el cliente", Unauthorized, "izi.no_keys"),
    ("Contribuyente autorizado no encontrado", IssuerRefused, "izi.issuer_unknown"),
    ("Contribuyente desactivado", IssuerRefused, "izi.issuer_off"),
    ("Autorización de facturación vencida", IssuerRefused, "izi.authorization_expired"),
    ("No existe una autorización de facturación válida", IssuerRefused, "izi.no_authorization"),
    ("Sucursal de Facturación Inválida", Refused, "izi.branch_invalid"),
    ("Actividad Económica de Facturación Inválida", Refused, "izi.activity_invalid"),
)
"""The document's words whatever their status, whom they concern, and the advice."""


def explain(answer: Answer) -> ServiceError | None:
    """A refusal with iZi's own words and advice; any other answer is read by its status alone."""
    if answer.status not in REFUSING:
        return None
    said = what(answer)
    kind, advice = _known(said) or _by_status(answer.status)
    return kind(
        say("izi.refused", what=said),
        hint=say(advice) if advice else "",
        status=answer.status,
        answer=answer.text,
    )


def _known(said: str) -> tuple[type[Refused], str] | None:
    for words, kind, advice in REFUSALS:
        if plain(words) in plain(said) or _ascii(words) in _ascii(said):
            return kind, advice
    return None


def _by_status(status: int) -> tuple[type[Refused], str]:
    if status == HEADER_TOO_LARGE:
        return Refused, "izi.header_too_large"
    if status in (401, 403):
        return Unauthorized, "http.unauthorized_hint"
    return Refused, ""


def _ascii(text: str) -> str:
    """The text without the letters that another encoding spoils."""
    return plain(text.encode("ascii", "ignore").decode())
