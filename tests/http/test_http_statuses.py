"""What each status means for a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from requests.structures import CaseInsensitiveDict

from xl_addin.errors import (
    FateUnknown,
    Invalid,
    NotFound,
    Refused,
    ServiceError,
    TooManyRequests,
    Unauthorized,
)
from xl_addin.http.answer import Answer
from xl_addin.http.statuses import LONGEST_WAIT, retry_after, verdict

TOKEN = "t0ken/with+signs&more"

MEANINGS: list[tuple[int, type[ServiceError]]] = [
    (300, FateUnknown),
    (301, FateUnknown),
    (302, FateUnknown),
    (303, FateUnknown),
    (304, FateUnknown),
    (307, FateUnknown),
    (308, FateUnknown),
    (400, Refused),
    (401, Unauthorized),
    (403, Unauthorized),
    (404, NotFound),
    (405, Refused),
    (406, Refused),
    (408, FateUnknown),
    (409, FateUnknown),
    (413, Refused),
    (414, Refused),
    (415, Refused),
    (418, FateUnknown),
    (422, Invalid),
    (429, TooManyRequests),
    (500, FateUnknown),
    (502, FateUnknown),
    (503, FateUnknown),
    (504, FateUnknown),
    (599, FateUnknown),
]


def answer(status: int, body: bytes = b"", **headers: str) -> Answer:
    """An answer with these headers."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, CaseInsensitiveDict(named), body)


@pytest.mark.parametrize(("status", "kind"), MEANINGS)
def test_a_write_answered_with(
    status: int, kind: type[ServiceError], serve: Callable[..., Any], client: Callable[..., Any]
) -> None:
    """A refusal leaves the row to be corrected, anything unclear leaves it in doubt; it is sent once."""

    def behave(peer: Any) -> None:
        peer.shake()
        peer.serve(f"{status} Whatever", Retry_After="0")

    server = serve(behave)
    with pytest.raises(ServiceError) as caught:
        client(server).send("POST", "/transactions", json=b"{}")
    assert type(caught.value) is kind
    assert caught.value.status == status
    assert str(status) in str(caught.value)
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_a_success_is_no_error(status: int) -> None:
    """Every 2xx is a yes."""
    assert verdict(answer(status), "api.example.com") is None


@pytest.mark.parametrize("status", [201, 202, 203, 204, 206])
def test_what_is_read_is_whole_or_not_used(
    status: int, serve: Callable[..., Any], client: Callable[..., Any]
) -> None:
    """A part of a list, or what somebody in between made of it, is never taken for all of it."""

    def behave(peer: Any) -> None:
        peer.shake()
        peer.serve(f"{status} Whatever")

    with pytest.raises(FateUnknown, match="did not send the whole answer") as caught:
        client(serve(behave)).get("/transactions")
    assert caught.value.status == status
    assert client(serve(behave)).send("POST", "/transactions", json=b"{}").status == status


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry_After": "7"}, 7.0),
        ({"Retry_After": " 0 "}, 0.0),
        ({"Retry_After": "soon"}, None),
        ({"Retry_After": "-5"}, None),
        ({"Retry_After": "٣"}, None),
        ({"Retry_After": "Fri, 20 Nov 2026 10:00:30 GMT", "Date": "Fri, 20 Nov 2026 10:00:00 GMT"}, 30.0),
        ({"Retry_After": "Fri, 20 Nov 2026 09:00:00 GMT", "Date": "Fri, 20 Nov 2026 10:00:00 GMT"}, 0.0),
        ({"Retry_After": "Fri, 20 Nov 2020 09:00:00 GMT"}, 0.0),
        ({"Retry_After": "9" * 5000}, LONGEST_WAIT),
        ({"Retry_After": "Fri, 20 Nov 9999 09:00:00 GMT"}, LONGEST_WAIT),
        ({"Retry_After": "Fri, 20 Nov 99999 09:00:00 GMT"}, None),
    ],
)
def test_how_long_to_wait(headers: dict[str, str], seconds: float | None) -> None:
    """The wait a service asks for is understood as seconds or as a date by its own clock."""
    assert retry_after(answer(429, **headers).headers) == seconds


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('{"error": "Não autorizado"}'.encode(), "401: Não autorizado"),
        (b'{"message": "No."}', "401: No"),
        (b"Usuario no existe", "401: Usuario no existe"),
        (b"<html><body>Oops</body></html>", "(401)"),
        (b'{"error": {"code": 7}}', "(401)"),
        (b"\xff\xfe", "401: "),
        (b"", "(401)"),
        (b"x" * 10_000, "401: " + "x" * 300 + ")"),
    ],
)
def test_the_services_words_are_shown(body: bytes, shown: str) -> None:
    """A person reads what the service said, and no web page."""
    assert shown in str(verdict(answer(401, body), "api.example.com"))


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("https://evil.example/x?token=1", "evil.example"),
        ("/elsewhere", "api.example.com"),
        ("", "api.example.com"),
        ("https://[oops", "an unreadable address"),
    ],
)
def test_a_redirect_names_where_to(location: str, target: str) -> None:
    """Somebody who moved the service, or posed as it, is named by host."""
    found = verdict(answer(301, Location=location), "api.example.com")
    assert f"points to {target} " in str(found)
    assert "token" not in str(found)


@given(text=st.text(max_size=60), sent=st.text(max_size=60))
def test_no_header_breaks_the_clock(text: str, sent: str) -> None:
    """Whatever a service asks for, the wait is a number of seconds or none."""
    found = retry_after(answer(429, Retry_After=text, Date=sent).headers)
    assert found is None or 0 <= found <= LONGEST_WAIT


def test_a_services_words_do_not_steer_the_terminal(
    serve: Callable[..., Any], client: Callable[..., Any]
) -> None:
    """A refusal is read as it is: it cannot wipe the screen, write over a line, or turn its words round."""

    def behave(peer: Any) -> None:
        peer.shake()
        peer.read_request()
        peer.answer("400 Bad", b'{"error": "No\\u001b[2J \\u009b1A \\u202esent\\r\\u0007\\u007f"}')

    with pytest.raises(Refused) as caught:
        client(serve(behave)).send("POST", "/transactions", json=b"{}")
    assert "No\ufffd[2J \ufffd1A \ufffdsent" in str(caught.value)
    assert str(caught.value).isprintable()


def test_an_echoed_token_is_not_shown(serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """A service that repeats the token in its error does not get it into the journal or onto the screen."""

    def behave(peer: Any) -> None:
        peer.shake()
        peer.read_request()
        peer.answer("400 Bad", b'{"error": "bad token t0ken/with+signs&more"}')

    with pytest.raises(Refused) as caught:
        client(serve(behave)).send("POST", "/transactions", json=b"{}")
    assert "bad token **********" in str(caught.value)
    assert TOKEN not in caught.value.answer


def test_a_service_explains_itself(serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """A service's client can read a refusal better than its status alone says."""

    def behave(peer: Any) -> None:
        peer.shake()
        peer.serve("409 Conflict")

    def explain(found: Answer) -> ServiceError | None:
        return Refused("The period is closed.", status=found.status) if found.status == 409 else None

    with pytest.raises(Refused, match="period is closed"):
        client(serve(behave), explain=explain).send("POST", "/transactions", json=b"{}")
