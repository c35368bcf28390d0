"""Tokens end, logins are taken away and given back in the middle of an import."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from bystander import Bystander
from iziago_office import TRANSFERS, administer
from ledgers import LEDGERS, Ledger
from office import Office, Person, cells, statuses
from outsider import Exchange, Outsider, Treatment, pass_on

IZIAGO = LEDGERS[1]
TOKEN = b"POST /iziago/oauth/token"


def refuse(status: str, body: str = '{"error": "revoked"}') -> Treatment:
    """Says no."""

    def answer(exchange: Exchange) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", "", body]
        exchange.reply("\r\n".join(lines).encode())

    return answer


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden"])
def test_a_login_that_is_taken_away_stops_the_import(
    office: Office, outsider: Outsider, ledger: Ledger, status: str
) -> None:
    """From then on nothing is tried but what was on its way; given back, just the rest leaves."""
    post = ledger.post.encode()
    taken = itertools.count(1)

    def choose(request: bytes) -> Treatment:
        gone = request.startswith(post) and next(taken) > 3
        return refuse(status) if gone else pass_on

    outsider.choose = choose
    path = office.workbook(ledger.rows(9), template=ledger.template)
    outcome = office.run(path, workers=1)
    assert statuses(outcome) == ["sent"] * 3 + ["rejected"] + ["not_sent"] * 5
    assert outcome.exit_code == 1
    assert [row["Status"] for row in cells(path)] == statuses(outcome)
    assert all("the import stopped" in row["Message"] for row in cells(path)[4:])
    assert ledger.made(office) == [1, 2, 3]
    outsider.choose = lambda _request: pass_on
    office.person = Person()
    assert statuses(office.run(path)) == ["already_sent"] * 3 + ["sent"] * 6
    assert ledger.made(office) == list(range(1, 10))


def ending(office: Office, outsider: Outsider, times: int) -> None:
    """Has the token end just before it is looked at, so many times in a row, at the fourth transfer."""
    posts, ends = itertools.count(1), iter(range(times))

    def end(exchange: Exchange) -> None:
        administer(office, "expire-tokens")
        exchange.reply(exchange.forward())

    def choose(request: bytes) -> Treatment:
        mine = request.startswith(IZIAGO.post.encode()) and next(posts) > 3
        return end if mine and next(ends, None) is not None else pass_on

    outsider.choose = choose


@pytest.mark.parametrize("workers", [1, 4])
@pytest.mark.parametrize("times", [1, 2])
def test_a_token_that_ends_in_one_send(office: Office, outsider: Outsider, times: int, workers: int) -> None:
    """Once or twice while one transfer is sent: a 401 did nothing, so it leaves again, and arrives once."""
    ending(office, outsider, times)
    path = office.workbook(IZIAGO.rows(8), template=TRANSFERS)
    assert statuses(office.run(path, workers=workers)) == ["sent"] * 8
    assert IZIAGO.made(office) == list(range(1, 9))


def test_a_token_that_never_lasts_is_a_refusal(office: Office, outsider: Outsider) -> None:
    """Whoever ends each token at once gets no storm: the row is refused, the rest waits, later all leave."""
    ending(office, outsider, 100)
    path = office.workbook(IZIAGO.rows(6), template=TRANSFERS)
    assert statuses(office.run(path, workers=1)) == ["sent"] * 3 + ["rejected"] + ["not_sent"] * 2
    assert IZIAGO.tries(office) == 6
    outsider.choose = lambda _request: pass_on
    assert statuses(office.run(path)) == ["already_sent"] * 3 + ["sent"] * 3


@pytest.fixture(params=["401 Unauthorized", "500 Internal Server Error"])
def no_more_tokens(request: pytest.FixtureRequest, office: Office, outsider: Outsider) -> Iterator[str]:
    """After some transfers the token ends, and Iziago gives out no other one."""

    def end() -> None:
        administer(office, "expire-tokens")
        body = '{"error": "invalid_client"}'
        outsider.choose = lambda asked: refuse(request.param, body) if asked.startswith(TOKEN) else pass_on

    office.person = Bystander(end, after=3)
    yield request.param
    outsider.choose = lambda _request: pass_on


def test_a_secret_that_is_changed_in_mid_run_leaves_no_doubt(
    office: Office, outsider: Outsider, no_more_tokens: str, sandbox: Any
) -> None:
    """Without a new token nothing of a transfer was done: it is refused or not sent, and later sent once."""
    path = office.workbook(IZIAGO.rows(7), template=TRANSFERS)
    outcome = office.run(path, workers=1)
    assert statuses(outcome)[:3] == ["sent"] * 3
    assert set(statuses(outcome)[3:]) <= {"rejected", "not_sent"}
    assert IZIAGO.made(office) == [1, 2, 3]
    outsider.choose = lambda _request: pass_on
    office.person = Person()
    assert statuses(office.run(path)) == ["already_sent"] * 3 + ["sent"] * 4
