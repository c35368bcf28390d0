"""Who may come in, and what is no request at all."""

from __future__ import annotations

from typing import Any

import pytest

from xl_addin.sandbox.server import Sandbox


@pytest.mark.parametrize(
    "credentials", [("loja@padaria.example", "wrong"), ("other@example.com", ""), ("", "")]
)
def test_wrong_credentials_are_refused_in_the_documents_words(
    organizze: Any, credentials: tuple[str, str]
) -> None:
    """A wrong token is a 401 with the document's body."""
    answer = organizze.ask("GET", "/accounts", auth=credentials)
    assert (answer.status_code, answer.json()) == (401, {"error": "Não autorizado"})


@pytest.mark.parametrize("header", ["", "Basic", "Basic é", "Basic !!!", "Bearer abc"])
def test_no_credentials_are_refused(organizze: Any, header: str) -> None:
    """Whatever is no HTTP Basic does not come in."""
    organizze.session.auth = lambda request: request
    answer = organizze.ask("GET", "/accounts", headers={"Authorization": header.encode()})
    assert answer.status_code == 401


@pytest.mark.parametrize("agent", [b"", b"User-Agent:\r\n", b"User-Agent: \t \r\n"])
def test_a_user_agent_is_asked_for(organizze: Any, agent: bytes) -> None:
    """Without a User-Agent every call is a 400, even with the right credentials."""
    answer = organizze.raw(b"GET /organizze/rest/v2/accounts HTTP/1.1", agent)
    assert answer.startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/nothing"), ("GET", "/users/me"), ("PATCH", "/accounts/3"), ("POST", "/budgets"), ("GET", "/")],
)
def test_what_is_not_served_is_not_found(organizze: Any, method: str, path: str) -> None:
    """A path or method that the document does not have is a 404 in JSON."""
    answer = organizze.ask(method, path)
    assert (answer.status_code, answer.json()) == (404, {"error": "Não encontrado"})


@pytest.mark.parametrize("number", ["0", "999", "-3", "3.0", "x", "9" * 30, "٣"])
@pytest.mark.parametrize(
    "kind", ["users", "accounts", "categories", "credit_cards", "transactions", "transfers"]
)
def test_a_record_that_is_not_there_is_not_found(organizze: Any, kind: str, number: str) -> None:
    """An id that nobody has is a 404, whatever it looks like."""
    assert organizze.ask("GET", f"/{kind}/{number}").status_code == 404


@pytest.mark.parametrize(
    "body",
    ['{"name": "x",}', "{", "null", "[]", '"x"', '{"name": NaN}', '{"name": 1e999}', '{"name": "\\ud800"}',
     b'{"name": "\xff"}', "[" * 100_000],
)  # fmt: skip
def test_what_is_no_json_object_is_a_bad_request(organizze: Any, sandbox: Sandbox, body: str | bytes) -> None:
    """A broken body is a 400 and changes nothing."""
    before = sandbox.state()["organizze"]
    answer = organizze.ask("POST", "/categories", data=body)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert sandbox.state()["organizze"] == before


def test_answers_are_json_in_utf8_whatever_was_sent(organizze: Any) -> None:
    """A body without a Content-Type is read all the same."""
    answer = organizze.ask(
        "POST", "/categories", data='{"name": "Pão"}'.encode(), headers={"Content-Type": None}
    )
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert answer.json()["name"] == "Pão"


def test_another_host_path_is_no_service(organizze: Any, sandbox: Sandbox) -> None:
    """Outside of the systems' bases nothing is served, and nothing is counted as a call."""
    answer = organizze.session.get(sandbox.url + "/rest/v2/accounts", timeout=20)
    assert answer.status_code == 404
    assert sandbox.state()["calls"] == []
