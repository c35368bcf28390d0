"""A service that means harm, or somebody in its place, costs little memory and ends in a sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from clients import ACCESS_TOKEN, ASKS, CLIENT_SECRET, TOKEN, all_but, clients_of
from hostile_answers import HEAD, cases
from raw_server import Behaviour, Peer, RawServer

from xl_addin.errors import FateUnknown

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="memory is limited by setrlimit")

MEGABYTES = 450
"""More than a client and the largest answer that it reads need, less than any of these answers would take."""
DEADLINE = 1.0
EXPECTED = {"FateUnknown", "NoAnswer", "UnreadableAnswer"}
"""For a row that was sent they mean doubt; for a list, that it did not come."""
PROGRAM = Path(__file__).parent / "hostile_client.py"

PROPER = {
    "organizze reads": '[{"id": @, "name": "Caixa", "description": null, "archived": false, "default": true, '
    '"type": "checking", "created_at": "2026-11-02T10:00:00Z", "updated_at": "2026-11-02T10:00:00Z"}]',
    "organizze sends": '{"id": 7, "description": "Rent", "date": "2026-11-02", "paid": true, '
    '"amount_cents": @, "total_installments": 1, "installment": 1, "recurring": false, "account_id": 3, '
    '"category_id": 21, "contact_id": null, "notes": null, "attachments_count": 0, '
    '"created_at": "2026-11-02T10:00:00Z", "updated_at": "2026-11-02T10:00:00Z"}',
    "iziago asks for a token": '{"access_token": @, "token_type": "Bearer"}',
    "iziago reads": '{"items": [{"id": "1", "currency": "EUR"}], "page": 1, "size": 200, "total": @}',
    "iziago sends": '{"id": "7", "amount": @}',
    "izi sends": '{"factura": {"id": 7, "montoTotal": @}}',
}
"""What each would be answered, with a number that is none."""
READABLE = {
    "iziago reads": {"below-64-bits"},
    "iziago sends": {"half"},
    "izi sends": {"half"},
}
"""Where such a number is one after all: a count of pages that ends them, an amount."""


@pytest.fixture
def answered(
    serve: Callable[[Behaviour], RawServer], bundle: Path
) -> Callable[..., dict[str, Mapping[str, str]]]:
    """Has a client of little memory ask a server that answers in each of these ways; what came of them."""

    def ask(what: str, behaviours: dict[str, Behaviour]) -> dict[str, Mapping[str, str]]:
        current: list[Behaviour] = []
        server = serve(all_but(ASKS[what], lambda peer: current[-1](peer)))
        given = [str(server.port), str(bundle), str(MEGABYTES), str(DEADLINE), what]
        came = {}
        with subprocess.Popen(
            [sys.executable, PROGRAM, *given], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as client:
            assert client.stdin is not None
            assert client.stdout is not None
            for name, behaviour in behaviours.items():
                current.append(behaviour)
                client.stdin.write(f"{name}\n")
                client.stdin.flush()
                came[name] = json.loads(client.stdout.readline() or '{"error": "it died"}')
        return came

    return ask


@pytest.mark.timeout(120)
@pytest.mark.parametrize("what", ASKS)
def test_every_hostile_answer_ends_in_a_sentence(
    what: str, answered: Callable[..., dict[str, Mapping[str, str]]]
) -> None:
    """No answer fills the memory, outlasts the deadline, or ends in anything but an error of ours."""
    for name, came in answered(what, cases(PROPER[what])).items():
        if name in READABLE.get(what, ()):
            assert not came["error"], name
            continue
        assert came["error"] in (EXPECTED if "token" not in what else {"NothingSent"}), (name, came)
        assert 20 < len(came["message"]) < 700, (name, came)
        assert came["message"].isprintable(), (name, came)
        assert not any(secret in came["message"] for secret in (TOKEN, CLIENT_SECRET, ACCESS_TOKEN)), name


def test_what_stands_between_the_chunks_counts(serve: Callable[[Behaviour], RawServer], bundle: Path) -> None:
    """An answer whose body is ten kilobytes is too large all the same when what is around them is."""

    def talkative(peer: Peer) -> None:
        peer.sock.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        for _ in range(42):
            peer.sock.sendall((b"1;" + b"x" * 4089 + b"\r\n \r\n") * 256)
        peer.sock.sendall(b"2\r\n[]\r\n0\r\n\r\n")

    ask = ASKS["organizze reads"]
    server = serve(all_but(ask, talkative))
    with clients_of(server.port, bundle, 60) as clients, pytest.raises(FateUnknown, match="larger than"):
        ask.call(clients)
