"""Transfers whose answers are lost: found by their end-to-end id or sent again, and never made twice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from iziago_office import POST_TRANSFER, TRANSFERS, pay, posts, preview_of, transfer_ids, transfers
from office import Office, cells, edit, statuses

from xl_addin.journal.states import State
from xl_addin.settling.reconcile import settle_all
from xl_addin.targets import Targets


def book(office: Office, count: int) -> Path:
    """A workbook of so many transfers; every third one has an end-to-end id of its own."""
    rows = [
        pay(amount=f"{number + 1}.00", end_to_end_id=f"FA-{number}" if number % 3 == 0 else None)
        for number in range(count)
    ]
    return office.workbook(rows, template=TRANSFERS)


def each_once(office: Office, count: int) -> bool:
    """So many transfers, none with the end-to-end id or the amount of another."""
    made = transfers(office)
    ids, amounts = Counter(transfer_ids(office)), {transfer["amount"] for transfer in made}
    return len(made) == len(amounts) == count and set(ids.values()) == {1}


@pytest.mark.parametrize("fault", ["drop-after-commit", "truncate"])
def test_a_transfer_that_was_made_is_found_by_its_id(office: Office, sandbox: Any, fault: str) -> None:
    """The answer was lost: the row says so, the next import finds the transfer at once and sends nothing."""
    path = book(office, 3)
    sandbox.add_fault(fault, 1.0, POST_TRANSFER)
    doubtful = office.run(path)
    assert (doubtful.exit_code, statuses(doubtful)) == (3, ["in_doubt"] * 3)
    assert "journal reconcile" in cells(path)[0]["Message"]
    sandbox.add_fault(fault, 0.0, POST_TRANSFER)
    settled = office.run(path)
    assert (settled.exit_code, statuses(settled)) == (0, ["already_sent"] * 3)
    assert "found in the service by its mark" in cells(path)[0]["Message"]
    assert "to be signed" in cells(path)[0]["Message"]
    assert {row["Id"] for row in cells(path)} == {transfer["id"] for transfer in transfers(office)}
    assert each_once(office, 3)
    assert len(posts(office)) == 3


def test_a_transfer_that_never_arrived_is_sent_after_a_quiet_time(office: Office, sandbox: Any) -> None:
    """Absence is believed only after silence; until then the row stays in doubt, then it is sent once."""
    path = book(office, 2)
    sandbox.add_fault("drop-before-commit", 1.0, POST_TRANSFER)
    assert statuses(office.run(path)) == ["in_doubt"] * 2
    sandbox.add_fault("drop-before-commit", 0.0, POST_TRANSFER)
    early = office.run(path)
    assert statuses(early) == ["in_doubt"] * 2
    assert "certain after" in early.books[0].entries[0].message
    assert transfers(office) == []
    hurried = office.hurried()
    hurried.wait_for_quiet()
    assert statuses(hurried.run(path)) == ["sent"] * 2
    assert each_once(office, 2)


def test_asked_to_slow_down_each_transfer_is_made_once(office: Office, sandbox: Any) -> None:
    """A 429 with Retry-After is waited out; nothing is in doubt after it."""
    sandbox.add_fault("rate-limit", 0.3, POST_TRANSFER)
    assert statuses(office.run(book(office, 6))) == ["sent"] * 6
    assert each_once(office, 6)


def test_a_bad_day_ends_with_each_transfer_once(office: Office, sandbox: Any) -> None:
    """Answers lost before, after and half-way: reconciled and imported again, all thirty are there once."""
    path = book(office, 30)
    for kind in ("drop-after-commit", "drop-before-commit", "error-500", "truncate"):
        sandbox.add_fault(kind, 0.12, POST_TRANSFER)
    assert "in_doubt" in statuses(office.run(path))
    for kind in ("drop-after-commit", "drop-before-commit", "error-500", "truncate"):
        sandbox.add_fault(kind, 0.0, POST_TRANSFER)
    hurried = office.hurried()
    hurried.wait_for_quiet()
    with Targets(hurried.settings) as targets, office.journal() as journal:
        doubts = journal.in_states(State.IN_DOUBT)
        settled = settle_all(journal, doubts, targets.of_operation, hurried.settings.deadline)
        assert {item.state for item in settled} == {State.SENT, State.NOT_SENT}
    assert set(statuses(office.run(path))) == {"sent", "already_sent"}
    assert statuses(office.run(path)) == ["already_sent"] * 30
    assert each_once(office, 30)


def test_a_listing_that_fails_settles_nothing(office: Office, sandbox: Any) -> None:
    """While the list of transfers cannot be read, a doubt stays a doubt and nothing is sent."""
    path = book(office, 1)
    sandbox.add_fault("drop-after-commit", 1.0, POST_TRANSFER)
    office.run(path)
    sandbox.add_fault("drop-after-commit", 0.0, POST_TRANSFER)
    sandbox.add_fault("error-500", 1.0, "GET /iziago/v1/payments/transfers")
    outcome = office.run(path)
    assert statuses(outcome) == ["in_doubt"]
    assert "could not be asked" in outcome.books[0].entries[0].message
    assert len(posts(office)) == 1


def test_a_doubt_whose_row_is_gone_blocks_its_workbook(office: Office, sandbox: Any) -> None:
    """Deleting a doubtful transfer from the sheet does not make its doubt go away."""
    path = book(office, 2)
    sandbox.add_fault("drop-before-commit", 1.0, POST_TRANSFER)
    office.run(path)
    sandbox.add_fault("drop-before-commit", 0.0, POST_TRANSFER)
    edit(path, lambda sheet: sheet.delete_rows(3))
    outcome = office.run(path)
    assert "its row is gone" in str(outcome.books[0].problems[0])


def test_what_cannot_be_looked_up_is_said_and_hides_nothing_else(office: Office, sandbox: Any) -> None:
    """Without balances the preview still points out accounts that were never paid."""
    sandbox.add_fault("error-500", 1.0, "GET /iziago/v1/statements")
    assert statuses(office.run(book(office, 1))) == ["sent"]
    assert "Not all could be looked up for this preview" in preview_of(office)
    assert "was not paid to in the last year" in preview_of(office)
