"""How a request can break, and what a person is told about whether it may have arrived."""

from __future__ import annotations

import gzip
import time
import traceback
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from xl_addin.errors import FateUnknown, NothingSent, ServiceError
from xl_addin.http.connection import IDLE_LIMIT
from xl_addin.texts import use

TOKEN = "t0ken/with+signs&more"

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def never_shakes(peer: Any) -> None:
    """Accepts, and stays silent."""
    peer.wait()


def shakes_garbage(peer: Any) -> None:
    """Answers the handshake with plain text."""
    peer.send_plainly(b"HTTP/1.1 400 Bad Request\r\n\r\nI speak no TLS")


def resets_instead_of_shaking(peer: Any) -> None:
    """Resets during the handshake."""
    peer.sock.recv(10)
    peer.reset()


def closes_after_shaking(peer: Any) -> None:
    """Closes before the request is read."""
    peer.shake()


def resets_after_reading(peer: Any) -> None:
    """Resets once the request is there."""
    peer.shake()
    peer.read_request()
    peer.reset()


def closes_unanswered(peer: Any) -> None:
    """Acts, perhaps, and hangs up."""
    peer.shake()
    peer.read_request()


def never_answers(peer: Any) -> None:
    """Stays silent after the request."""
    peer.shake()
    peer.read_request()
    peer.wait()


def trickles_headers(peer: Any) -> None:
    """Sends headers letter by letter, for ever."""
    peer.shake()
    peer.read_request()
    peer.sock.sendall(HEAD)
    while not peer.server.stopping.wait(0.02):
        peer.sock.sendall(b"X-More: 1\r\n"[:1])


def trickles_body(peer: Any) -> None:
    """Sends the body letter by letter, for ever."""
    peer.shake()
    peer.read_request()
    peer.sock.sendall(HEAD + b"Content-Length: 100000\r\n\r\n")
    while not peer.server.stopping.wait(0.02):
        peer.sock.sendall(b" ")


def trickles_a_record(peer: Any) -> None:
    """Sends one encrypted record letter by letter, for ever."""
    peer.shake()
    peer.read_request()
    peer.send_plainly(b"\x17\x03\x03\x40\x00")
    while not peer.server.stopping.wait(0.02):
        peer.send_plainly(b"x")


def breaks_a_record(peer: Any) -> None:
    """Answers with a record that cannot be decrypted."""
    peer.shake()
    peer.read_request()
    peer.send_plainly(b"\x17\x03\x03\x00\x40" + b"x" * 64)


def breaks_a_record_in_the_body(peer: Any) -> None:
    """The record that holds the rest of the body cannot be decrypted."""
    peer.shake()
    peer.read_request()
    peer.sock.sendall(HEAD + b"Content-Length: 100\r\n\r\n{")
    peer.send_plainly(b"\x17\x03\x03\x00\x40" + b"x" * 64)


def half_a_head(peer: Any) -> None:
    """Closes among the headers."""
    peer.shake()
    peer.read_request()
    peer.sock.sendall(HEAD)


def half_a_body(peer: Any) -> None:
    """Closes before the announced length is reached."""
    peer.shake()
    peer.read_request()
    peer.sock.sendall(HEAD + b'Content-Length: 100\r\n\r\n{"id": 1')


def half_a_chunk(peer: Any) -> None:
    """Closes within a chunk."""
    peer.shake()
    peer.read_request()
    peer.sock.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n10\r\n{")


def half_a_refusal(peer: Any) -> None:
    """Begins to refuse, and closes."""
    peer.shake()
    peer.read_request()
    peer.sock.sendall(b"HTTP/1.1 422 Unprocessable\r\nContent-Length: 100\r\n\r\n{")


def no_http(peer: Any) -> None:
    """Speaks another protocol."""
    peer.shake()
    peer.read_request()
    peer.sock.sendall(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")


def endless_header(peer: Any) -> None:
    """Sends a header longer than any."""
    peer.shake()
    peer.read_request()
    peer.sock.sendall(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 200_000 + b"\r\n\r\n")


def huge_body(peer: Any) -> None:
    """Sends a body without an end."""
    peer.shake()
    peer.read_request()
    peer.sock.sendall(HEAD + b"\r\n")
    while not peer.server.stopping.is_set():
        peer.sock.sendall(b" " * 65536)


def gzip_bomb(peer: Any) -> None:
    """Sends 50 MB packed into 50 KB."""
    peer.shake()
    peer.read_request()
    peer.answer(body=gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")


def broken_gzip(peer: Any) -> None:
    """Says gzip and sends something else."""
    peer.shake()
    peer.read_request()
    peer.answer(body=b"this is no gzip", Content_Encoding="gzip")


BEFORE = [never_shakes, shakes_garbage, resets_instead_of_shaking]
AFTER = [
    closes_after_shaking,
    resets_after_reading,
    closes_unanswered,
    never_answers,
    trickles_headers,
    trickles_body,
    trickles_a_record,
    breaks_a_record,
    breaks_a_record_in_the_body,
    half_a_head,
    half_a_body,
    half_a_chunk,
    half_a_refusal,
    no_http,
    endless_header,
    huge_body,
    gzip_bomb,
    broken_gzip,
]
OPTIONS = {"deadline": 1.0, "max_bytes": 2**20}


def attempt(http: Any, method: str = "POST") -> ServiceError:
    """Sends, and the error that came of it."""
    ask = http.get if method == "GET" else partial(http.send, method, json=b'{"amount_cents": -1500}')
    with pytest.raises(ServiceError) as caught:
        ask("/transactions")
    return caught.value


@pytest.mark.timeout(30)
@pytest.mark.parametrize("behave", BEFORE, ids=lambda behave: behave.__name__)
def test_nothing_left(behave: Any, serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """A row whose request cannot have left is told so, and may be sent again."""
    server = serve(behave)
    assert isinstance(attempt(client(server, **OPTIONS)), NothingSent)
    assert server.requests == []


@pytest.mark.timeout(30)
@pytest.mark.parametrize("behave", AFTER, ids=lambda behave: behave.__name__)
def test_fate_unknown(behave: Any, serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """A row whose request may have arrived is in doubt, never failed; and it is sent once, never twice."""
    server = serve(behave)
    assert isinstance(attempt(client(server, **OPTIONS)), FateUnknown)
    assert len(server.requests) <= 1
    assert server.connections == 1


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    ("behave", "told"),
    [
        (closes_unanswered, "fechada pelo outro lado"),
        (half_a_body, "a resposta foi cortada"),
        (broken_gzip, "a resposta não pode ser descompactada"),
    ],
    ids=lambda given: getattr(given, "__name__", ""),
)
def test_how_it_broke_is_told_in_the_language_in_use(
    behave: Any, told: str, serve: Callable[..., Any], client: Callable[..., Any]
) -> None:
    """Whoever reads Portuguese is not told in English why an answer is missing."""
    use("pt")
    try:
        error = attempt(client(serve(behave), **OPTIONS))
    finally:
        use("en")
    assert told in str(error)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize(
    "behave", [closes_unanswered, breaks_a_record, half_a_body], ids=lambda b: b.__name__
)
def test_no_write_is_repeated(
    method: str, behave: Any, serve: Callable[..., Any], client: Callable[..., Any]
) -> None:
    """Whatever the verb, what may have been carried out is not sent a second time."""
    server = serve(behave)
    attempt(client(server, **OPTIONS), method)
    assert len(server.requests) == 1


@pytest.mark.timeout(60)
@pytest.mark.parametrize("behave", BEFORE + AFTER, ids=lambda behave: behave.__name__)
def test_no_error_holds_the_credentials(
    behave: Any, serve: Callable[..., Any], client: Callable[..., Any]
) -> None:
    """An error can be logged, shown or mailed to somebody without giving the token away."""
    error = attempt(client(serve(behave), **OPTIONS))
    seen = "".join(traceback.format_exception(error)) + repr(error) + repr(error.__dict__)
    assert error.__context__ is None
    assert error.__cause__ is None
    assert TOKEN not in seen
    assert "Basic" not in seen


def test_a_service_that_is_not_there(client: Callable[..., Any], serve: Callable[..., Any]) -> None:
    """With the service down, the message says that and that nothing was sent."""
    server = serve(never_shakes)
    http = client(server)
    server.stop()
    error = attempt(http)
    assert isinstance(error, NothingSent)
    assert "accepts no connection" in str(error)


def test_a_server_that_hangs_up_between_two_requests(
    serve: Callable[..., Any], client: Callable[..., Any]
) -> None:
    """A kept connection that the service closed meanwhile is noticed before the next row is written."""

    def one_answer_each(peer: Any) -> None:
        peer.shake()
        peer.read_request()
        peer.answer()

    server = serve(one_answer_each)
    http = client(server)
    for _ in range(3):
        assert http.send("POST", "/transactions", json=b"{}").status == 200
        server.settle()
    assert len(server.requests) == 3


def test_a_connection_that_rested_is_not_used_again(
    serve: Callable[..., Any], client: Callable[..., Any]
) -> None:
    """A service that drops idle connections without a word does not cost a row its certainty."""

    def forgetful(peer: Any) -> None:
        peer.shake()
        peer.read_request()
        peer.answer()
        peer.read_request()

    server = serve(forgetful)
    http = client(server)
    http.send("POST", "/transactions", json=b"{}")
    time.sleep(IDLE_LIMIT)
    http.send("POST", "/transactions", json=b"{}")
    assert len(server.requests) == 2


@pytest.mark.timeout(30)
@pytest.mark.parametrize("behave", [never_answers, trickles_body], ids=lambda behave: behave.__name__)
def test_reading_keeps_to_the_deadline_too(
    behave: Any, serve: Callable[..., Any], client: Callable[..., Any]
) -> None:
    """A list that never comes ends in a message, repeats included."""
    assert "did not answer" in str(attempt(client(serve(behave), **OPTIONS), "GET"))
