"""The computer's clock is wrong and is set right between two imports, or the other way round."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from backups import journal_of
from ledgers import LEDGERS, Ledger
from office import Office, cells, statuses

from xl_addin.importing.options import LookAlikes, Options
from xl_addin.importing.outcome import Outcome
from xl_addin.importing.run import Run
from xl_addin.journal.states import State
from xl_addin.settling.reconcile import settle_all
from xl_addin.settling.settlement import quiet_of
from xl_addin.targets import Targets

ASKED = pytest.mark.parametrize("ledger", LEDGERS[:2], ids=lambda ledger: ledger.system)
WRONG = pytest.mark.parametrize("wrong", [timedelta(hours=-1), timedelta(days=1)], ids=["behind", "ahead"])
SHORT = 0.5
"""Seconds of a deadline after which an absence is believed; requests have all the time they want."""


def as_written_by(wrong: timedelta, office: Office) -> None:
    """Makes the journal what it were if the clock had been wrong by so much all the time until now."""

    def moved(text: str | None) -> str | None:
        return f"{datetime.fromisoformat(text) + wrong:%Y-%m-%d %H:%M:%S.%f}" if text else None

    with closing(sqlite3.connect(journal_of(office))) as raw, raw:
        raw.create_function("moved", 1, moved)
        raw.execute(
            "UPDATE operations SET planned_at = moved(planned_at), changed_at = moved(changed_at),"
            " sent_at = moved(sent_at)"
        )
        raw.execute("UPDATE steps SET at = moved(at)")
        raw.execute("UPDATE batches SET started_at = moved(started_at)")


def restarted(office: Office) -> None:
    """Makes the journal what it were if the computer had been started anew since, after a year's running."""
    with closing(sqlite3.connect(journal_of(office))) as raw, raw:
        raw.execute("UPDATE steps SET uptime = uptime + 31536000")


def believing(office: Office, path: Path) -> Outcome:
    """Imports, and believes an absence soon."""
    options = Options(deadline=SHORT, look_alikes=LookAlikes.REFUSE)
    with office.journal() as journal, Targets(office.settings) as targets:
        return Run(journal, targets, office.person, options).run([path])


def lost(office: Office, sandbox: Any, ledger: Ledger) -> Path:
    """A workbook with a row in doubt whose request never arrived."""
    path = office.workbook(ledger.rows(1), template=ledger.template)
    sandbox.add_fault("drop-before-commit", 1.0, ledger.post)
    assert statuses(office.run(path)) == ["in_doubt"]
    sandbox.add_fault("drop-before-commit", 0.0, ledger.post)
    return path


@ASKED
@WRONG
def test_the_quiet_time_is_not_shortened_by_a_clock(
    office: Office, sandbox: Any, ledger: Ledger, wrong: timedelta
) -> None:
    """A clock that jumps makes no minute of a second: the row waits while its request may be on its way."""
    path = lost(office, sandbox, ledger)
    as_written_by(wrong, office)
    assert statuses(office.run(path)) == ["in_doubt"]
    assert "certain after" in cells(path)[0]["Message"]
    assert ledger.tries(office) == 1


@ASKED
@WRONG
def test_the_quiet_time_is_not_lengthened_by_a_clock(
    office: Office, sandbox: Any, ledger: Ledger, wrong: timedelta
) -> None:
    """Nobody waits a day for a clock that was a day ahead: after the quiet time the row goes out, once."""
    path = lost(office, sandbox, ledger)
    as_written_by(wrong, office)
    time.sleep(quiet_of(SHORT).total_seconds())
    assert statuses(believing(office, path)) == ["sent"]
    assert ledger.made(office) == [1]


def test_a_computer_that_was_started_anew_counts_from_its_first_question(
    office: Office, sandbox: Any
) -> None:
    """It asks once, and once the quiet time has passed since, that is enough."""
    path = lost(office, sandbox, LEDGERS[0])
    restarted(office)
    with office.journal() as journal, Targets(office.settings) as targets:
        doubts = journal.in_states(State.IN_DOUBT)
        [early] = settle_all(journal, doubts, targets.of_operation, deadline=2 * time.monotonic())
        assert (early.state, early.again_at is None) == (State.IN_DOUBT, False)
    time.sleep(quiet_of(SHORT).total_seconds())
    assert statuses(believing(office, path)) == ["sent"]
    assert LEDGERS[0].made(office) == [1]


@WRONG
def test_what_was_sent_under_a_wrong_clock_stays_sent(
    office: Office, ledger: Ledger, wrong: timedelta
) -> None:
    """Rows are recognised by keys and looks, not by when they were sent."""
    path = office.workbook(ledger.rows(2), template=ledger.template)
    before = path.read_bytes()
    office.run(path)
    as_written_by(wrong, office)
    assert statuses(office.run(path)) == ["already_sent"] * 2
    path.write_bytes(before)
    assert statuses(office.run(path)) == ["invalid"] * 2
    assert ledger.made(office) == [1, 2]
