"""Access tokens: shared, renewed in time and in mid-run, and never a reason to send twice."""

from __future__ import annotations

import threading
import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs

import pytest
from iziago_drafts import transfer
from iziago_service import CLIENT_ID, CLIENT_SECRET, Asked, Service, Told, page

from xl_addin import texts
from xl_addin.apis.iziago.client import Iziago
from xl_addin.apis.iziago.tokens import Token, Tokens
from xl_addin.errors import NothingSent, Refused, ServiceError, SettingsError, TooManyRequests, Unauthorized
from xl_addin.values.secret import Secret

THREADS = 8


@pytest.fixture(params=texts.LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language in turn."""
    texts.use(request.param)
    yield request.param
    texts.use("en")


def side_by_side(work: Callable[[], object]) -> list[object]:
    """What the work came to in each of several threads that begin together; an error where it raised one."""
    gate = threading.Barrier(THREADS)

    def one() -> object:
        gate.wait()
        try:
            return work()
        except ServiceError as error:
            return error

    with ThreadPoolExecutor(THREADS) as pool:
        return [future.result() for future in [pool.submit(one) for _ in range(THREADS)]]


def test_all_share_one_token(service: Service, iziago: Iziago) -> None:
    """Eight senders that start together ask for one token, and every later call uses it."""
    assert side_by_side(iziago.payments.accounts) == [[]] * THREADS
    iziago.statements.accounts()
    assert len(service.issued) == 1
    assert {asked.headers["authorization"] for asked in service.calls()} == {f"Bearer {service.issued[0]}"}


def test_how_a_token_is_asked_for(service: Service, iziago: Iziago) -> None:
    """The credentials stand in the header, form-encoded first, and the scopes in the form (RFC 6749)."""
    iziago.payments.accounts()
    (asked,) = service.token_requests()
    assert asked.headers["content-type"] == "application/x-www-form-urlencoded"
    assert parse_qs(asked.body.decode()) == {
        "grant_type": ["client_credentials"],
        "scope": ["statements forecasting payments third-parties"],
    }
    pair = b64decode(asked.headers["authorization"].removeprefix("Basic ")).decode()
    assert pair == f"{CLIENT_ID}:s3cret%2Fof%2Bthe%26client%3D"


def test_credentials_in_the_body(service: Service, connecting: Any, profile_of: Any) -> None:
    """A contract may want the credentials inside the form; then no header holds them."""
    connecting(profile_of('[oauth]\nauthentication = "body"\n'), scopes=()).payments.accounts()
    (asked,) = service.token_requests()
    assert "authorization" not in asked.headers
    assert parse_qs(asked.body.decode()) == {
        "grant_type": ["client_credentials"],
        "client_id": [CLIENT_ID],
        "client_secret": [CLIENT_SECRET],
    }


def test_a_token_that_expires_in_mid_run(service: Service, iziago: Iziago) -> None:
    """An import longer than a token's life does not notice: the question is asked again with a new one."""
    iziago.payments.accounts()
    service.good.clear()
    assert iziago.payments.accounts() == []
    assert (len(service.calls()), len(service.issued)) == (3, 2)


def test_many_notice_at_once(service: Service, iziago: Iziago) -> None:
    """However many senders meet the expired token at once, it is renewed once."""
    iziago.payments.accounts()
    service.good.clear()
    assert side_by_side(iziago.payments.accounts) == [[]] * THREADS
    assert len(service.issued) == 2


def test_a_refused_post_is_sent_once_more(service: Service, iziago: Iziago) -> None:
    """A 401 did nothing, so the transfer leaves once more, word for word, and arrives once."""
    iziago.payments.accounts()
    service.good.clear()
    service.answer = lambda _asked: Told({"id": "tr_1"}, "201 Created")
    assert iziago.payments.create_transfer(transfer()).id == "tr_1"
    first, second = service.calls("POST")
    assert first.body == second.body
    assert first.headers["authorization"] != second.headers["authorization"]


def test_a_token_that_ends_twice_in_one_send(service: Service, iziago: Iziago) -> None:
    """Both 401 did nothing: with the third token the transfer arrives, once."""
    iziago.payments.accounts()
    service.good.clear()
    grant = service.token
    ended = iter([True, False])

    def expiring(_asked: Asked) -> Told:
        told = grant()
        if next(ended):
            service.good.clear()
        return told

    service.grant = expiring
    service.answer = lambda _asked: Told({"id": "tr_1"}, "201 Created")
    assert iziago.payments.create_transfer(transfer()).id == "tr_1"
    assert len(service.token_requests()) == 3


def test_a_post_refused_with_new_tokens_is_not_repeated(service: Service, iziago: Iziago) -> None:
    """When two new tokens are refused too, it is not the token: the transfer is refused."""
    iziago.payments.accounts()
    service.good.clear()
    service.answer = lambda asked: Told({}, "401 Unauthorized") if asked.verb == "POST" else page()
    with pytest.raises(Unauthorized):
        iziago.payments.create_transfer(transfer())
    assert len(service.calls("POST")) == 3


def test_a_token_that_never_worked(service: Service, iziago: Iziago) -> None:
    """A token refused at its first use has not expired: nothing is tried again."""
    service.answer = lambda _asked: Told({"error": "Accès refusé"}, "401 Unauthorized")
    with pytest.raises(Unauthorized, match="Accès refusé"):
        iziago.payments.accounts()
    assert (len(service.calls()), len(service.issued)) == (1, 1)


@pytest.mark.parametrize("status", ["500 Internal Server Error", "503 Service Unavailable", "409 Conflict"])
def test_nothing_else_sends_a_post_again(service: Service, iziago: Iziago, status: str) -> None:
    """Any other answer leaves the transfer as it is, sent once, however the token stands."""
    iziago.payments.accounts()
    service.answer = lambda _asked: Told({}, status)
    with pytest.raises(ServiceError) as caught:
        iziago.payments.create_transfer(transfer())
    assert not isinstance(caught.value, Refused | NothingSent)
    assert (len(service.calls("POST")), len(service.issued)) == (1, 1)


def test_renewed_before_its_end() -> None:
    """A token that is about to expire is not used any more; one whose end is unknown is."""
    ended, endless = Token(Secret("a"), 0.0), Token(Secret("b"), None)
    waiting = [ended, endless]
    tokens = Tokens(lambda: waiting.pop(0))
    assert [tokens.current() for _ in range(3)] == [ended, endless, endless]


def test_a_lost_answer_is_asked_for_again(service: Service, iziago: Iziago) -> None:
    """A token request whose answer breaks off is repeated: asking for a token changes nothing."""
    lost = iter([True])
    given = service.token

    def grant(_asked: Asked) -> Told | None:
        return None if next(lost, False) else given()

    service.grant = grant
    assert iziago.payments.accounts() == []
    assert len(service.token_requests()) == 2


@pytest.mark.parametrize(
    "told",
    [
        None,
        Told({"error": "server_error"}, "500 Internal Server Error"),
        Told({"error": "invalid_request"}, "400 Bad Request"),
        Told({}, "404 Not Found"),
        Told({}),
        Told([]),
        Told(b"<html>"),
        Told(b""),
        Told({"access_token": "l0ngt0kenl0ngt0ken", "token_type": "mac"}),
        Told({"access_token": "l0ngt0ken\nl0ngt0ken", "token_type": "Bearer"}),
        Told({"access_token": ["l0ngt0kenl0ngt0ken"], "token_type": "Bearer"}),
        Told({"token": "l0ngt0kenl0ngt0ken"}),
    ],
    ids=str,
)
def test_without_a_token_nothing_is_sent(service: Service, iziago: Iziago, told: Told | None) -> None:
    """When no token can be had, a transfer is certainly not sent, and the row is not in doubt."""
    iziago.payments.accounts()
    service.good.clear()
    service.grant = lambda _asked: told
    with pytest.raises(NothingSent) as caught:
        iziago.payments.create_transfer(transfer())
    assert "l0ngt0ken" not in f"{caught.value} {caught.value.answer} {caught.value!r}"
    assert "127.0.0.1" in caught.value.message
    assert len(service.calls("POST")) == 1, "the one that was refused"


def test_asked_to_wait_for_a_token(service: Service, iziago: Iziago) -> None:
    """A token endpoint that asks to wait is waited for like any other."""
    service.grant = lambda _asked: Told({}, "429 Too Many Requests", (("Retry_After", "7"),))
    with pytest.raises(TooManyRequests) as caught:
        iziago.payments.accounts()
    assert caught.value.retry_after == 7


def test_a_failure_is_told_to_all_who_wait(service: Service, iziago: Iziago) -> None:
    """Eight senders without a token do not ask eight times in a row; the next import asks anew."""
    refusal = Told({"error": "invalid_client"}, "401 Unauthorized")

    def grant(_asked: Asked) -> Told:
        time.sleep(0.3)  # the others arrive meanwhile
        return refusal

    service.grant = grant
    results = side_by_side(iziago.payments.accounts)
    assert all(isinstance(result, Unauthorized) for result in results)
    assert len(service.token_requests()) < THREADS
    service.grant = None
    assert iziago.payments.accounts() == []


@pytest.mark.parametrize("status", ["400 Bad Request", "401 Unauthorized"])
def test_wrong_credentials(service: Service, iziago: Iziago, language: str, status: str) -> None:
    """Wrong or outdated credentials are told as that, with the way to new ones, in each language."""
    service.grant = lambda _asked: Told({"error": "invalid_client"}, status)
    with pytest.raises(Unauthorized, match="invalid_client") as caught:
        iziago.payments.accounts()
    assert "Settings > General settings > Iziago API > OAuth 2.0 credentials" in caught.value.hint
    assert "`xl-addin credentials set iziago`" in caught.value.hint


def test_scopes_that_are_not_granted(service: Service, iziago: Iziago, language: str) -> None:
    """Scopes that the login may not have are named, with the place where they are chosen."""
    service.grant = lambda _asked: Told({"error": "invalid_scope"}, "400 Bad Request")
    with pytest.raises(Unauthorized, match="statements, forecasting, payments, third-parties") as caught:
        iziago.payments.accounts()
    assert "Settings > General settings > Iziago API > Scope" in caught.value.hint


CHALLENGE = (("WWW_Authenticate", 'Bearer error="insufficient_scope", scope="paiements:write"'),)


@pytest.mark.parametrize(("headers", "scope"), [(CHALLENGE, "paiements:write"), ((), "payments")])
def test_a_missing_scope(
    service: Service, iziago: Iziago, language: str, headers: tuple[tuple[str, str], ...], scope: str
) -> None:
    """A 403 names the scope, the service's word for it or the profile's, and the place where it is chosen."""
    iziago.payments.accounts()
    service.answer = lambda _asked: Told({"error": "insufficient_scope"}, "403 Forbidden", headers)
    for ask in (iziago.payments.accounts, lambda: iziago.payments.create_transfer(transfer())):
        with pytest.raises(Unauthorized, match="insufficient_scope") as caught:
            ask()
        assert scope in caught.value.message
        assert scope in caught.value.hint
        assert "Settings > General settings > Iziago API > Scope" in caught.value.hint
        assert caught.value.status == 403


def test_a_scope_that_was_enabled_meanwhile(service: Service, iziago: Iziago) -> None:
    """Once the scope is enabled the next call works, with a token that has it; no restart is needed."""
    service.answer = lambda _asked: Told({}, "403 Forbidden")
    with pytest.raises(Unauthorized):
        iziago.payments.accounts()
    service.answer = lambda _asked: page()
    assert iziago.payments.accounts() == []
    assert len(service.issued) == 2


@pytest.mark.parametrize(
    "status", ["403 Forbidden", "422 Unprocessable Entity", "500 Internal Server Error", "200 OK"]
)
def test_secrets_stay_out_of_every_message(service: Service, iziago: Iziago, status: str) -> None:
    """A service that repeats what it was sent gets no secret into a message or the journal."""
    iziago.payments.accounts()
    service.good.clear()
    iziago.payments.accounts()
    shown = (
        f"{CLIENT_SECRET} {' '.join(service.issued)} {service.token_requests()[0].headers['authorization']}"
    )

    def repeat(_asked: Asked) -> Told:
        return Told({"error": shown, "errors": {"amount": [shown], shown: "x"}}, status)

    service.answer = repeat
    with pytest.raises(ServiceError) as caught:
        iziago.payments.create_transfer(transfer())
    error = caught.value
    told = f"{error} {error!r} {error.answer} {error.hint} {getattr(error, 'fields', '')} {error.args}"
    for secret in (CLIENT_SECRET, *service.issued, shown.rpartition(" ")[2]):
        assert secret not in told
    assert "**********" in told


def test_secrets_stay_out_of_reprs(iziago: Iziago) -> None:
    """Nothing that a log may show of a client holds the secret or a token."""
    iziago.payments.accounts()
    seen, waiting = set[int](), list[object]([iziago])
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or not type(thing).__module__.startswith("xl_addin."):
            continue
        seen.add(id(thing))
        assert "s3cret" not in repr(thing)
        assert "t0ken" not in repr(thing)
        names = [*getattr(thing, "__dict__", {}), *getattr(type(thing), "__slots__", ())]
        waiting += [getattr(thing, name) for name in names if type(thing) is not Secret]
    assert len(seen) > 8


@pytest.mark.parametrize("base", ["http://api.example.com/v1", "api.example.com", "https://"])
def test_tokens_over_encrypted_connections_only(base: str, connecting: Any) -> None:
    """A token address without encryption is refused before any secret leaves."""
    with pytest.raises(SettingsError):
        connecting(token_url=base)
