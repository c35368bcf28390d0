"""Every way to fail: what the client sees, and what became of its data."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests
from plain_client import today
from requests.exceptions import ChunkedEncodingError, ConnectionError

from xl_addin.sandbox.server import Sandbox

PATH = "/organizze/rest/v2/transactions"
POST = f"POST {PATH}"
EXPENSE = {"description": "Farinha", "date": today().isoformat(), "amount_cents": -15000}
BODY = json.dumps(EXPENSE).encode()


def stored(sandbox: Sandbox) -> int:
    """How many of the expenses the service has."""
    records = sandbox.state()["organizze"]["transactions"]
    return sum(item["description"] == "Farinha" for item in records)


def last_call(sandbox: Sandbox) -> dict[str, Any]:
    """The newest call that the service saw."""
    call: dict[str, Any] = sandbox.state()["calls"][-1]
    return call


@pytest.mark.parametrize(("kind", "acted"), [("drop-before-commit", 0), ("drop-after-commit", 1)])
def test_a_dropped_call_gets_not_one_byte(organizze: Any, sandbox: Sandbox, kind: str, acted: int) -> None:
    """Both drops look alike to the client; only one of them acted, and the state tells which."""
    sandbox.add_fault(kind, 1.0, POST)
    assert organizze.raw(POST.encode() + b" HTTP/1.1", body=BODY) == b""
    assert stored(sandbox) == acted
    assert last_call(sandbox) == {"system": "organizze", "method": "POST", "path": PATH, "status": None}


@pytest.mark.parametrize(("kind", "acted"), [("drop-before-commit", 0), ("drop-after-commit", 1)])
def test_a_dropped_call_is_a_broken_connection_to_a_client(
    organizze: Any, sandbox: Sandbox, kind: str, acted: int
) -> None:
    """On a connection that was used before, too; the next call gets a new one."""
    organizze.get("/accounts")
    sandbox.add_fault(kind, 1.0, POST)
    with pytest.raises(ConnectionError):
        organizze.purchase(**EXPENSE)
    sandbox.add_fault(kind, 0, POST)
    assert stored(sandbox) == acted
    organizze.purchase(**EXPENSE)
    assert stored(sandbox) == acted + 1


def test_a_truncated_answer_is_half_a_body(organizze: Any, sandbox: Sandbox) -> None:
    """The headers promise all of it, half of it comes, and the service has acted."""
    sandbox.add_fault("truncate", 1.0, POST)
    answer = organizze.raw(POST.encode() + b" HTTP/1.1", body=BODY)
    head, _, half = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 201 ")
    promised = next(
        int(line[16:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length: ")
    )
    assert len(half) == promised // 2
    assert half.startswith(b'{"id":')
    assert stored(sandbox) == 1
    assert last_call(sandbox)["status"] == 201


def test_a_truncated_answer_is_an_incomplete_read_to_a_client(organizze: Any, sandbox: Sandbox) -> None:
    """It cannot be taken for a whole one."""
    sandbox.add_fault("truncate", 1.0, POST)
    with pytest.raises(ChunkedEncodingError):
        organizze.purchase(**EXPENSE)
    assert stored(sandbox) == 1


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [("error-500", 500, None), ("rate-limit", 429, None), ("unauthorized", 401, "Não autorizado")],
)
def test_a_refusing_fault_answers_and_does_not_act(
    organizze: Any, sandbox: Sandbox, kind: str, status: int, words: str | None
) -> None:
    """The status in JSON, and nothing stored."""
    sandbox.add_fault(kind, 1.0, POST)
    answer = organizze.ask("POST", "/transactions", json=EXPENSE)
    assert answer.status_code == status
    assert words in (None, answer.json()["error"])
    assert answer.headers.get("Retry-After") == ("1" if status == 429 else None)
    assert stored(sandbox) == 0
    assert last_call(sandbox)["status"] == status


def test_a_slow_answer_was_acted_on_before_it_comes(organizze: Any, sandbox: Sandbox) -> None:
    """While it is waited for the record is there, and others are answered."""
    sandbox.add_fault("slow", 1.0, POST, seconds=1.5)
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(organizze.purchase, **EXPENSE)
        while not sandbox.state()["calls"]:
            assert not slow.done()
        assert stored(sandbox) == 1
        assert not slow.done()
        assert slow.result()["id"]


def test_a_client_that_gives_up_early_has_been_acted_on(organizze: Any, sandbox: Sandbox) -> None:
    """A slow answer is some seconds late when nothing else is said."""
    sandbox.add_fault("slow", 1.0, POST)
    with pytest.raises(requests.exceptions.ReadTimeout):
        organizze.session.post(organizze.base_url + "/transactions", json=EXPENSE, timeout=0.5)
    assert stored(sandbox) == 1


@pytest.mark.parametrize(
    ("match", "hit"),
    [("", True), (POST, True), ("POST /organizze", True), ("POST", True), (f"GET {PATH}", False),
     ("POST /izi/v1", False), (f"{POST}/1", False), (f"{POST}?a=b", False)],
)  # fmt: skip
def test_a_fault_hits_the_calls_that_begin_like_its_match(
    organizze: Any, sandbox: Sandbox, match: str, hit: bool
) -> None:
    """No match means every call of a service."""
    sandbox.add_fault("error-500", 1.0, match)
    assert (organizze.ask("POST", "/transactions", json=EXPENSE).status_code == 500) == hit


def test_a_match_may_name_the_query(organizze: Any, sandbox: Sandbox) -> None:
    """One month's list fails and another one's does not."""
    sandbox.add_fault("error-500", 1.0, f"GET {PATH}?start_date=2026-10")
    codes = [
        organizze.ask("GET", "/transactions", params={"start_date": f"2026-{month}-01"}).status_code
        for month in ("09", "10")
    ]
    assert codes == [200, 500]


def test_the_admins_doors_never_fail(organizze: Any, sandbox: Sandbox) -> None:
    """Whatever is broken can be looked at and mended."""
    for kind in ("drop-before-commit", "error-500", "truncate", "unauthorized"):
        sandbox.add_fault(kind, 1.0)
    assert sandbox.state()["calls"] == []
    sandbox.reset()
    assert organizze.get("/accounts")


def test_a_rate_hits_some_calls_and_the_seed_decides_which(organizze: Any, sandbox: Sandbox) -> None:
    """The same calls in the same order meet the same fate after each reset."""

    def fates() -> list[int]:
        sandbox.reset()
        sandbox.add_fault("error-500", 0.3)
        return [organizze.ask("GET", "/accounts").status_code for _ in range(60)]

    first = fates()
    assert {200, 500} == set(first)
    assert 5 <= first.count(500) <= 31
    assert fates() == first


@pytest.mark.parametrize(
    "fault",
    [{"kind": "explode", "rate": 1}, {"kind": "slow"}, {"rate": 1}, {"kind": "slow", "rate": 1.5},
     {"kind": "slow", "rate": "often"}, {"kind": "slow", "rate": -0.1}, {"kind": "slow", "rate": None},
     {"kind": "slow", "rate": 1, "seconds": -1}, {"kind": "slow", "rate": 1, "match": "/transactions"},
     {"kind": "slow", "rate": 1, "match": "post /x"}, [], "slow"],
)  # fmt: skip
def test_what_is_no_fault_is_refused(organizze: Any, sandbox: Sandbox, fault: object) -> None:
    """A fault that could never hit is told at once, with the kinds there are."""
    answer = organizze.session.post(sandbox.url + "/faults", json=fault, timeout=20)
    assert answer.status_code == 400
    assert "drop-after-commit" in answer.json()["kinds"]
    assert organizze.get("/accounts")


def test_calls_are_listed_with_their_query(organizze: Any, sandbox: Sandbox) -> None:
    """In order of arrival, refused ones too."""
    organizze.get("/transactions", start_date="2026-09-01", account_id=3)
    organizze.ask("GET", "/nothing")
    organizze.refused("POST", "/transactions")
    assert sandbox.state()["calls"] == [
        {
            "system": "organizze",
            "method": "GET",
            "path": f"{PATH}?start_date=2026-09-01&account_id=3",
            "status": 200,
        },
        {"system": "organizze", "method": "GET", "path": "/organizze/rest/v2/nothing", "status": 404},
        {"system": "organizze", "method": "POST", "path": PATH, "status": 422},
    ]


def test_a_reset_brings_the_first_day_back(organizze: Any, sandbox: Sandbox) -> None:
    """Data, ids, calls and faults."""
    before = sandbox.state()
    first = organizze.purchase()
    organizze.delete("/accounts/4")
    sandbox.add_fault("error-500", 1.0)
    sandbox.reset()
    assert sandbox.state() == before
    assert organizze.purchase()["id"] == first["id"]
