"""Who may come in: tokens that are good, with the right scope (RFC 6750)."""

from __future__ import annotations

from typing import Any

import pytest

from xl_addin.sandbox.server import Sandbox

INVALID = 'Bearer realm="Iziago", error="invalid_token"'
NEEDS = [
    ("GET", "/statements/accounts", "statements"),
    ("GET", "/statements/accounts/acc-9e3779b1/balances", "statements"),
    ("GET", "/statements/accounts/acc-9e3779b1/transactions", "statements"),
    ("GET", "/forecasting/accounts", "forecasting"),
    ("GET", "/forecasting/accounts/acc-9e3779b1/statements", "forecasting"),
    ("GET", "/forecasting/accounts/acc-9e3779b1/transactions", "forecasting"),
    ("GET", "/payments/accounts", "payments"),
    ("POST", "/payments/transfers", "payments"),
    ("GET", "/payments/transfers", "payments"),
    ("GET", "/payments/transfers/trf-9e3779b1/file", "payments"),
    ("GET", "/third-parties", "third-parties"),
    ("POST", "/third-parties", "third-parties"),
    ("POST", "/third-parties/tp-9e3779b1/accounts", "third-parties"),
]


def test_who_brings_no_token_is_asked_for_one(stranger: Any) -> None:
    """And is told of no error, as section 3.1 wants it."""
    answer = stranger.ask("GET", "/payments/accounts")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="Iziago"')
    assert answer.json()["error"]


@pytest.mark.parametrize("token", ["Bearer nobodys", "Bearer", "bearer  ", "Bearer é"])
def test_a_token_that_nobody_issued_is_invalid(stranger: Any, token: str) -> None:
    """Whatever it looks like."""
    answer = stranger.ask("GET", "/payments/accounts", headers={"Authorization": token.encode()})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, INVALID)


def test_the_clients_password_is_no_token(stranger: Any) -> None:
    """HTTP Basic opens the token URL and nothing else."""
    client = (stranger.access["client_id"], stranger.access["client_secret"])
    assert stranger.ask("GET", "/payments/accounts", auth=client).status_code == 401


def test_all_tokens_can_be_made_to_expire(iziago: Any, sandbox: Sandbox) -> None:
    """What is out is no good any more and does nothing; a new one is."""
    draft = iziago.draft()
    assert iziago.administrate("/expire-tokens").json() == {"expired": 1}
    answer = iziago.ask("POST", "/payments/transfers", json=draft)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, INVALID)
    assert sandbox.state()["iziago"]["transfers"] == []
    assert iziago.administrate("/expire-tokens").json() == {"expired": 0}
    iziago.enter()
    assert iziago.post("/payments/transfers", **draft)


@pytest.mark.parametrize(("method", "path", "scope"), NEEDS)
def test_a_missing_scope_is_named(iziago: Any, method: str, path: str, scope: str) -> None:
    """In the header for programs, in the body for people; before anything else is looked at."""
    others = [name for name in ("statements", "forecasting", "payments", "third-parties") if name != scope]
    iziago.administrate("/scopes", {"scopes": others})
    answer = iziago.ask(method, path)
    challenge = f'Bearer realm="Iziago", error="insufficient_scope", scope="{scope}"'
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (403, challenge)
    assert scope in answer.json()["error"]


def test_a_scope_can_be_withdrawn_and_given_back(iziago: Any, sandbox: Sandbox) -> None:
    """At once, for the tokens that are out as well."""
    assert sandbox.state()["iziago"]["scopes"] == ["statements", "forecasting", "payments", "third-parties"]
    assert iziago.administrate("/scopes", {"scopes": ["statements"]}).json() == {"scopes": ["statements"]}
    assert sandbox.state()["iziago"]["scopes"] == ["statements"]
    assert iziago.ask("GET", "/payments/accounts").status_code == 403
    iziago.administrate("/scopes", {"scopes": ["payments", "statements"]})
    assert iziago.ask("GET", "/payments/accounts").status_code == 200


@pytest.mark.parametrize("scopes", [["invoices"], "payments", None, [1], [["payments"]]])
def test_only_real_scopes_can_be_granted(iziago: Any, scopes: object) -> None:
    """A test that mistypes one is told so."""
    answer = iziago.administrate("/scopes", {"scopes": scopes})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["scopes"])


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/nothing"),
        ("GET", "/"),
        ("DELETE", "/third-parties/tp-9e3779b1"),
        ("PUT", "/payments/transfers"),
    ],
)
def test_what_is_not_served_is_not_found(iziago: Any, method: str, path: str) -> None:
    """A path or method of none of the thirteen operations."""
    answer = iziago.ask(method, path)
    assert (answer.status_code, answer.json()) == (404, {"error": "Introuvable"})


@pytest.mark.parametrize(
    "name", ["acc-00000000", "1", "9e3779b1", "tp-9e3779b1", "acc-9E3779B1", "é", "acc-" + "9" * 40]
)
@pytest.mark.parametrize(
    "path", ["/statements/accounts/{}/balances", "/forecasting/accounts/{}/transactions"]
)
def test_a_record_that_is_not_there_is_not_found(iziago: Any, path: str, name: str) -> None:
    """An id that nobody has is a 404, whatever it looks like."""
    assert iziago.ask("GET", path.format(name)).status_code == 404


def test_a_fault_can_refuse_the_token(iziago: Any, sandbox: Sandbox) -> None:
    """In the same words as a token that has expired."""
    sandbox.add_fault("unauthorized", 1, "GET /iziago/v1")
    answer = iziago.ask("GET", "/payments/accounts")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, INVALID)
