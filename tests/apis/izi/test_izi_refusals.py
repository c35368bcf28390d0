"""What iZi says when it refuses, and what a person reads then."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from izi_document import endpoints

from xl_addin import texts
from xl_addin.apis.izi.encryption import SAMPLE
from xl_addin.apis.izi.refusals import REFUSALS, explain
from xl_addin.errors import (
    FateUnknown,
    IssuerRefused,
    Refused,
    ServiceError,
    TooManyRequests,
    Unauthorized,
    UnreadableAnswer,
)
from xl_addin.http.answer import Answer

DOCUMENTED = sorted({error for endpoint in endpoints().values() for error in endpoint.errors})

EXPECTED = {
    "Cliente no Encontrado": (Unauthorized, "ClientId"),
    "Token inválido": (Unauthorized, "Integración a Sistemas"),
    "No existen llaves para el cliente": (Unauthorized, "Generar Llaves"),
    "Contribuyente autorizado no encontrado": (IssuerRefused, "contribuyentes asociados"),
    "Contribuyente desactivado": (IssuerRefused, "Estado"),
    "Autorización de facturación vencida": (IssuerRefused, "Fecha límite de emisión"),
    "No existe una autorización de facturación válida": (IssuerRefused, "dosificación"),
    "Sucursal de Facturación Inválida": (Refused, "Branch"),
    "Actividad Económica de Facturación Inválida": (Refused, "Activity"),
}
"""Whom each concerns, and the words of iZi's own pages or of the sheet that the advice must have."""


@pytest.fixture
def language(request: pytest.FixtureRequest) -> Iterator[None]:
    """One of the four, for one test."""
    texts.use(request.param)
    yield
    texts.use("en")


def failure(status: int, body: str | bytes) -> ServiceError | None:
    """What an answer is taken for."""
    return explain(Answer(status, {}, body.encode() if isinstance(body, str) else body))


@pytest.mark.parametrize("language", texts.LANGUAGES, indirect=True)
@pytest.mark.parametrize(("status", "said"), DOCUMENTED, ids=str)
def test_every_documented_error(language: None, status: int, said: str) -> None:
    """A person reads iZi's own words, and then in their own language what to do in which page of iZi."""
    kind, advice = EXPECTED[said]
    error = failure(status, said)
    assert type(error) is kind
    assert said in error.message
    assert advice in error.hint
    assert (error.status, error.answer) == (status, said)


@pytest.mark.parametrize("words", [words for words, _, _ in REFUSALS])
def test_advice_is_in_each_language_its_own(words: str) -> None:
    """No language shows another's advice, and no two errors share one."""
    hints = set()
    for language in texts.LANGUAGES:
        texts.use(language)
        error = failure(406, words)
        assert error is not None
        hints.add(error.hint)
    texts.use("en")
    assert len(hints) == len(texts.LANGUAGES)


@pytest.mark.parametrize(
    "body",
    [
        "TOKEN INVALIDO.",
        "  token inválido\n",
        "Token inva\u0301lido",
        '"Token inválido"',
        '"Token inv\\u00e1lido"',
        '{"error": "Token inválido"}',
        "Error: Token inválido para esta solicitud",
        "Token inv\ufffdlido",
    ],
)
def test_however_it_is_written(body: str) -> None:
    """Capitals, accents, quotes and a lost letter do not hide what iZi says."""
    error = failure(406, body)
    assert type(error) is Unauthorized
    assert "generate new ones" in error.hint


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        *((status, Refused) for status in (400, 404, 406, 413, 414, 422, 431)),
        *((status, Unauthorized) for status in (401, 403)),
    ],
)
@pytest.mark.parametrize(
    "body", ["Algo nuevo", "", "<html><b>no</b></html>", b"\xff\xfe\x00", b"inv\xe1lido"]
)
def test_an_unknown_refusal(answering: Any, status: int, kind: type[Refused], body: str | bytes) -> None:
    """What the document does not know is refused all the same, with the words if there are some."""
    client, server = answering(body, f"{status} No")
    with pytest.raises(Refused) as caught:
        client.invoices.create(SAMPLE)
    assert type(caught.value) is kind
    assert f"({status}" in caught.value.message
    assert ("Algo nuevo" in caught.value.message) is (body == "Algo nuevo")
    assert "<" not in caught.value.message
    assert len(server.requests) == 1


def test_another_encoding(answering: Any) -> None:
    """Latin-1, as some servers write plain text, is understood too."""
    client, _ = answering("Autorización de facturación vencida".encode("latin-1"), "406 Not Acceptable")
    with pytest.raises(IssuerRefused) as caught:
        client.invoices.create(SAMPLE)
    assert "dosificación" in caught.value.hint


def test_a_header_that_is_too_large(answering: Any) -> None:
    """A server that stops at the header did nothing; the row says that the invoice is too long."""
    client, _ = answering("", "431 Request Header Fields Too Large")
    with pytest.raises(Refused, match="header_limit"):
        client.invoices.create(SAMPLE)


@pytest.mark.parametrize("status", [500, 502, 503, 409, 408, 302])
def test_what_is_no_refusal(answering: Any, status: int) -> None:
    """An error inside iZi leaves the row in doubt, whatever its words are, and shows its detail."""
    client, server = answering("Contribuyente desactivado: TypeError en línea 7", f"{status} Error")
    with pytest.raises(FateUnknown) as caught:
        client.invoices.create(SAMPLE)
    assert caught.value.answer == "Contribuyente desactivado: TypeError en línea 7"
    assert status == 302 or "TypeError en línea 7" in str(caught.value)
    assert len(server.requests) == 1


def test_slowing_down(answering: Any) -> None:
    """429 is what it is everywhere."""
    client, _ = answering("Token inválido", "429 Too Many Requests")
    with pytest.raises(TooManyRequests):
        client.invoices.create(SAMPLE)


@pytest.mark.parametrize("body", ["Contribuyente desactivado", "", "[]", "null", '{"factura": {}}', "{}"])
def test_a_success_that_is_none(answering: Any, body: str) -> None:
    """A 200 without an invoice is in doubt, with its bytes kept."""
    client, _ = answering(body)
    with pytest.raises(UnreadableAnswer) as caught:
        client.invoices.create(SAMPLE)
    assert caught.value.answer == body
