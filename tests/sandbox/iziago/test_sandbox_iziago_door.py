"""Who may come in: tokens that are good, with the right scope (RFC 6750)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from plain_iziago import EVER, Iziago

from xl_addin.sandbox.server import Sandbox, running

INVALID = 'Bearer realm="Iziago", error="invalid_token"'
NEEDS = {
    "statements": [
        ("GET", "/statements/accounts"),
        ("GET", "/statements/accounts/acc-9e3779b1/balances"),
        ("GET", "/statements/accounts/acc-9e3779b1/transactions"),
    ],
    "forecasting": [
        ("GET", "/forecasting/accounts"),
        ("GET", "/forecasting/accounts/acc-9e3779b1/statements"),
        ("GET", "/forecasting/accounts/acc-9e3779b1/transactions"),
    ],
    "payments": [
        ("GET", "/payments/accounts"),
        ("POST", "/payments/transfers"),
        ("GET", "/payments/transfers"),
        ("GET", "/payments/transfers/trf-9e3779b1/file"),
    ],
    "third-parties": [
        ("GET", "/third-parties"),
        ("POST", "/third-parties"),
        ("POST", "/third-parties/tp-9e3779b1/accounts"),
    ],
}


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


@pytest.mark.parametrize("scope", NEEDS)
def test_a_missing_scope_is_named(iziago: Any, scope: str) -> None:
    """In the header for programs, in the body for people; before anything else is looked at."""
    iziago.administrate("/scopes", {"scopes": [name for name in NEEDS if name != scope]})
    challenge = f'Bearer realm="Iziago", error="insufficient_scope", scope="{scope}"'
    for method, path in NEEDS[scope]:
        answer = iziago.ask(method, path)
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (403, challenge)
        assert scope in answer.json()["error"]


def test_a_scope_can_be_withdrawn_and_given_back(iziago: Any, sandbox: Sandbox) -> None:
    """At once, for the tokens that are out as well."""
    assert sandbox.state()["iziago"]["scopes"] == list(NEEDS)
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


def test_a_fault_can_refuse_the_token(iziago: Any, sandbox: Sandbox) -> None:
    """In the same words as a token that has expired."""
    sandbox.add_fault("unauthorized", 1, "GET /iziago/v1")
    answer = iziago.ask("GET", "/payments/accounts")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, INVALID)


def test_the_ready_file_tells_all_that_a_client_needs(sandbox: Sandbox) -> None:
    """The contract's keys, addresses that end as it says, and the same as environment variables."""
    access, env = sandbox.ready["iziago"], sandbox.ready["env"]
    assert set(access) == {"base_url", "token_url", "client_id", "client_secret"}
    assert access["base_url"] == sandbox.url + "/iziago/v1"
    assert access["token_url"] == sandbox.url + "/iziago/oauth/token"
    told = {name: value for name, value in env.items() if name.startswith("XL_ADDIN_IZIAGO_")}
    same = {f"XL_ADDIN_IZIAGO_{name.upper()}": value for name, value in access.items()}
    assert told == {**same, "XL_ADDIN_IZIAGO_SCOPES": " ".join(NEEDS)}


def test_a_kept_sandbox_keeps_its_transfers_and_its_tokens(tmp_path: Path) -> None:
    """Who comes back the next day finds what was made."""
    with running(state=tmp_path) as sandbox:
        client = Iziago(sandbox.ready)
        with client.session:
            client.enter()
            client.post("/payments/transfers", **client.draft())
        kept = sandbox.state()["iziago"]
    with running(state=tmp_path) as sandbox:
        again = Iziago(sandbox.ready)
        with again.session:
            again.session.headers["Authorization"] = client.session.headers["Authorization"]
            assert again.items("/payments/transfers", **EVER) == kept["transfers"]
        assert sandbox.state()["iziago"] == kept
