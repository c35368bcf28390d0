"""Plain use: what is sent, what comes back, what is left alone."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from xl_addin.errors import FateUnknown, SettingsError
from xl_addin.http.session import Http
from xl_addin.values.secret import Secret

TOKEN = "t0ken/with+signs&more"


def answering(peer: Any) -> None:
    """Answers everything."""
    peer.shake()
    peer.serve(Set_Cookie="session=1; Path=/")


def test_a_body_arrives_as_it_was_given(serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """Every byte of a row's request is ours: what was journaled is what left."""
    server = serve(answering)
    body = '{"description":"Café “à vista” 😀"}'.encode()
    answer = client(server).send("POST", "/transactions", json=body, params={"a": "b c"})
    head, _, sent = server.requests[0].partition(b"\r\n\r\n")
    assert sent == body
    assert head.startswith(b"POST /rest/v2/transactions?a=b+c HTTP/1.1")
    assert b"content-type: application/json; charset=utf-8" in head.lower()
    assert (answer.status, answer.body, answer.headers["content-length"]) == (200, b"{}", "2")


def test_a_request_has_headers_of_its_own(serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """A file is asked for as XML and a token shown, for one request, and the next one is as always."""
    server = serve(answering)
    http = client(server)
    http.get("/file", headers={"Accept": "application/xml"})
    http.send("POST", "/transactions", json=b"{}", headers={"X-Token": "a"})
    http.get("/accounts")
    file, sent, listed = (request.lower() for request in server.requests)
    assert b"\r\naccept: application/xml\r\n" in file
    assert b"\r\nx-token: a\r\n" in sent
    assert b"\r\ncontent-type: application/json; charset=utf-8\r\n" in sent
    assert b"\r\naccept: application/json\r\n" in listed
    assert b"x-token" not in listed


def test_a_form_goes_to_the_address_itself(serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """What asks for a token is a form, at the token's own address."""
    server = serve(answering)
    client(server).submit(Secret("grant_type=client_credentials"), {"X-A": "b"})
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /rest/v2 HTTP/1.1")
    assert b"content-type: application/x-www-form-urlencoded" in head.lower()
    assert b"x-a: b" in head.lower()
    assert body == b"grant_type=client_credentials"


def test_a_form_is_sent_once(serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """A form whose answer is lost is not repeated by anybody below."""

    def behave(peer: Any) -> None:
        peer.shake()
        peer.read_request()

    server = serve(behave)
    with pytest.raises(FateUnknown):
        client(server).submit(Secret("a=b"), {})
    server.settle()
    assert len(server.requests) == 1


def test_one_connection_serves_many_requests(serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """A thousand rows do not shake hands a thousand times."""
    server = serve(answering)
    http = client(server)
    for number in range(20):
        http.send("POST", "/transactions", json=str(number).encode())
    assert server.connections == 1


def test_what_was_asked_on_is_sent_on(serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """The first row need not shake hands where names were looked up just before."""
    server = serve(answering)
    http = client(server)
    http.get("/accounts")
    http.send("POST", "/transactions", json=b"{}")
    assert server.connections == 1


def test_a_request_is_one_piece(serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """A row's head and body leave together: a connection cannot be lost between them."""
    pieces: list[bytes] = []

    def behave(peer: Any) -> None:
        peer.shake()
        pieces.append(peer.sock.recv(65536))
        peer.sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")

    client(serve(behave)).send("POST", "/transactions", json=b'{"amount_cents": 1}')
    assert pieces[0].endswith(b'\r\n\r\n{"amount_cents": 1}')


def test_many_threads_share_one_client(serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """Senders side by side each send their own row, each once."""
    server = serve(answering)
    http = client(server, connections=8)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: http.send("POST", "/t", json=b"%d" % n), range(200)))
    bodies = sorted(int(request.rpartition(b"\r\n\r\n")[2]) for request in server.requests)
    assert bodies == list(range(200))


def test_no_cookie_comes_back(serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """The service cannot tie requests together behind our back."""
    server = serve(answering)
    http = client(server)
    http.get("/accounts")
    http.get("/accounts")
    assert b"cookie" not in server.requests[1].lower()


def test_the_environment_changes_nothing(
    serve: Callable[..., Any], client: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A proxy, bundle or .netrc of some other program does not see or change our requests."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login other password other")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "none.pem"))
    monkeypatch.setenv("NETRC", str(netrc))
    server = serve(answering)
    client(server).get("/accounts")
    assert b64encode(f"ana@example.com:{TOKEN}".encode()) in server.requests[0]


def test_a_redirect_is_not_followed_by_a_read(serve: Callable[..., Any], client: Callable[..., Any]) -> None:
    """The credentials go to the host in the settings and to no other."""
    other = serve(answering)

    def redirecting(peer: Any) -> None:
        peer.shake()
        peer.serve("302 Found", Location=f"https://localhost:{other.port}/rest/v2/accounts")

    server = serve(redirecting)
    with pytest.raises(Exception, match="points to localhost"):
        client(server).get("/accounts")
    assert other.connections == 0
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "base_url",
    ["http://api.example.com", "https://", "ftp://x", "", "https://user:pw@host/x", "https://host/?q=1"],
)
def test_only_https(base_url: str) -> None:
    """Credentials never travel unencrypted, and an address that cannot work is said at once."""
    with pytest.raises(SettingsError, match="https"):
        Http(base_url, {})


@pytest.mark.parametrize("proxy", ["proxy:8080", "socks5://proxy:1080", "http://"])
def test_a_proxy_that_is_no_address(proxy: str) -> None:
    """A mistyped proxy is named as the setting that it is."""
    with pytest.raises(SettingsError, match="XL_ADDIN_PROXY"):
        Http("https://api.example.com", {}, proxy=Secret(proxy))


@pytest.mark.parametrize("content", [None, "not a certificate"])
def test_a_bundle_that_is_none(tmp_path: Path, content: str | None) -> None:
    """A wrong certificate file is named, with what belongs in it."""
    file = tmp_path / "company.pem"
    if content is not None:
        file.write_text(content)
    with pytest.raises(SettingsError, match=r"company\.pem"):
        Http("https://api.example.com", {}, ca_bundle=file)


def test_its_repr_shows_the_host_only() -> None:
    """A client in a log tells nothing but where it speaks."""
    with Http("https://api.example.com/x", {}) as http:
        assert repr(http) == "Http(api.example.com)"
