"""Asking Iziago what became of a transfer or a third party whose answer was lost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from doubts import Doubts

from xl_addin.journal.operation import Operation
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.settings import load
from xl_addin.settling.reconcile import QUIET, Settlement, settle_all
from xl_addin.targets import Targets

TRANSFERS, THIRD_PARTIES = "iziago_transfers", "iziago_third_parties"
DEADLINE = 0.1
"""Seconds, so that the quiet time is over soon: the tests wait it out."""
HOUR = 3600.0
LISTS = {TRANSFERS: "GET /iziago/v1/payments/transfers", THIRD_PARTIES: "GET /iziago/v1/third-parties"}

PAYMENT = {
    "debtor_account": "Compte courant",
    "creditor": "Verrerie de Givors",
    "amount": Decimal("10.00"),
    "currency": "EUR",
    "execution_date": date.today() + timedelta(days=7),
}
SOMEBODY = {"name": "Atelier Neuf", "type": "COMPANY", "country": "FR"}


@dataclass
class Company:
    """Doubts about what was sent to Iziago."""

    doubts: Doubts
    targets: Targets

    def transfer(self, *, arrived: bool, **values: Any) -> Operation:
        """A transfer in doubt."""
        return self.doubts.doubtful(TRANSFERS, arrived=arrived, **PAYMENT | values)

    def third_party(self, *, arrived: bool, **values: Any) -> Operation:
        """A third party in doubt."""
        return self.doubts.doubtful(THIRD_PARTIES, arrived=arrived, **SOMEBODY | values)

    def settle(self, *operations: Operation, deadline: float = DEADLINE) -> list[Settlement]:
        """Asks about operations as `journal reconcile` does."""
        return settle_all(self.doubts.journal, operations, self.targets.of_operation, deadline)


@pytest.fixture
def company(
    sandbox_env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Company]:
    """No doubts yet."""
    for name, value in sandbox_env.items():
        monkeypatch.setenv(name, value)
    settings = load({**sandbox_env, "XL_ADDIN_HOME": str(tmp_path)})
    with Targets(settings) as targets, Journal(settings.journal_url) as journal:
        yield Company(Doubts(journal, targets), targets)


def wait_for_quiet() -> None:
    """Returns when the quiet time of an operation that came into doubt just now is over."""
    time.sleep(DEADLINE * QUIET + 1.05)


def lists(sandbox: Any) -> int:
    """How many lists of transfers were asked for."""
    calls = sandbox.state()["calls"]
    return sum(f"{call['method']} {call['path']}".startswith(LISTS[TRANSFERS]) for call in calls)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"end_to_end_id": "FA-2026/117"},
        {"execution_date": date.today() + timedelta(days=360)},
        {"creditor": "Compte export"},
        {"creditor": "Pacific Rim Barrels LLC", "currency": "USD", "debtor_account": "Compte dollars"},
    ],
)
def test_a_transfer_that_arrived_is_found_by_its_id(company: Company, sandbox: Any, values: Any) -> None:
    """At once, whomever it pays and whenever: it is sent under Iziago's id, and its twin stays in doubt."""
    twin = company.transfer(arrived=True, **values | {"end_to_end_id": None})
    operation = company.transfer(arrived=True, **values)
    [settled] = company.settle(operation, deadline=HOUR)
    wanted = operation.request["end_to_end_id"]
    [record] = [one for one in sandbox.state()["iziago"]["transfers"] if one["endToEndId"] == wanted]
    assert (settled.state, company.doubts.journal.get(operation.id).remote_id) == (State.SENT, record["id"])
    assert "to be signed" in settled.message
    assert company.doubts.state(twin) is State.IN_DOUBT


def test_what_never_arrived_is_believed_only_after_silence(company: Company, sandbox: Any) -> None:
    """Until a late request can no longer come it stays in doubt; then one list serves a whole batch."""
    payments = [company.transfer(arrived=number % 2 == 0) for number in range(6)]
    somebody = company.third_party(arrived=False)
    early = company.settle(*payments, somebody, deadline=HOUR)
    assert [one.state for one in early] == [State.SENT, State.IN_DOUBT] * 3 + [State.IN_DOUBT]
    assert all(one.again_at for one in early if one.state is State.IN_DOUBT)
    wait_for_quiet()
    before = lists(sandbox)
    left = [
        operation for operation in (*payments, somebody) if company.doubts.state(operation) is State.IN_DOUBT
    ]
    assert {one.state for one in company.settle(*left)} == {State.NOT_SENT}
    assert lists(sandbox) - before == 1


@pytest.mark.parametrize("fault", ["error-500", "truncate"])
def test_a_list_that_fails_settles_nothing(company: Company, sandbox: Any, fault: str) -> None:
    """Half a list tells nothing, neither of transfers nor of third parties."""
    operations = [company.transfer(arrived=True), company.third_party(arrived=True)]
    for path in LISTS.values():
        sandbox.add_fault(fault, 1.0, path)
    for settled in company.settle(*operations):
        assert settled.state is State.IN_DOUBT
        assert "could not be asked" in settled.message


def test_a_third_party_is_found_by_identifier_else_by_name(company: Company, sandbox: Any) -> None:
    """Another one of the same name with an identifier of its own is not it."""
    company.third_party(arrived=True, identifier="F-1")
    mine = company.third_party(arrived=True, identifier="F-2", send_anyway=True)
    [settled] = company.settle(mine, deadline=HOUR)
    record = next(one for one in sandbox.state()["iziago"]["third_parties"] if one["identifier"] == "F-2")
    assert (settled.state, company.doubts.journal.get(mine.id).remote_id) == (State.SENT, record["id"])


def test_of_two_that_could_be_it_neither_is_believed(company: Company) -> None:
    """Two came since under one name: a person tells which is the row's, nobody guesses."""
    mine = company.doubts.planned(THIRD_PARTIES, **SOMEBODY)
    journal = company.doubts.journal
    journal.step(mine.id, State.PLANNED, State.SENDING)
    for _ in range(2):
        company.doubts.target(THIRD_PARTIES).send(mine.request)
    journal.step(mine.id, State.SENDING, State.IN_DOUBT)
    [settled] = company.settle(journal.get(mine.id), deadline=HOUR)
    assert settled.state is State.IN_DOUBT
    assert "Iziago has several called Atelier Neuf" in settled.message


def test_who_had_the_name_before_is_not_it(company: Company) -> None:
    """One more glassworks that never arrived is not found in the one that was there all the time."""
    mine = company.third_party(arrived=False, name="Verrerie de Givors", send_anyway=True)
    [settled] = company.settle(mine, deadline=HOUR)
    assert settled.state is State.IN_DOUBT
    assert settled.again_at is not None
