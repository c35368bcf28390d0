"""Where requests go: to the host in the settings, to nobody who poses as it, and never on from there."""

from __future__ import annotations

import datetime as dt
import itertools
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import outsider as outside
import pytest
import trustme
from clients import ASKS, Ask, all_but, clients_of
from office import Office, statuses
from outsider import Outsider
from raw_server import Peer, RawServer

from xl_addin.apis.iziago.grant import TRIES
from xl_addin.errors import FateUnknown, NothingSent, ServiceError
from xl_addin.fetching.izi.hosts import Hosts
from xl_addin.settings import load

STATUSES = ["301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"]


@pytest.fixture
def plain_listener() -> Iterator[socket.socket]:
    """Somebody who waits for a request without encryption."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        listener.setblocking(False)
        yield listener


def heard(listener: socket.socket) -> bool:
    """Whether anybody has connected."""
    try:
        listener.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def answering(peer: Peer) -> None:
    """Answers everything."""
    peer.shake()
    peer.serve()


class Redirects:
    """Sends requests elsewhere, each to wherever is told just now."""

    status = location = ""

    def __call__(self, peer: Peer) -> None:
        """Answers one request."""
        peer.answer(self.status, Location=self.location)

    def each(self, other: RawServer, plain_listener: socket.socket) -> Iterator[None]:
        """Every status with a place on the same host, on another and without encryption."""
        places = (
            "/elsewhere",
            f"https://localhost:{other.port}/elsewhere",
            f"http://127.0.0.1:{plain_listener.getsockname()[1]}/elsewhere",
        )
        for self.status, self.location in itertools.product(STATUSES, places):
            yield


@pytest.mark.parametrize("what", ASKS)
def test_nothing_follows_a_redirect(
    what: str, serve: Callable[..., RawServer], bundle: Path, plain_listener: socket.socket
) -> None:
    """Whatever is asked of whichever service: no token, row or form goes where a redirect points to."""
    redirects, other = Redirects(), serve(answering)
    server = serve(all_but(ASKS[what], redirects))
    times = TRIES if "token" in what else 1
    with clients_of(server.port, bundle) as clients:
        for _ in redirects.each(other, plain_listener):
            server.requests.clear()
            with pytest.raises(ServiceError) as caught:
                ASKS[what].call(clients)
            assert isinstance(caught.value, NothingSent if "token" in what else FateUnknown)
            assert len([request for request in server.requests if ASKS[what].is_in(request)]) == times
            assert all(b"/elsewhere" not in request.partition(b"\r\n")[0] for request in server.requests)
    assert other.connections == 0
    assert not heard(plain_listener)


def test_a_file_is_not_looked_for_elsewhere(
    serve: Callable[..., RawServer], bundle: Path, tmp_path: Path, plain_listener: socket.socket
) -> None:
    """An invoice's link leads to one host; what that host sends us on to is not asked."""
    redirects, other = Redirects(), serve(answering)
    server = serve(all_but(Ask(str, b"GET", b"/a.pdf"), redirects))
    settings = load({"XL_ADDIN_HOME": str(tmp_path), "XL_ADDIN_CA_BUNDLE": str(bundle)})
    with Hosts(settings) as hosts:
        for _ in redirects.each(other, plain_listener):
            with pytest.raises(ServiceError):
                hosts.read(f"https://127.0.0.1:{server.port}/a.pdf")
    assert len(server.requests) == len(STATUSES) * 3
    assert b"authorization" not in b"".join(server.requests).lower()
    assert other.connections == 0
    assert not heard(plain_listener)


ROWS = [
    {"date": dt.date(2026, 11, 2), "description": f"Row {number}", "amount": Decimal(-number - 1)}
    for number in range(6)
]
LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def expired(authority: trustme.CA) -> trustme.LeafCert:
    """A certificate out of date."""
    return authority.issue_cert("127.0.0.1", not_before=LONG_AGO, not_after=LONG_AGO + dt.timedelta(days=9))


CERTIFICATES: dict[str, Callable[[trustme.CA], trustme.LeafCert]] = {
    "of another authority": lambda _authority: trustme.CA().issue_cert("127.0.0.1"),
    "out of date": expired,
    "of another name": lambda authority: authority.issue_cert("api.organizze.example"),
}


@pytest.mark.parametrize("kind", CERTIFICATES)
def test_a_certificate_that_changes_in_the_middle_of_an_import(
    kind: str, office: Office, outsider: Outsider, authority: trustme.CA
) -> None:
    """Rows sent before somebody stepped in stay sent, then not a byte leaves, and later all come through."""
    good, wrong = outsider.certificates[0], CERTIFICATES[kind](authority)
    path = office.workbook(ROWS)
    posted = 0

    def choose(request: bytes) -> outside.Treatment:
        nonlocal posted
        posted += request.startswith(b"POST ")
        if posted == 3:
            outsider.certificates[:] = [wrong]
        return outside.pass_on

    outsider.choose = choose
    outcome = office.run(path, workers=1)
    assert statuses(outcome) == ["sent"] * 3 + ["not_sent"] * 3
    assert "not trusted" in str(outcome.as_json())
    assert len(office.stored()) == posted == 3
    outsider.certificates[:], outsider.choose = [good], lambda _request: outside.pass_on
    assert statuses(office.run(path)) == ["already_sent"] * 3 + ["sent"] * 3
    assert sorted(row["description"] for row in office.stored()) == [row["description"] for row in ROWS]
