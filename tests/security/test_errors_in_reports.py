"""An error that somebody reports, with everything around it, tells what happened and no secret."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from clients import ACCESS_TOKEN, ASKS, CLIENT_SECRET, PEM, TOKEN, all_but, clients_of
from raw_server import Behaviour, Peer, RawServer
from secrets_forms import found_in

from xl_addin.errors import ServiceError

SECRETS = [TOKEN, CLIENT_SECRET, ACCESS_TOKEN, *PEM.splitlines()[1:-1]]


def _echo(peer: Peer) -> None:
    """Refuses with the whole request in its words."""
    peer.answer("400 Bad Request", peer.server.requests[-1])


def _unreadable_echo(peer: Peer) -> None:
    """Says yes, with the whole request instead of an answer."""
    peer.answer("200 OK", peer.server.requests[-1])


def _unauthorized(peer: Peer) -> None:
    """Refuses the credentials, whatever they are."""
    peer.answer("401 Unauthorized", b'{"error": "invalid_client"}')


def _silence(peer: Peer) -> None:
    """Hangs up."""
    peer.reset()


FAILURES: list[Behaviour] = [_echo, _unreadable_echo, _unauthorized, _silence]


def reported(error: BaseException | None) -> Iterator[str]:
    """An error as trackers of errors see it: words, attributes, and the values in each of our frames."""
    while error is not None:
        yield from map(repr, (error, error.args, vars(error)))
        for frame, _line in traceback.walk_tb(error.__traceback__):
            if "xl_addin" in Path(frame.f_code.co_filename).parts:
                yield from (f"{name} = {value!r}" for name, value in frame.f_locals.items())
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize("fail", FAILURES, ids=lambda fail: fail.__name__)
@pytest.mark.parametrize("what", ASKS)
def test_an_error_holds_no_secret(
    what: str, fail: Behaviour, serve: Callable[[Behaviour], RawServer], bundle: Path
) -> None:
    """Neither its words, its attributes, what it came from, nor a value in any of our frames."""
    server = serve(all_but(ASKS[what], fail))
    with clients_of(server.port, bundle) as clients:
        with pytest.raises(ServiceError) as caught:
            ASKS[what].call(clients)
        leaks = {
            text[:300]: found
            for text in reported(caught.value)
            if (found := found_in(text.encode(), SECRETS))
        }
    assert leaks == {}
