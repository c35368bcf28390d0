"""Answers that are not what the document describes."""

from __future__ import annotations

import doctest
import json
from typing import Any

import pytest
from organizze_document import samples

from xl_addin.apis import channel
from xl_addin.apis.organizze.models import CategoryDraft, TransactionDraft
from xl_addin.errors import Invalid, NothingSent, UnreadableAnswer

LISTED = next(sample.answer for sample in samples() if str(sample) == "GET /accounts/3")
CREATED = next(sample.answer for sample in samples() if str(sample) == "POST /categories")


def with_field(printed: str, name: str, literal: str) -> str:
    """A printed answer with one field's value put as written, which need not be JSON."""
    return json.dumps({**json.loads(printed), name: "@"}).replace('"@"', literal)


@pytest.mark.parametrize(
    ("name", "literal", "said"),
    [
        ("name", "7", "`name`: expected str, got int"),
        ("id", '"3"', "`id`: expected int, got str"),
        ("id", "3.0", "`id`: expected int, got float"),
        ("id", "1e400", "`id`: number out of range"),
        ("id", "9" * 40, "`id`: expected int <= 9223372036854775807"),
        ("id", "NaN", "the answer: JSON is malformed"),
        ("default", "1", "`default`: expected bool, got int"),
        ("created_at", '"2015-06-22T16:17:03"', "`created_at`: expected datetime with a timezone"),
        ("created_at", '"yesterday"', "`created_at`: invalid RFC3339"),
    ],
)
def test_a_wrong_field_is_named(answering: Any, name: str, literal: str, said: str) -> None:
    """An answer that cannot be read says which field of which operation, so that it can be reported."""
    client, _ = answering(with_field(LISTED, name, literal))
    with pytest.raises(UnreadableAnswer) as caught:
        client.accounts.get(3)
    assert str(caught.value).startswith(f"GET /accounts/3: {said}")


@pytest.mark.parametrize("name", json.loads(LISTED))
def test_a_missing_field_is_named(answering: Any, name: str) -> None:
    """A field every sample has may not silently be missing."""
    client, _ = answering(json.dumps([{k: v for k, v in json.loads(LISTED).items() if k != name}]))
    with pytest.raises(UnreadableAnswer, match=rf"GET /accounts: `\[0\]\.{name}`: missing"):
        client.accounts.list()


@pytest.mark.parametrize("body", ["", "<html>", "null", "[]", '{"id": 6, "name": "SE'])
def test_a_success_that_cannot_be_read_keeps_its_bytes(answering: Any, body: str) -> None:
    """A row whose 2xx makes no sense is in doubt, with what came kept for a person to look at; sent once."""
    client, server = answering(body, "201 Created")
    with pytest.raises(UnreadableAnswer) as caught:
        client.categories.create(CategoryDraft(name="SEO"))
    assert (caught.value.answer, caught.value.status) == (body, 201)
    assert caught.value.__context__ is None
    assert len(server.requests) == 1


def test_what_is_unknown_is_ignored(answering: Any) -> None:
    """The service may add fields without breaking anybody's sheet."""
    client, _ = answering(with_field(CREATED, "group_id", '"novo"'))
    assert client.categories.create(CategoryDraft(name="SEO")).id == 6


def test_a_field_not_given_is_not_sent(answering: Any) -> None:
    """Blank cells leave the service's defaults alone: the body has what the row has, and no more."""
    client, server = answering(CREATED)
    client.categories.create(CategoryDraft(name="Café “à vista”"))
    assert server.requests[0].endswith('\r\n\r\n{"name":"Café “à vista”"}'.encode())


def test_deleting_says_in_its_body_what_else(answering: Any) -> None:
    """A DELETE carries the replacement, and no body when there is none."""
    client, server = answering(CREATED)
    client.categories.delete(6, replacement_id=18)
    client.categories.delete(6)
    assert server.requests[0].endswith(b'\r\n\r\n{"replacement_id":18}')
    assert server.requests[1].endswith(b"\r\n\r\n")


def test_who_asks(answering: Any) -> None:
    """Each request carries the User-Agent the service demands and the credentials, and asks for JSON."""
    client, server = answering("[]")
    client.accounts.list()
    head = server.requests[0].decode().lower()
    assert "user-agent: ana (ana@example.com)\r\n" in head
    assert "authorization: basic yw5hqgv4yw1wbguuy29tonqwa2vu\r\n" in head
    assert "accept: application/json\r\n" in head


def test_half_a_character(answering: Any) -> None:
    """A text that cannot be written as UTF-8 stops before anything is sent."""
    client, server = answering(CREATED)
    with pytest.raises(NothingSent, match="half a character"):
        client.categories.create(CategoryDraft(name="\ud83d"))
    assert server.requests == []


@pytest.mark.parametrize(
    ("body", "said", "fields"),
    [
        ('{"errors": {"name": ["não pode estar em branco", "é curto"]}}', "name não pode", {"name": 2}),
        (
            '{"errors": {"base": ["Conta conectada a um banco."]}}',
            "it: Conta conectada a um banco.",
            {"base": 1},
        ),
        ('{"errors": {"date": "inválida"}}', "date inválida.", {"date": 1}),
        ('{"errors": "não"}', "422", {}),
        ('{"error": "Conta bloqueada"}', "422: Conta bloqueada", {}),
        ("<html>", "422", {}),
        ("", "422", {}),
    ],
)
def test_a_refused_record(answering: Any, body: str, said: str, fields: dict[str, int]) -> None:
    """Whatever shape the refusal has, the row says what the service said and is not in doubt."""
    client, _ = answering(body, "422 Unprocessable Entity")
    with pytest.raises(Invalid) as caught:
        client.transactions.create(
            TransactionDraft(description="x", date=__import__("datetime").date(2026, 1, 1))
        )
    assert said in str(caught.value)
    assert {name: len(sentences) for name, sentences in caught.value.fields.items()} == fields
    assert caught.value.answer == body


@pytest.mark.parametrize("count", [0, 1, 2])
def test_payments_are_a_list(answering: Any, count: int) -> None:
    """The document shows one payment as an object; a list of none or several is understood too."""
    printed = next(sample.answer for sample in samples() if sample.path.endswith("/payments"))
    body = printed if count == 1 else f"[{', '.join([printed] * count)}]"
    client, _ = answering(body)
    assert [item.id for item in client.card_invoices.payments(3, 186)] == [1033] * count


def test_the_examples_in_the_code_hold() -> None:
    """What the docstring shows of a misfit's wording is what people read."""
    assert doctest.testmod(channel).failed == 0
