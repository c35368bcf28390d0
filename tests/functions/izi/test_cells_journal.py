"""JOURNAL_STATUS and how cells read the journal."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from bookkeeper import Bookkeeper, invoice
from cells_desk import Desk, desk_with
from rows import SCOPE, batch, lead, operation
from rows import plan as plan_anywhere

from xl_addin.errors import JournalError
from xl_addin.functions.cells import for_excel, for_program
from xl_addin.functions.reads.journal import REST, JournalReads
from xl_addin.journal.keys import new_key, second_of
from xl_addin.journal.migrations import MIGRATIONS
from xl_addin.journal.operation import Facts, Place
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal

WORDS = {
    State.PLANNED: "not sent",
    State.SENDING: "in doubt",
    State.SENT: "sent",
    State.REJECTED: "rejected",
    State.IN_DOUBT: "in doubt",
    State.NOT_SENT: "not sent",
    State.UNDOING: "in doubt",
    State.UNDONE: "not sent",
}
"""What a dead program left is as it will be settled; what was taken back can be sent again."""

HERE = replace(SCOPE, host="api.organizze.com.br")
"""Where these settings send Organizze's rows."""
plan = partial(plan_anywhere, scope=HERE)
PRODUCTION = "https://api.app.izifacturacion.com/v1"
"""Of iZi; cells ask it for nothing."""


@pytest.fixture
def desk(bookkeeper: Bookkeeper, sandbox: Any) -> Iterator[Desk]:
    """A sheet that reads what was sent to Organizze itself, and to the sandbox's iZi."""
    address = "https://api.organizze.com.br/rest/v2"
    settings = bookkeeper.settings(XL_ADDIN_ORGANIZZE_BASE_URL=address, XL_ADDIN_ORGANIZZE_EMAIL=HERE.company)
    with desk_with(settings, sandbox) as desk:
        yield desk


@pytest.fixture
def journal(bookkeeper: Bookkeeper) -> Iterator[Journal]:
    """The journal, open in another program."""
    with Journal(bookkeeper.settings().journal_url) as journal:
        yield journal


def reasons(desk: Desk, *arguments: Any) -> str:
    """Which error JOURNAL_STATUS shows, and why."""
    [error] = desk.outcome("JOURNAL_STATUS", *arguments).errors
    return f"{error.code.text} {error.reason}"


@pytest.mark.parametrize("state", WORDS)
def test_a_row_has_the_word_of_its_status_column(desk: Desk, journal: Journal, state: State) -> None:
    """Whatever became of a row, its Ref, Key and operation id tell it; programs read its code."""
    [made] = plan(journal, "dead", [new_key()], ref="p-9", message="As it came")
    lead(journal, made, state)
    for name in ("P-9", " p-9", made.key, made.id):
        outcome = desk.outcome("JOURNAL_STATUS", name)
        assert (for_excel(outcome), for_program(outcome)) == (WORDS[state], WORDS[state].replace(" ", "_"))
    assert desk.why("JOURNAL_STATUS", "P-9") == "Row 2 of book.xlsx. As it came."


def test_rows_of_an_import_that_works_are_being_sent(desk: Desk, journal: Journal) -> None:
    """While another program sends them, rows are neither sent nor in doubt: the cell says to look again."""
    with journal.runs.begin() as run:
        plan(journal, run, [new_key()], ref="p-9")
        assert reasons(desk, "P-9").startswith("#GETTING_DATA This row is being sent.")
    assert desk.value("JOURNAL_STATUS", "P-9") == "not_sent"


def test_of_several_rows_the_newest_counts_and_is_said(desk: Desk, journal: Journal) -> None:
    """One Ref in two sheets shows the newer row's status; the reason tells where both stand."""
    old, new = (Place("guid", name, "Rows", row) for name, row in (("old.xlsx", 2), ("new.xlsx", 7)))
    [first] = plan(journal, "dead", [new_key()], ref="p-9", place=old)
    [second] = plan(journal, "dead", [new_key()], ref="p-9", place=new)
    lead(journal, second, State.REJECTED)
    lead(journal, first, State.SENT)
    assert desk.value("JOURNAL_STATUS", "P-9") == "rejected"
    assert "2 rows are called “P-9”" in desk.why("JOURNAL_STATUS", "P-9")
    assert "Row 7 of new.xlsx. Row 2 of old.xlsx." in desk.why("JOURNAL_STATUS", "P-9")
    assert desk.value("JOURNAL_STATUS", first.key) == "sent"


def test_a_row_tried_twice_has_its_last_word(desk: Desk, journal: Journal) -> None:
    """A row that was refused, corrected and sent again is sent, and is one row."""
    key = new_key()
    [refused] = plan(journal, "dead", [key], ref="p-9")
    lead(journal, refused, State.REJECTED)
    [sent] = plan(journal, "dead", [key], ref="p-9")
    lead(journal, sent, State.SENT)
    assert desk.value("JOURNAL_STATUS", "P-9") == "sent"
    assert "rows are called" not in desk.why("JOURNAL_STATUS", "P-9")


def test_a_row_of_two_steps_has_the_graver_word(desk: Desk, journal: Journal) -> None:
    """A third party that was made and whose account was refused is no row to forget about."""
    made = batch("dead")
    key = new_key()
    first, second = (
        operation(made, key, HERE, ref="p-9"),
        operation(made, second_of(key), HERE),
    )
    journal.plan(made, [first, second])
    lead(journal, first, State.SENT)
    lead(journal, second, State.REJECTED)
    assert [desk.value("JOURNAL_STATUS", name) for name in ("P-9", key)] == ["rejected"] * 2


def test_what_stands_in_the_id_column_finds_its_row(desk: Desk, journal: Journal) -> None:
    """The Id that the sheet shows of a sent row is known, of each of its steps, and unlike it nothing is."""
    made = batch("dead")
    key = new_key()
    first, second = operation(made, key, HERE), operation(made, second_of(key), HERE)
    journal.plan(made, [first, second])
    for each, record in ((first, "tp-1"), (second, "acc-7")):
        assert journal.step(each.id, State.PLANNED, State.SENDING)
        after = State.SENT if each is first else State.IN_DOUBT
        assert journal.step(each.id, State.SENDING, after, Facts(remote_id=record))
    for name in ("tp-1", " tp-1", "acc-7"):
        assert desk.value("JOURNAL_STATUS", name) == "in_doubt"
    assert reasons(desk, "tp-2").startswith(
        "#N/A The journal of this computer has no row with the Ref, Key or Id"
    )


def test_an_id_that_is_also_a_number_is_said(desk: Desk, bookkeeper: Bookkeeper) -> None:
    """Where one row's Id is another one's invoice number, the newer row counts and both are named."""
    bookkeeper.send([invoice("A"), invoice("B")])
    older, newer = bookkeeper.operations()
    assert desk.value("JOURNAL_STATUS", newer.remote_id) == "sent"
    bookkeeper.edit("UPDATE operations SET remote_id = ? WHERE id = ?", newer.number, older.id)
    assert "2 rows are called" in desk.why("JOURNAL_STATUS", newer.number)


def test_a_column_of_refs_is_one_formula(desk: Desk, journal: Journal) -> None:
    """A range of Refs makes a column: a word each, a blank for a blank, #N/A for what nobody sent."""
    [made] = plan(journal, "dead", [new_key()], ref="p-9")
    lead(journal, made, State.SENT)
    shown = desk.value("JOURNAL_STATUS", [["P-9"], [None], ["P-10"]])
    assert shown == [["sent"], [None], ["#N/A"]]
    assert "no row with the Ref, Key or Id “P-10”" in reasons(desk, "P-10")


def test_without_a_journal_cells_say_so_and_make_none(desk: Desk, bookkeeper: Bookkeeper) -> None:
    """On a computer that never imported anything cells show #N/A, and leave the disk as it was."""
    for name, *arguments in (
        ["JOURNAL_STATUS", "P-9"],
        ["IZI_INVOICE", "P-9"],
        ["IZI_INVOICES"],
        ["IZI_CHARGES"],
    ):
        outcome = desk.outcome(name, *arguments)
        assert "nothing was imported on this computer yet" in outcome.errors[0].reason, name
        assert for_excel(outcome) == "\x012042"
    assert not (bookkeeper.home / "journal.db").exists()


def test_in_an_empty_journal_nothing_is_known(desk: Desk, journal: Journal) -> None:
    """On a computer from which nothing was sent yet, no list of names is promised that has none."""
    for name in ("JOURNAL_STATUS", "IZI_INVOICE"):
        [error] = desk.outcome(name, "P-9").errors
        assert "P-9" in error.reason
        assert "from this computer yet" in error.reason


def test_an_invoice_is_found_by_its_invoice_or_number(bookkeeper: Bookkeeper, desk: Desk) -> None:
    """Whoever has no Ref column asks by what they call the invoice, or by iZi's number."""
    bookkeeper.send([invoice("A-17")])
    [made] = bookkeeper.operations()
    for name in ("a-17", made.number):
        assert desk.value("JOURNAL_STATUS", name) == "sent"


def test_a_damaged_journal_is_said(desk: Desk, bookkeeper: Bookkeeper) -> None:
    """A file that is no journal shows #N/A with its path, and stays as it is."""
    file = bookkeeper.home / "journal.db"
    file.write_bytes(b"no database at all" * 300)
    told = reasons(desk, "P-9")
    assert told.startswith("#N/A")
    assert str(file) in told
    assert file.read_bytes() == b"no database at all" * 300


def test_a_journal_of_a_newer_version_is_said(desk: Desk, bookkeeper: Bookkeeper, journal: Journal) -> None:
    """Cells do not guess what a newer xl-addin wrote."""
    journal.close()
    bookkeeper.edit("PRAGMA user_version = 99")
    assert "newer version of xl-addin" in reasons(desk, "P-9")


def test_a_locked_journal_is_waited_for_once(bookkeeper: Bookkeeper, journal: Journal) -> None:
    """While a program has the whole file to itself, cells say so: one waits for it, the others do not."""
    plan(journal, "dead", [new_key()], ref="p-9")
    journal.close()
    seconds = [0.0]
    reads = JournalReads(bookkeeper.settings().journal_url, lambda: seconds[0])
    with closing(sqlite3.connect(bookkeeper.home / "journal.db")) as hog:
        hog.execute("PRAGMA locking_mode = EXCLUSIVE")
        hog.execute("BEGIN EXCLUSIVE")
        for _ in range(400):  # none of them waits, or this takes a quarter of an hour
            with pytest.raises(JournalError, match="locked"):
                reads.called("P-9")
    with pytest.raises(JournalError, match="locked"):
        reads.called("P-9")
    seconds[0] = REST
    assert len(reads.called("P-9")) == 1
    reads.close()


def test_nothing_is_read_again_until_something_happened(journal: Journal, bookkeeper: Bookkeeper) -> None:
    """Four hundred cells over ten thousand rows read them once: one list serves until the journal moves."""
    plan(journal, "dead", [new_key() for _ in range(3)])
    reads = JournalReads(bookkeeper.settings().journal_url, work=lambda: 0.0)
    first = reads.in_states(State.PLANNED)
    assert reads.in_states(State.PLANNED) is first
    assert len(first) == 3
    lead(journal, first[0], State.SENT)
    assert [item.id for item in reads.in_states(State.PLANNED)] == [item.id for item in first[1:]]
    assert [item.id for item in reads.in_states(State.SENT)] == [first[0].id]
    assert [step.after for step in reads.history(first[0].id)] == [State.SENDING, State.SENT]
    reads.close()


def test_the_file_is_closed_when_nobody_asks(journal: Journal, bookkeeper: Bookkeeper) -> None:
    """Whoever copies the journal while Excel is open gets all of it: nothing waits in a file beside it."""
    journal.close()
    file = bookkeeper.home / "journal.db"
    reads = JournalReads(bookkeeper.settings().journal_url)
    assert reads.all() == []
    with Journal(bookkeeper.settings().journal_url) as other:
        plan(other, "dead", [new_key()])
    while Path(f"{file}-wal").exists():
        time.sleep(0.05)
    copied = bookkeeper.home / "copy.db"
    copied.write_bytes(file.read_bytes())
    with closing(sqlite3.connect(copied)) as database:
        assert database.execute("SELECT count(*) FROM operations").fetchone() == (1,)
    reads.close()


def test_a_journal_of_an_older_version_is_read(bookkeeper: Bookkeeper, desk: Desk) -> None:
    """After an update cells read what the first version wrote."""
    scope = ("organizze", HERE.host, HERE.company, "organizze_transactions")
    moment = "2026-01-02 10:00:00"
    row = (
        *scope,
        "kkkkkkkk",
        "",
        "",
        "p-9",
        "{}",
        "{}",
        "guid",
        "b.xlsx",
        "Sheet",
        2,
        "b1",
        "sent",
        "4711",
        "",
        "",
        "",
    )
    with closing(sqlite3.connect(bookkeeper.home / "journal.db")) as old, old:
        for statement in MIGRATIONS[0]:
            old.execute(statement)
        old.execute("PRAGMA user_version = 1")
        old.execute(f"INSERT INTO batches VALUES {('b1', 'run', 'b.xlsx', *scope[:3], 1, moment)}")  # noqa: S608
        old.execute(f"INSERT INTO operations VALUES {(1, 'o1', *row, moment, moment, moment)}")  # noqa: S608
    assert desk.value("JOURNAL_STATUS", "P-9") == "sent"


def test_a_row_in_doubt_tells_the_message(bookkeeper: Bookkeeper, desk: Desk, sandbox: Any) -> None:
    """Of a real import XL_ADDIN_WHY tells the row's message, as the sheet has it."""
    bookkeeper.send([invoice("A", ref="P-1", issuer="9999999999")])
    assert desk.value("JOURNAL_STATUS", "P-1") == "rejected"
    [made] = bookkeeper.operations()
    assert desk.why("JOURNAL_STATUS", "P-1") == f"Row 2 of book0.xlsx. {made.message}"
    assert made.message


def test_a_rehearsal_is_not_sent_here(bookkeeper: Bookkeeper, desk: Desk, sandbox: Any) -> None:
    """A row that was only rehearsed is `not sent` with the real settings; both cells name host and day."""
    bookkeeper.send([invoice("A-17", ref="P-9")])
    [made] = bookkeeper.operations()
    assert made.changed_at is not None
    day = made.changed_at.astimezone().date()
    with desk_with(bookkeeper.settings(XL_ADDIN_IZI_BASE_URL=PRODUCTION), sandbox) as real:
        [refused] = real.outcome("IZI_INVOICE", "P-9").errors
        for name in ("P-9", "A-17", made.number, made.key):
            assert real.value("JOURNAL_STATUS", name) == "not_sent"
        for told in (real.why("JOURNAL_STATUS", "P-9"), refused.reason):
            assert f"is “sent” at TEST {made.scope.host}, {made.scope.company} since {day}," in told
            assert "was not sent to PRODUCTION api.app.izifacturacion.com" in told
        [unknown] = real.outcome("IZI_INVOICE", "P-10").errors
        assert "nothing was sent from this computer yet to the iZi host of the settings" in unknown.reason
    assert desk.value("JOURNAL_STATUS", "P-9") == "sent"
    assert "TEST" not in desk.why("JOURNAL_STATUS", "P-9")


def test_a_rehearsal_hides_no_real_row(desk: Desk, journal: Journal) -> None:
    """What was refused in a later rehearsal is `sent` where it was sent, and is one row."""
    key = new_key()
    [real] = plan(journal, "dead", [key], ref="p-9")
    lead(journal, real, State.SENT)
    rehearsal = replace(HERE, host="127.0.0.1:8443")
    for other in (key, new_key()):
        [tried] = plan(journal, "dead", [other], ref="p-9", scope=rehearsal)
        lead(journal, tried, State.REJECTED)
    assert desk.value("JOURNAL_STATUS", "P-9") == desk.value("JOURNAL_STATUS", key) == "sent"
    assert desk.why("JOURNAL_STATUS", "P-9") == "Row 2 of book.xlsx."


def test_an_invoice_here_goes_before_a_ref_elsewhere(
    bookkeeper: Bookkeeper, desk: Desk, journal: Journal
) -> None:
    """A rehearsed row's Ref does not stand before the Invoice of one that was sent for real."""
    [rehearsed] = plan(journal, "dead", [new_key()], ref="a-17", scope=replace(HERE, host="127.0.0.1:8443"))
    lead(journal, rehearsed, State.REJECTED)
    bookkeeper.send([invoice("A-17")])
    assert desk.value("JOURNAL_STATUS", "A-17") == "sent"


@pytest.mark.parametrize(("state", "word"), [(State.SENT, "not_sent"), (State.IN_DOUBT, "in_doubt")])
def test_another_companys_row_is_not_sent_here(desk: Desk, journal: Journal, state: State, word: str) -> None:
    """Of a row in another company's books the reason names it; what is in doubt at the host stays so."""
    [made] = plan(journal, "dead", [new_key()], ref="p-9", scope=replace(HERE, company="bia@example.com"))
    lead(journal, made, state)
    assert desk.value("JOURNAL_STATUS", "P-9") == word
    told = desk.why("JOURNAL_STATUS", "P-9")
    assert f"{HERE.host}, bia@example.com since " in told
    assert f"was not sent to PRODUCTION {HERE.host}, {HERE.company}." in told
