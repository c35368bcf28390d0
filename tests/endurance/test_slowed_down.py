"""A service that asks to slow down, sensibly or not: waits are bounded, told, and no row goes out twice."""

from __future__ import annotations

import sys
from email.utils import formatdate
from typing import Any

import pytest
from bystander import Bystander
from commandline import RENT, Computer, marked
from ledgers import LEDGERS, Ledger
from office import Office, Person, cells, statuses
from outsider import Exchange, Outsider, Treatment, pass_on

NOON = 1_795_000_000.0
"""What the service's clock says, far from ours."""


def refusing(*headers: str) -> Treatment:
    """Answers with a 429 that has these headers; nothing is done."""

    def refuse(exchange: Exchange) -> None:
        lines = [
            "HTTP/1.1 429 Too Many Requests",
            "Content-Length: 2",
            "Connection: close",
            *headers,
            "",
            "{}",
        ]
        exchange.reply("\r\n".join(lines).encode())

    return refuse


def slow_down(outsider: Outsider, ledger: Ledger, *treatments: Treatment) -> None:
    """Has the first POSTs treated so; the others pass."""
    waiting = iter(treatments)
    post = ledger.post.encode()
    outsider.choose = lambda request: next(waiting, pass_on) if request.startswith(post) else pass_on


def date(seconds: float) -> str:
    """A moment of the service's clock, as HTTP writes it."""
    return formatdate(NOON + seconds, usegmt=True)


BOUNDED = {
    "a second": (("Retry-After: 1",), 1.0),
    "nothing": (("Retry-After: 0",), 0.1),
    "a date": ((f"Date: {date(0)}", f"Retry-After: {date(1)}"), 1.0),
    "a date gone by": ((f"Date: {date(0)}", f"Retry-After: {date(-3600)}"), 0.1),
}
ABSURD = {
    "a day": (("Retry-After: 86400",), "asks to wait 86400 seconds"),
    "a quarter of an hour and a second": (("Retry-After: 901",), "asks to wait 901 seconds"),
    "a date a year on": ((f"Date: {date(0)}", f"Retry-After: {date(3e7)}"), "asks to wait 1000000 seconds"),
    "for ever": (("Retry-After: " + "9" * 40,), "asks to wait 1000000 seconds"),
    "less than nothing": (("Retry-After: -5",), "asks to slow down"),
    "words": (("Retry-After: soon",), "asks to slow down"),
    "no word": ((), "asks to slow down"),
}


@pytest.mark.parametrize("kind", BOUNDED)
def test_a_wait_that_can_be_waited_is_told_and_waited(office: Office, outsider: Outsider, kind: str) -> None:
    """The bar says how long the service wants; then the row goes out, once."""
    headers, seconds = BOUNDED[kind]
    office.person = person = Bystander(lambda: None, after=1)
    slow_down(outsider, LEDGERS[0], refusing(*headers))
    path = office.workbook(LEDGERS[0].rows(2))
    assert statuses(office.run(path, workers=1)) == ["sent", "sent"]
    assert person.waits == [seconds, 0]
    assert LEDGERS[0].made(office) == [1, 2]


@pytest.mark.parametrize("kind", ABSURD)
def test_a_wait_that_nobody_waits_ends_the_import(office: Office, outsider: Outsider, kind: str) -> None:
    """Nothing is in doubt: row and reader are told what the service asked for, and later the rest leaves."""
    headers, told = ABSURD[kind]
    office.person = person = Bystander(lambda: None, after=1)
    slow_down(outsider, LEDGERS[0], pass_on, refusing(*headers))
    path = office.workbook(LEDGERS[0].rows(4))
    outcome = office.run(path, workers=1)
    assert statuses(outcome) == ["sent"] + ["not_sent"] * 3
    assert (outcome.exit_code, person.waits) == (1, [])
    for row in cells(path)[1:]:
        assert told in row["Message"]
        assert "Import again later" in row["Message"]
    office.person = Person()
    assert statuses(office.run(path)) == ["already_sent"] + ["sent"] * 3
    assert LEDGERS[0].made(office) == [1, 2, 3, 4]


def test_asked_to_wait_no_time_again_and_again_it_asks_less_and_less(
    office: Office, outsider: Outsider, ledger: Ledger
) -> None:
    """`Retry-After: 0` without end does not make us storm a service that is in trouble."""
    office.person = person = Bystander(lambda: None, after=1)
    slow_down(outsider, ledger, *[refusing("Retry-After: 0")] * 4)
    path = office.workbook(ledger.rows(1), template=ledger.template)
    assert statuses(office.run(path)) == ["sent"]
    assert person.waits == [0.1, 0, 0.2, 0, 0.4, 0, 0.8, 0]
    assert ledger.made(office) == [1]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_the_bar_tells_why_it_waits(computer: Computer, sandbox: Any) -> None:
    """Who watches the import sees that the service wants time, and then that the row was sent."""
    computer.more = {"TERM": "xterm"}
    path = computer.workbook([RENT])
    sandbox.add_fault("rate-limit", 1.0, LEDGERS[0].post)
    with computer.at_a_terminal("import", path, "--yes") as screen:
        screen.wait_for("the service asked to wait 1 s")
        sandbox.add_fault("rate-limit", 0.0, LEDGERS[0].post)
        assert screen.end() == 0
    assert len(marked(sandbox.state())) == 1
