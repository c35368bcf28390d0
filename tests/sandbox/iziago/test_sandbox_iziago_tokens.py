"""The token URL: OAuth 2.0 client credentials, to the letter of RFC 6749."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote_plus

import pytest

from xl_addin.sandbox.server import Sandbox

ALL = "statements forecasting payments third-parties"
GRANT = {"grant_type": "client_credentials"}


def assert_refused(answer: Any, code: str) -> None:
    """As section 5.2 wants it: a code, a status, and nothing that a proxy keeps."""
    assert answer.json()["error"] == code, answer.text
    assert answer.status_code == (401 if code == "invalid_client" else 400)
    assert ("WWW-Authenticate" in answer.headers) == (code == "invalid_client")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_client_gets_a_token_for_an_hour(stranger: Any) -> None:
    """With everything that section 5.1 asks for, and never the same token twice."""
    answer = stranger.grant()
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    granted = answer.json()
    token = granted.pop("access_token")
    assert granted == {"token_type": "Bearer", "expires_in": 3600, "scope": ALL}
    assert stranger.grant().json()["access_token"] != token


def test_the_header_holds_encoded_credentials(stranger: Any) -> None:
    """The secret has a plus and a slash: who puts it into HTTP Basic as it is does not come in (2.3.1)."""
    client, secret = stranger.access["client_id"], stranger.access["client_secret"]
    assert stranger.form(GRANT, auth=(quote_plus(client), quote_plus(secret))).status_code == 200
    assert_refused(stranger.form(GRANT, auth=(client, secret)), "invalid_client")


@pytest.mark.parametrize(
    "fields",
    [{"client_secret": "wrong"}, {"client_id": "wrong"}, {"client_secret": ""}, {"client_id": "é"}],
)
def test_wrong_credentials_are_an_invalid_client(stranger: Any, fields: dict[str, str]) -> None:
    """Whichever of the two is wrong: the answer is the same."""
    assert_refused(stranger.grant(**fields), "invalid_client")


@pytest.mark.parametrize("header", ["Bearer abc", "Basic", "Basic !!!", "Basic YWJj"])
def test_a_header_that_is_no_basic_is_an_invalid_client(stranger: Any, header: str) -> None:
    """An old token, or credentials that are none."""
    assert_refused(stranger.form(GRANT, headers={"Authorization": header}), "invalid_client")


def test_two_ways_to_authenticate_are_one_too_many(stranger: Any) -> None:
    """In the header and in the form at once (2.3), or as two different clients."""
    client, secret = stranger.access["client_id"], stranger.access["client_secret"]
    both = {**GRANT, "client_secret": secret}
    basic = (client, quote_plus(secret))
    assert_refused(stranger.form(both, auth=basic), "invalid_request")
    assert_refused(stranger.form({**GRANT, "client_id": "other"}, auth=basic), "invalid_request")
    assert stranger.form({**GRANT, "client_id": client}, auth=basic).status_code == 200


@pytest.mark.parametrize("kind", ["password", "refresh_token", "authorization_code", "CLIENT_CREDENTIALS"])
def test_other_grants_are_not_supported(stranger: Any, kind: str) -> None:
    """No person signs in here, and there is nothing to refresh."""
    assert_refused(stranger.grant(grant_type=kind), "unsupported_grant_type")


def test_a_request_that_is_none_is_named(stranger: Any) -> None:
    """No grant, one grant twice, JSON in place of a form, a form that is broken."""
    assert_refused(stranger.grant(grant_type=""), "invalid_request")
    assert_refused(stranger.form([*GRANT.items(), *GRANT.items()]), "invalid_request")
    json = {"Content-Type": "application/json"}
    assert_refused(stranger.form('{"grant_type": "client_credentials"}', headers=json), "invalid_request")
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert_refused(stranger.form("grant_type", headers=form), "invalid_request")
    assert_refused(stranger.form(b"grant_type=\xff", headers=form), "invalid_request")


def test_a_token_opens_what_it_was_asked_for(stranger: Any) -> None:
    """A scope that was not asked for stays shut."""
    assert stranger.enter(scope="payments  statements")["scope"] == "statements payments"
    assert stranger.ask("GET", "/payments/accounts").status_code == 200
    assert stranger.ask("GET", "/third-parties").status_code == 403


@pytest.mark.parametrize("scope", ["invoices", "payments invoices", "Payments", "payments,statements"])
def test_a_scope_that_does_not_exist_is_refused(stranger: Any, scope: str) -> None:
    """Even beside one that does."""
    assert_refused(stranger.grant(scope=scope), "invalid_scope")


def test_a_scope_that_is_not_granted_is_left_out(stranger: Any) -> None:
    """The answer says what is left; when nothing is, there is no token."""
    stranger.administrate("/scopes", {"scopes": ["third-parties", "statements"]})
    assert stranger.grant(scope=ALL).json()["scope"] == "statements third-parties"
    assert stranger.grant().json()["scope"] == "statements third-parties"
    assert_refused(stranger.grant(scope="payments"), "invalid_scope")


def test_only_a_post_gets_a_token(stranger: Any) -> None:
    """Credentials do not belong into an address."""
    address = stranger.access["token_url"]
    assert stranger.session.get(address, params=GRANT, timeout=20).status_code == 404


def test_a_request_for_a_token_is_a_call_and_can_fail(stranger: Any, sandbox: Sandbox) -> None:
    """It is listed with the others, and a network may lose it too."""
    sandbox.add_fault("error-500", 1, "POST /iziago/oauth/token")
    assert stranger.grant().status_code == 500
    call = {"system": "iziago", "method": "POST", "path": "/iziago/oauth/token", "status": 500}
    assert sandbox.state()["calls"] == [call]


def test_no_token_and_no_secret_is_shown(stranger: Any, sandbox: Sandbox) -> None:
    """The state is for everybody to see."""
    token = stranger.enter()["access_token"]
    shown = str(sandbox.state())
    assert token not in shown
    assert stranger.access["client_secret"] not in shown
