"""Asking the service what became of a row whose answer was lost."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from doubts import TRANSFERS, Doubts, marked

from xl_addin.apis.organizze.models import TransactionChange
from xl_addin.connect import organizze
from xl_addin.journal.operation import Operation
from xl_addin.journal.records import now
from xl_addin.journal.states import State
from xl_addin.settings import load
from xl_addin.settling.reconcile import QUIET, Settlement, settle_all
from xl_addin.settling.resolve import resolve

DEADLINE = 0.1
"""Seconds, so that the quiet time is over soon: the tests wait it out."""
HOUR = 3600.0
GET = "GET /organizze/rest/v2/transactions"

ROWS: dict[str, tuple[str, dict[str, Any]]] = {
    "transaction": ("organizze_transactions", {}),
    "without notes": ("organizze_transactions", {"notes": None}),
    "on a month's last day": ("organizze_transactions", {"date": date(2026, 10, 31)}),
    "on a card": ("organizze_transactions", {"credit_card": "#31"}),
    "on a card that closes on the 31st": (
        "organizze_transactions",
        {"credit_card": "#32", "date": date(2026, 10, 31)},
    ),
    "in installments": ("organizze_transactions", {"installments": 3, "repeat": "monthly"}),
    "repeated": ("organizze_transactions", {"repeat": "weekly"}),
    "transfer": (
        TRANSFERS,
        {
            "date": date(2026, 10, 2),
            "amount": Decimal("5.00"),
            "from_account": "#3",
            "to_account": "#4",
            "tags": ("cofre",),
        },
    ),
}


def settle(doubts: Doubts, *operations: Operation, deadline: float = DEADLINE) -> list[Settlement]:
    """Asks about operations as `journal reconcile` does."""
    return settle_all(doubts.journal, operations, lambda item: doubts.target(item.scope.template), deadline)


def wait_for_quiet() -> None:
    """Returns when the quiet time of an operation that came into doubt just now is over."""
    time.sleep(DEADLINE * QUIET + 1.05)


@pytest.mark.parametrize("kind", ROWS)
def test_what_arrived_is_found_by_its_mark(doubts: Doubts, sandbox: Any, kind: str) -> None:
    """At once, whatever the row was: it is sent, under the service's id."""
    template, values = ROWS[kind]
    other = doubts.doubtful(template, arrived=True, **values)
    operation = doubts.doubtful(template, arrived=True, **values)
    [settled] = settle(doubts, operation, deadline=HOUR)
    [record, *_] = marked(sandbox.state(), operation)
    found = doubts.journal.get(operation.id)
    assert (settled.state, found.state, settled.again_at) == (State.SENT, State.SENT, None)
    assert found.remote_id == str(record["id"])
    assert found.sent_at == operation.changed_at
    assert doubts.state(other) is State.IN_DOUBT


@pytest.mark.parametrize("kind", ROWS)
def test_what_never_arrived_is_believed_only_after_silence(doubts: Doubts, kind: str) -> None:
    """Until a late request can no longer come, the row stays in doubt, and it is said until when."""
    template, values = ROWS[kind]
    operation = doubts.doubtful(template, arrived=False, **values)
    [early] = settle(doubts, operation, deadline=HOUR)
    assert (early.state, doubts.state(operation)) == (State.IN_DOUBT, State.IN_DOUBT)
    assert operation.changed_at is not None
    assert early.again_at is not None
    assert (early.again_at - operation.changed_at).total_seconds() > HOUR
    assert f"{early.again_at.astimezone():%H:%M:%S}" in early.message
    wait_for_quiet()
    [settled] = settle(doubts, operation)
    assert (settled.state, doubts.state(operation)) == (State.NOT_SENT, State.NOT_SENT)


def test_what_arrives_late_is_found_after_all(doubts: Doubts) -> None:
    """A request that was still on its way at the first question is not sent a second time."""
    operation = doubts.doubtful(arrived=False)
    assert settle(doubts, operation, deadline=HOUR)[0].state is State.IN_DOUBT
    doubts.target().send(operation.request)
    wait_for_quiet()
    assert settle(doubts, operation)[0].state is State.SENT


@pytest.mark.parametrize("fault", ["error-500", "drop-before-commit", "truncate", "unauthorized"])
def test_a_listing_that_fails_settles_nothing(doubts: Doubts, sandbox: Any, fault: str) -> None:
    """An absence out of half a list is none, however long it was quiet."""
    operation = doubts.doubtful(arrived=True)
    absent = doubts.doubtful(arrived=False)
    wait_for_quiet()
    sandbox.add_fault(fault, 1.0, GET)
    for settled in settle(doubts, operation, absent):
        assert settled.state is State.IN_DOUBT
        assert settled.message
    assert doubts.state(operation) is doubts.state(absent) is State.IN_DOUBT


def test_a_cards_invoices_belong_to_the_listing(doubts: Doubts, sandbox: Any) -> None:
    """A purchase may stand on its card's invoice alone: without the invoices nobody knows."""
    operation = doubts.doubtful(arrived=False, credit_card="#31")
    wait_for_quiet()
    invoices = "GET /organizze/rest/v2/credit_cards/31/invoices"
    sandbox.add_fault("error-500", 1.0, invoices)
    assert settle(doubts, operation)[0].state is State.IN_DOUBT
    sandbox.add_fault("error-500", 0.0, invoices)
    assert settle(doubts, operation)[0].state is State.NOT_SENT


def test_a_difference_is_told(doubts: Doubts, sandbox: Any, client_change: Any) -> None:
    """A record that is there but not as it was sent counts as sent, and the message says what differs."""
    operation = doubts.doubtful(arrived=True)
    [record] = marked(sandbox.state(), operation)
    client_change(record["id"], TransactionChange(description="Something else"))
    [settled] = settle(doubts, operation, deadline=HOUR)
    assert settled.state is State.SENT
    assert "Something else" in settled.message


def test_a_mark_that_is_quoted_is_no_mark(doubts: Doubts) -> None:
    """A person who writes a key into another record's notes does not make the lost one appear."""
    operation = doubts.doubtful(arrived=False)
    doubts.doubtful(arrived=True, notes=f"see [xl:{operation.key}] in the sheet")
    wait_for_quiet()
    assert settle(doubts, operation)[0].state is State.NOT_SENT


def test_one_listing_serves_all(doubts: Doubts, sandbox: Any) -> None:
    """A hundred doubts of one month are one question to the service."""
    operations = [doubts.doubtful(arrived=number % 2 == 0) for number in range(6)]
    before = asked(sandbox.state())
    settled = settle(doubts, *operations, deadline=HOUR)
    assert [item.state for item in settled] == [State.SENT, State.IN_DOUBT] * 3
    assert asked(sandbox.state()) - before == 1


def test_another_companys_rows_are_left_alone(doubts: Doubts) -> None:
    """They are told where to connect; nothing is concluded from a service that cannot know them."""
    operation = doubts.doubtful(arrived=True)
    [settled] = settle_all(doubts.journal, [operation], lambda _operation: None, DEADLINE)
    assert (settled.state, settled.again_at) == (State.IN_DOUBT, None)
    assert operation.scope.host in settled.message
    assert operation.scope.company in settled.message
    assert doubts.state(operation) is State.IN_DOUBT


def test_what_somebody_settled_meanwhile_stays_settled(doubts: Doubts) -> None:
    """Two who settle at once do not overwrite each other: the first word stands."""
    operation = doubts.doubtful(arrived=True)
    resolve(doubts.journal, operation.id, sent_as="4711")
    [settled] = settle(doubts, operation)
    assert settled.state is State.SENT
    assert doubts.journal.get(operation.id).remote_id == "4711"


def test_no_sooner_than_the_time_told(doubts: Doubts) -> None:
    """Asked again at the very time that was told, the answer is final."""
    operation = doubts.doubtful(arrived=False)
    [early] = settle(doubts, operation)
    assert early.again_at is not None
    time.sleep(max((early.again_at - now()).total_seconds(), 0))
    assert settle(doubts, operation)[0].state is State.NOT_SENT


def asked(state: Mapping[str, Any]) -> int:
    """How many lists of transactions were asked for."""
    return sum(f"{call['method']} {call['path']}".startswith(GET) for call in state["calls"])


@pytest.fixture
def client_change(sandbox_env: dict[str, str]) -> Any:
    """Changes a transaction, as a person does in the service's app."""

    def change(number: int, to: TransactionChange) -> None:
        with organizze.client(load(sandbox_env)) as client:
            client.transactions.update(number, to)

    return change
