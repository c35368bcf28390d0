"""What goes back: records as JSON whose amounts have two decimals, and errors (all assumed)."""

from __future__ import annotations

from typing import Any, TypeAlias

import msgspec

from xl_addin.sandbox.call import Answer, Refusal

Errors: TypeAlias = dict[str, list[str]]

BLANK = "est obligatoire"
INVALID = "n'est pas valide"
NOT_LISTED = "n'est pas une valeur autorisée"
UNKNOWN = "n'existe pas"

_JSON = "application/json"
_WORDS = {
    400: "Requête incorrecte",
    401: "Jeton d'accès absent, inconnu ou expiré",
    403: "Périmètre (scope) non autorisé",
    404: "Introuvable",
    422: "Données refusées",
    429: "Trop de requêtes",
    500: "Erreur interne du serveur",
}
_CHALLENGE = 'Bearer realm="Iziago", error="invalid_token"'
_HEADERS = {401: {"WWW-Authenticate": _CHALLENGE}, 429: {"Retry-After": "1"}}
_ENCODER = msgspec.json.Encoder(decimal_format="number")


def encoded(value: Any) -> bytes:
    """JSON in which a `Decimal` is a number with the decimals it has: `-150.00`."""
    return _ENCODER.encode(value)


def found(value: Any) -> Answer:
    """200, with what was asked for."""
    return Answer(encoded(value), media_type=_JSON)


def created(value: Any) -> Answer:
    """201, with what was made."""
    return Answer(encoded(value), 201, media_type=_JSON)


def error(status: int, words: str = "") -> Answer:
    """`{"error": ...}`; a 401 says that the token is no good (RFC 6750, 3.1), a 429 how long to wait."""
    return Answer({"error": words or _WORDS[status]}, status, _HEADERS.get(status, {}))


def refuse(status: int, words: str = "") -> Refusal:
    """To be raised: the call ends with this error."""
    return Refusal(error(status, words))


def check(errors: Errors, status: int = 422) -> None:
    """Ends the call with `{"error": ..., "errors": {field: [words]}}` when there are errors.

    Raises:
        Refusal: With the status, 422 for a record and 400 for a query.
    """
    if errors:
        raise Refusal(Answer({"error": _WORDS[status], "errors": errors}, status))
