"""The client keeps to the vendor's document: every operation, every printed answer, every printed request."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec
import pytest
from organizze_document import Sample, errors, samples

from xl_addin.apis.channel import Channel
from xl_addin.apis.organizze import models
from xl_addin.apis.organizze.client import OPERATIONS, Organizze, connect
from xl_addin.values.secret import Secret

SAMPLES = samples()

FROM_THE_PROSE = {("GET", "/budgets/{year}"), ("GET", "/budgets/{year}/{month}")}
"""Named in sentences only: "/budgets/2018" and "/budgets/2018/08"."""
TRANSFERS = {
    ("GET", "/transfers"),
    ("GET", "/transfers/{id}"),
    ("POST", "/transfers"),
    ("PUT", "/transfers/{id}"),
    ("DELETE", "/transfers/{id}"),
}
"""Public, though not in the document (design, section 5)."""
DOCUMENTED = {(sample.method, sample.template) for sample in SAMPLES} | FROM_THE_PROSE | TRANSFERS

ANSWERS: dict[str, Any] = {
    "/users/{id}": models.User,
    "/accounts": models.Account,
    "/budgets": models.Budget,
    "/categories": models.Category,
    "/credit_cards": models.CreditCard,
    "/credit_cards/{id}/invoices": models.CardInvoice,
    "/credit_cards/{id}/invoices/{id}": models.CardInvoiceDetail,
    "/credit_cards/{id}/invoices/{id}/payments": models.Transaction,
    "/transactions": models.Transaction,
}

REQUESTS: dict[tuple[str, str], Any] = {
    ("POST", "/accounts"): models.AccountDraft,
    ("PUT", "/accounts/{id}"): models.AccountChange,
    ("POST", "/categories"): models.CategoryDraft,
    ("PUT", "/categories/{id}"): models.CategoryChange,
    ("DELETE", "/categories/{id}"): models.Replacement,
    ("POST", "/credit_cards"): models.CreditCardDraft,
    ("PUT", "/credit_cards/{id}"): models.CreditCardChange,
    ("POST", "/transactions"): models.TransactionDraft,
    ("PUT", "/transactions/{id}"): models.TransactionChange,
    ("DELETE", "/transactions/{id}"): models.Occurrences,
}


def model_of(sample: Sample) -> Any:
    """What the client reads the sample's answer as."""
    model = ANSWERS.get(sample.template) or ANSWERS[sample.template.removesuffix("/{id}")]
    return list[model] if sample.answer.startswith("[") else model


def test_the_client_has_every_operation_and_no_other() -> None:
    """Whatever the service can do, the client can do; nothing is made up."""
    assert {(method, path) for method, path, _ in OPERATIONS} == DOCUMENTED
    assert len(OPERATIONS) == len(DOCUMENTED)


@pytest.mark.parametrize("verb", [verb for _, _, verb in OPERATIONS])
def test_every_operation_is_a_method(verb: str) -> None:
    """The table of operations does not promise a method that is not there."""
    with connect("https://127.0.0.1/rest/v2", "ana@example.com", Secret("t"), "Ana (a@b.c)") as client:
        resource, _, method = verb.partition(".")
        assert callable(getattr(getattr(client, resource), method))


def test_every_method_is_an_operation() -> None:
    """No method of the client is left out of the table, and so of the tests; `in_one` is `list` unparted."""
    with connect("https://127.0.0.1/rest/v2", "ana@example.com", Secret("t"), "Ana (a@b.c)") as client:
        found = set(_verbs(client))
    assert {verb for verb in found if not verb.endswith(".in_one")} == {verb for _, _, verb in OPERATIONS}


def _verbs(client: Organizze) -> list[str]:
    resources = {name: value for name, value in vars(client).items() if not isinstance(value, Channel)}
    return [f"{name}.{verb}" for name, value in resources.items() for verb in dir(value) if verb[0] != "_"]


def test_the_sandbox_serves_every_operation() -> None:
    """What people try out in the sandbox is the whole service."""
    from xl_addin.sandbox.organizze import ROUTES

    served = {(method, _unnamed(path)) for method, path, *_ in ROUTES}
    assert served == {(method, _unnamed(path)) for method, path in DOCUMENTED}


def _unnamed(path: str) -> str:
    """The sandbox may name the numbers in a path as it likes."""
    return re.sub(r"\{\w+\}", "{}", path)


def test_the_document_is_read_whole() -> None:
    """No printed block of the document escapes these tests."""
    assert len(SAMPLES) == 27
    assert sum(len(sample.blocks) for sample in SAMPLES) + len(errors()) == 41
    assert all(sample.blocks for sample in SAMPLES)


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_every_printed_answer_is_understood(sample: Sample) -> None:
    """What the vendor shows is what the client reads, field by field."""
    read = msgspec.json.decode(sample.answer, type=model_of(sample))
    shown = json.loads(sample.answer)
    again = json.loads(msgspec.json.encode(read))
    for ours, theirs in zip(again, shown, strict=True) if isinstance(shown, list) else [(again, shown)]:
        assert {name: _plain(ours[name]) for name in theirs} == {
            name: _plain(theirs[name]) for name in theirs
        }


def _plain(value: Any) -> Any:
    """A printed transaction within an invoice lacks fields that ours has as None: compared without None."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items() if item is not None}
    return value


@pytest.mark.parametrize("sample", [sample for sample in SAMPLES if sample.request], ids=str)
def test_every_printed_request_can_be_sent(sample: Sample) -> None:
    """Each request of the document can be made, and is sent with just the fields the document has."""
    assert sample.request is not None
    model = REQUESTS[sample.method, sample.template]
    draft = msgspec.json.decode(sample.request, type=model)
    assert json.loads(msgspec.json.encode(draft)) == json.loads(sample.request)
