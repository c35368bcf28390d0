"""What becomes of a row when the service or the connection fails."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from office import Office, cells, statuses

POST = "POST /organizze/rest/v2/transactions"


def rows(count: int) -> list[dict[str, Any]]:
    """Rows that differ from one another."""
    return [
        {
            "date": date(2026, 11, 1 + number % 28),
            "description": f"Row {number}",
            "amount": Decimal(-number - 1),
        }
        for number in range(count)
    ]


def test_an_answer_lost_after_the_service_acted_is_found_again(office: Office, sandbox: Any) -> None:
    """The row says it is in doubt; the next import finds it by its mark and sends nothing."""
    path = office.workbook(rows(3))
    sandbox.add_fault("drop-after-commit", 1.0, POST)
    doubtful = office.run(path)
    assert doubtful.exit_code == 3
    assert statuses(doubtful) == ["in_doubt"] * 3
    assert cells(path)[0]["Status"] == "in_doubt"
    sandbox.add_fault("drop-after-commit", 0.0, POST)
    settled = office.run(path)
    assert settled.exit_code == 0
    assert statuses(settled) == ["already_sent"] * 3
    assert len(office.stored()) == office.posts() == 3


def test_a_request_lost_before_the_service_acted_is_sent_after_a_quiet_time(
    office: Office, sandbox: Any
) -> None:
    """Absence is believed only after silence; until then the row stays in doubt, then it is sent once."""
    path = office.workbook(rows(1))
    sandbox.add_fault("drop-before-commit", 1.0, POST)
    assert statuses(office.run(path)) == ["in_doubt"]
    sandbox.add_fault("drop-before-commit", 0.0, POST)
    early = office.run(path)
    assert statuses(early) == ["in_doubt"]
    assert "certain after" in early.books[0].entries[0].message
    hurried = office.hurried()
    hurried.wait_for_quiet()
    assert statuses(hurried.run(path)) == ["sent"]
    assert len(office.stored()) == 1


def test_a_listing_that_fails_settles_nothing(office: Office, sandbox: Any) -> None:
    """While the service cannot be asked, a doubt stays a doubt."""
    path = office.workbook(rows(1))
    sandbox.add_fault("drop-after-commit", 1.0, POST)
    office.run(path)
    sandbox.add_fault("drop-after-commit", 0.0, POST)
    sandbox.add_fault("error-500", 1.0, "GET /organizze/rest/v2/transactions")
    hurried = office.hurried()
    hurried.wait_for_quiet()
    assert statuses(hurried.run(path)) == ["in_doubt"]


def test_a_doubtful_row_does_not_hold_back_the_others(office: Office, sandbox: Any) -> None:
    """Some answers are lost; every other row is sent, and the truth is told about each."""
    path = office.workbook(rows(30))
    sandbox.add_fault("drop-after-commit", 0.3, POST)
    outcome = office.run(path)
    assert set(statuses(outcome)) == {"sent", "in_doubt"}
    assert len(office.stored()) == 30


def test_asked_to_wait_it_waits_and_goes_on(office: Office, sandbox: Any) -> None:
    """A 429 with Retry-After is no failure: the row is sent when the service wants it, once."""
    path = office.workbook(rows(2))
    sandbox.add_fault("rate-limit", 0.5, POST)
    assert statuses(office.run(path, workers=1)) == ["sent", "sent"]
    assert len(office.stored()) == 2


def test_an_error_of_the_service_leaves_a_doubt(office: Office, sandbox: Any) -> None:
    """After a 500 nobody knows; so it is said."""
    path = office.workbook(rows(1))
    sandbox.add_fault("error-500", 1.0, POST)
    assert statuses(office.run(path)) == ["in_doubt"]


def test_half_an_answer_leaves_a_doubt_that_settles_as_sent(office: Office, sandbox: Any) -> None:
    """A truncated answer is no answer, but the record is found."""
    path = office.workbook(rows(1))
    sandbox.add_fault("truncate", 1.0, POST)
    assert statuses(office.run(path)) == ["in_doubt"]
    sandbox.add_fault("truncate", 0.0, POST)
    assert statuses(office.run(path)) == ["already_sent"]


def test_refused_credentials_stop_the_batch(office: Office, sandbox: Any) -> None:
    """After a 401 nothing more is tried; rows whose turn did not come say so."""
    path = office.workbook(rows(20))
    sandbox.add_fault("unauthorized", 1.0, POST)
    outcome = office.run(path, workers=1)
    assert statuses(outcome) == ["rejected"] + ["not_sent"] * 19
    assert office.posts() == 1
    sandbox.add_fault("unauthorized", 0.0, POST)
    assert statuses(office.run(path)) == ["sent"] * 20


def test_a_dead_service_is_not_sent_a_thousand_rows(office: Office, sandbox: Any) -> None:
    """When every answer is lost, the import stops instead of making a thousand doubts."""
    path = office.workbook(rows(60))
    sandbox.add_fault("drop-before-commit", 1.0, POST)
    outcome = office.run(path)
    assert outcome.totals["not_sent"] > 20
    assert outcome.exit_code == 3


def test_a_doubt_whose_row_is_gone_blocks_its_workbook(office: Office, sandbox: Any) -> None:
    """Deleting a doubtful row does not make its doubt go away."""
    from office import edit

    path = office.workbook(rows(2))
    sandbox.add_fault("drop-before-commit", 1.0, POST)
    office.run(path)
    sandbox.add_fault("drop-before-commit", 0.0, POST)
    edit(path, lambda sheet: sheet.delete_rows(3))
    outcome = office.run(path)
    assert outcome.exit_code != 0
    assert "its row is gone" in str(outcome.books[0].problems[0])
