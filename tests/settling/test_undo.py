"""Taking back what was sent: only what is still as it was sent, and never in the dark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from doubts import TRANSACTIONS, TRANSFERS, Doubts, marked
from undos import MOVE, ROWS, delete, reconcile, surveyed, undo, wait_for_quiet

from xl_addin.apis.organizze.client import Organizze
from xl_addin.apis.organizze.models import Tag, TransactionChange, TransferChange
from xl_addin.connect import organizze
from xl_addin.errors import JournalError
from xl_addin.journal.runs import UndoUnderWay
from xl_addin.journal.states import State
from xl_addin.settings import load
from xl_addin.settling.progress import Progress
from xl_addin.settling.resolve import resolve
from xl_addin.settling.undo import exit_code

TRANSFER = {"date": date(2026, 10, 2), **MOVE}
DELETE = "DELETE /organizze/rest/v2/transactions"
GET = "GET /organizze/rest/v2/transactions"

Change = Callable[[Organizze, list[Mapping[str, Any]]], object]


@pytest.fixture
def person(sandbox_env: dict[str, str]) -> Any:
    """Somebody with Organizze's app open."""
    with organizze.client(load(sandbox_env)) as client:
        yield client


@pytest.mark.parametrize("kind", ROWS)
def test_what_is_unchanged_is_taken_back(doubts: Doubts, sandbox: Any, kind: str) -> None:
    """All that the row made is gone, with its installments and repeats; a twin row stays untouched."""
    template, values = ROWS[kind]
    other, operation = doubts.sent(template, **values), doubts.sent(template, **values)
    made = len(marked(sandbox.state(), other))
    [prospect] = surveyed(doubts, operation)
    expected = 1 if template == TRANSFERS else made
    assert (prospect.reason, prospect.records) == ("", expected)
    [settled] = undo(doubts, operation)
    assert (settled.state, doubts.state(operation)) == (State.UNDONE, State.UNDONE)
    assert marked(sandbox.state(), operation) == []
    assert len(marked(sandbox.state(), other)) == made
    states = [(step.before, step.after) for step in doubts.journal.history(operation.id)]
    assert states[2:] == [(State.SENT, State.UNDOING), (State.UNDOING, State.UNDONE)]


def part(number: int, **values: Any) -> Change:
    """Somebody changes a part of it in the app."""

    def change(client: Organizze, records: list[Mapping[str, Any]]) -> None:
        client.transactions.update(records[number]["id"], TransactionChange(**values))

    return change


def transfer(**values: Any) -> Change:
    """Somebody changes a transfer in the app."""
    return lambda client, records: client.transfers.update(records[0]["id"], TransferChange(**values))


CHANGES: dict[str, tuple[str, dict[str, Any], Change]] = {
    "amount": (TRANSACTIONS, {}, part(0, amount_cents=-1)),
    "date": (TRANSACTIONS, {}, part(0, date=date(2026, 10, 3))),
    "description": (TRANSACTIONS, {}, part(0, description="Rent and heating")),
    "account": (TRANSACTIONS, {}, part(0, account_id=4)),
    "card instead": (TRANSACTIONS, {}, part(0, credit_card_id=31)),
    "account instead of card": (TRANSACTIONS, {"credit_card": "#31"}, part(0, account_id=4)),
    "another card": (TRANSACTIONS, {"credit_card": "#31"}, part(0, credit_card_id=32)),
    "category": (TRANSACTIONS, {"category": "#22"}, part(0, category_id=21)),
    "paid": (TRANSACTIONS, {"paid": False}, part(0, paid=True)),
    "mark gone": (TRANSACTIONS, {}, part(0, notes="paid by Ana")),
    "notes gone": (TRANSACTIONS, {}, part(0, notes=None)),
    "more notes": (TRANSACTIONS, {"notes": None}, part(0, notes="see contract")),
    "one installment's amount": (TRANSACTIONS, {"installments": 3}, part(1, amount_cents=-7)),
    "one installment paid": (TRANSACTIONS, {"installments": 3}, part(2, paid=True)),
    "one installment's mark": (TRANSACTIONS, {"installments": 3}, part(1, notes="")),
    "one installment moved": (TRANSACTIONS, {"installments": 3}, part(2, date=date(2026, 12, 20))),
    "one installment gone": (
        TRANSACTIONS,
        {"installments": 3},
        lambda client, records: client.transactions.delete(records[1]["id"]),
    ),
    "a repeat paid": (TRANSACTIONS, {"repeat": "weekly"}, part(4, paid=True)),
    "a repeat gone": (
        TRANSACTIONS,
        {"repeat": "weekly"},
        lambda client, records: client.transactions.delete(records[3]["id"]),
    ),
    "transfer's amount": (TRANSFERS, TRANSFER, transfer(amount_cents=501)),
    "transfer's account": (TRANSFERS, TRANSFER, transfer(credit_account_id=5)),
    "transfer's mark": (TRANSFERS, TRANSFER, transfer(tags=[Tag("cofre")])),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_somebody_changed_is_left_alone(
    doubts: Doubts, sandbox: Any, person: Organizze, what: str
) -> None:
    """A record that people worked on is theirs: it stays, and the reason is told."""
    template, values, change = CHANGES[what]
    operation = doubts.sent(template, **values)
    change(person, marked(sandbox.state(), operation))
    before = sandbox.state()["organizze"]
    [prospect] = surveyed(doubts, operation)
    assert "not as it was sent" in prospect.reason
    assert undo(doubts, operation) == []
    after = sandbox.state()["organizze"]
    assert after["transactions"] == before["transactions"]
    assert doubts.state(operation) is State.SENT


def test_a_change_after_the_preview_counts(doubts: Doubts, sandbox: Any, person: Organizze) -> None:
    """Between a person's look at the preview and their yes somebody may change a record: it is kept."""
    operation, other = doubts.sent(), doubts.sent()
    prospects = surveyed(doubts, operation, other)
    person.transactions.update(int(operation.remote_id), TransactionChange(description="Rent, corrected"))
    kept, gone = delete(doubts, prospects)
    assert (kept.state, gone.state) == (State.SENT, State.UNDONE)
    assert "Rent, corrected" in kept.message
    assert len(marked(sandbox.state(), operation)) == 1


@pytest.mark.parametrize("kind", ["transaction", "in installments", "transfer"])
def test_what_somebody_removed_is_told(doubts: Doubts, sandbox: Any, person: Organizze, kind: str) -> None:
    """A record that is no longer there is not deleted a second time, and said to be gone."""
    template, values = ROWS[kind]
    operation = doubts.sent(template, **values)
    if template == TRANSFERS:
        person.transfers.delete(int(operation.remote_id))
    else:
        person.transactions.delete(int(operation.remote_id), update_all="installments" in values)
    [prospect] = surveyed(doubts, operation)
    assert "somebody removed it" in prospect.reason
    assert undo(doubts, operation) == []
    assert doubts.state(operation) is State.SENT


def test_what_is_left_of_a_series_is_not_called_gone(doubts: Doubts, sandbox: Any, person: Organizze) -> None:
    """When only the first installment was deleted, the others are told of, and stay."""
    operation = doubts.sent(installments=3)
    person.transactions.delete(int(operation.remote_id))
    [prospect] = surveyed(doubts, operation)
    assert "has the same mark" in prospect.reason
    assert len(marked(sandbox.state(), operation)) == 2


@pytest.mark.parametrize("fault", ["error-500", "truncate", "unauthorized"])
def test_what_cannot_be_looked_at_stays(doubts: Doubts, sandbox: Any, fault: str) -> None:
    """Nothing is deleted unseen: without a whole answer there is a reason instead."""
    operation = doubts.sent()
    sandbox.add_fault(fault, 1.0, f"{GET}/{operation.remote_id}")
    [prospect] = surveyed(doubts, operation)
    assert "could not be asked" in prospect.reason
    sandbox.add_fault(fault, 0.0, f"{GET}/{operation.remote_id}")
    assert len(marked(sandbox.state(), operation)) == 1


def test_only_what_is_there_is_taken_back(doubts: Doubts) -> None:
    """Rows in doubt are settled first; rows that were refused, or undone before, need nothing."""
    doubtful, sent = doubts.doubtful(arrived=True), doubts.sent()
    refused = doubts.planned()
    doubts.journal.step(refused.id, State.PLANNED, State.NOT_SENT)
    undo(doubts, sent)
    everything = [doubts.journal.get(item.id) for item in (doubtful, sent, refused)]
    [prospect] = surveyed(doubts, *everything)
    assert (prospect.operation.id, "reconcile" in prospect.reason) == (doubtful.id, True)


def test_a_refusal_leads_back(doubts: Doubts, sandbox: Any) -> None:
    """What the service refuses to delete is sent as before, with the reason; nothing more is tried."""
    operations = [doubts.sent() for _ in range(5)]
    sandbox.add_fault("unauthorized", 1.0, DELETE)
    done = undo(doubts, *operations)
    assert {item.state for item in done} == {doubts.state(item) for item in operations} == {State.SENT}
    assert sum("Not begun" in item.message for item in done) >= 3
    history = doubts.journal.history(operations[0].id)
    assert [step.after for step in history[2:]] == [State.UNDOING, State.SENT]
    assert history[-1].facts.status == 401
    sandbox.add_fault("unauthorized", 0.0, DELETE)
    assert {item.state for item in undo(doubts, *operations)} == {State.UNDONE}


@pytest.mark.parametrize("fault", ["drop-after-commit", "truncate"])
@pytest.mark.parametrize("kind", ["transaction", "in installments"])
def test_a_lost_answer_is_settled_by_asking(doubts: Doubts, sandbox: Any, fault: str, kind: str) -> None:
    """The service did delete it: it is asked at once, and what is gone is believed."""
    template, values = ROWS[kind]
    operation = doubts.sent(template, **values)
    sandbox.add_fault(fault, 1.0, DELETE)
    [settled] = undo(doubts, operation)
    sandbox.add_fault(fault, 0.0, DELETE)
    assert (settled.state, doubts.state(operation)) == (State.UNDONE, State.UNDONE)
    assert marked(sandbox.state(), operation) == []


@pytest.mark.parametrize("fault", ["drop-before-commit", "error-500"])
def test_a_lost_request_is_settled_after_silence(doubts: Doubts, sandbox: Any, fault: str) -> None:
    """Still there: believed only when no deletion can be on its way; until then nothing is sent again."""
    operation = doubts.sent()
    sandbox.add_fault(fault, 1.0, DELETE)
    [settled] = undo(doubts, operation)
    sandbox.add_fault(fault, 0.0, DELETE)
    assert (settled.state, doubts.state(operation)) == (State.UNDOING, State.UNDOING)
    assert settled.again_at is not None
    [early] = reconcile(doubts, operation, deadline=3600.0)
    assert (early.state, "Still there" in early.message) == (State.UNDOING, True)
    wait_for_quiet()
    [late] = reconcile(doubts, operation)
    assert (late.state, doubts.state(operation)) == (State.SENT, State.SENT)
    assert [item.state for item in undo(doubts, operation)] == [State.UNDONE]


def test_an_undo_asks_about_what_the_last_one_left(doubts: Doubts, sandbox: Any) -> None:
    """Who undoes again after a broken connection need not think of `reconcile`."""
    gone, there = doubts.sent(), doubts.sent()
    for operation in (gone, there):
        doubts.journal.step(operation.id, State.SENT, State.UNDOING)
    doubts.target().undoer().take_back(gone.remote_id, gone.request)
    wait_for_quiet()
    again = [doubts.journal.get(item.id) for item in (gone, there)]
    assert [item.state for item in undo(doubts, *again)] == [State.UNDONE]
    assert doubts.state(gone) is doubts.state(there) is State.UNDONE
    assert marked(sandbox.state(), there) == []


def test_an_undo_that_waits_tells_why_and_goes_on(doubts: Doubts, sandbox: Any) -> None:
    """A service that asks to slow down gets its time; while it waits the row counts as sent."""
    operation = doubts.sent()
    sandbox.add_fault("rate-limit", 1.0, DELETE)
    waits: list[float] = []
    states: list[State] = []

    def waiting(seconds: float) -> None:
        if seconds:
            waits.append(seconds)
            states.append(doubts.state(operation))
            sandbox.add_fault("rate-limit", 0.0, DELETE)

    [settled] = undo(doubts, operation, watch=Progress(waiting=waiting))
    assert (settled.state, len(waits), states) == (State.UNDONE, 1, [State.SENT])


@pytest.mark.parametrize("gone", [True, False])
def test_while_an_undo_lives_nobody_settles_for_it(doubts: Doubts, gone: bool) -> None:
    """Reconcile leaves alone what is being taken back right now, and a second undo waits its turn."""
    operation = doubts.sent()
    doubts.journal.step(operation.id, State.SENT, State.UNDOING)
    if gone:
        doubts.target().undoer().take_back(operation.remote_id, operation.request)
    wait_for_quiet()
    with doubts.journal.runs.undoing():
        [settled] = reconcile(doubts, operation)
        assert (settled.state, doubts.state(operation)) == (State.UNDOING, State.UNDOING)
        with pytest.raises(UndoUnderWay):
            undo(doubts, operation)
    [settled] = reconcile(doubts, operation)
    assert settled.state is (State.UNDONE if gone else State.SENT)


@pytest.mark.parametrize("fault", ["error-500", "truncate", "unauthorized"])
def test_gone_needs_a_complete_listing(doubts: Doubts, sandbox: Any, fault: str) -> None:
    """A 404 alone frees nothing: an address that is wrong answers so too."""
    operation = doubts.sent()
    doubts.journal.step(operation.id, State.SENT, State.UNDOING)
    doubts.target().undoer().take_back(operation.remote_id, operation.request)
    sandbox.add_fault(fault, 1.0, GET)
    [settled] = reconcile(doubts, operation)
    assert (settled.state, doubts.state(operation)) == (State.UNDOING, State.UNDOING)
    sandbox.add_fault(fault, 0.0, GET)
    assert reconcile(doubts, operation)[0].state is State.UNDONE


@pytest.mark.parametrize(("word", "state"), [("4711", State.SENT), (None, State.UNDONE)])
def test_a_persons_word_settles_it_too(doubts: Doubts, word: str | None, state: State) -> None:
    """Where the service cannot be asked any more, a person says whether it is there."""
    operation = doubts.sent()
    doubts.journal.step(operation.id, State.SENT, State.UNDOING)
    with doubts.journal.runs.undoing(), pytest.raises(JournalError):
        resolve(doubts.journal, operation.id, sent_as=word)
    assert resolve(doubts.journal, operation.id, sent_as=word) is state


@pytest.mark.parametrize(
    ("template", "where"),
    [
        ("iziago_transfers", "Payments"),
        ("iziago_third_parties", "Third parties"),
        ("izi_invoices", "anular"),
        ("izi_charges", "web app"),
    ],
)
def test_what_only_a_person_can_take_back(doubts: Doubts, template: str, where: str) -> None:
    """Where the service has no way, the person is told where they have one."""
    target = doubts.targets.get(template)
    assert target.undoer() is None
    assert where in target.by_hand()


def test_exit_codes() -> None:
    """Done is 0 only when nothing is there any more; doubt goes before the rest, Ctrl-C before all."""
    assert exit_code([State.UNDONE, State.REJECTED, State.NOT_SENT], interrupted=False) == 0
    assert exit_code([State.UNDONE, State.SENT], interrupted=False) == 1
    assert exit_code([State.SENT, State.UNDOING], interrupted=False) == 3
    assert exit_code([State.IN_DOUBT], interrupted=False) == 3
    assert exit_code([State.UNDOING], interrupted=True) == 130
