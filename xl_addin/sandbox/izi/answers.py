"""The answers that are no record: plain text, in the document's words where it has any."""

from __future__ import annotations

from xl_addin.sandbox.call import Answer, Refusal

TEXT = "text/plain; charset=utf-8"

UNKNOWN_CLIENT = "Cliente no Encontrado"
INVALID_TOKEN = "Token inválido"  # noqa: S105 - the document's sentence
NO_KEYS = "No existen llaves para el cliente"
UNKNOWN_ISSUER = "Contribuyente autorizado no encontrado"
DISABLED_ISSUER = "Contribuyente desactivado"
EXPIRED = "Autorización de facturación vencida"
INVALID_BRANCH = "Sucursal de Facturación Inválida"
INVALID_ACTIVITY = "Actividad Económica de Facturación Inválida"
NO_AUTHORIZATION = "No existe una autorización de facturación válida"

_WORDS = {
    401: INVALID_TOKEN,
    404: "No encontrado",
    429: "Demasiadas solicitudes",
    431: "Encabezados demasiado grandes",
    500: "Error interno de procesamiento",
}
"""Only 401's are documented."""


def error(status: int, words: str = "") -> Answer:
    """Plain text; with 429 the second to wait, with 431 the connection ends."""
    headers = {429: {"Retry-After": "1"}, 431: {"Connection": "close"}}.get(status, {})
    return Answer((words or _WORDS[status]).encode(), status, headers, TEXT)


def refuse(status: int, words: str = "") -> Refusal:
    """To be raised: the call ends with this error."""
    return Refusal(error(status, words))
