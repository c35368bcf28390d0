"""What a colleague sent comes into this journal: all of it, once, and nothing here becomes less."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from rows import SCOPE, batch, lead, operation, plan

from xl_addin.errors import JournalError
from xl_addin.journal.contents import Contents, read
from xl_addin.journal.keys import row_key
from xl_addin.journal.merge import Merged, merge
from xl_addin.journal.migrations import MIGRATIONS
from xl_addin.journal.operation import Batch, Facts, Operation, Step
from xl_addin.journal.runs import UndoUnderWay
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal, Taken

KEY = "k2345678"
FREE = {State.REJECTED, State.NOT_SENT, State.UNDONE}

Everything = tuple[list[Batch], list[Operation], list[list[Step]]]


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Journal]:
    """The colleague's journal."""
    with Journal(f"sqlite:///{(tmp_path / 'colleague' / 'journal.db').as_posix()}") as opened:
        yield opened


def bring(journal: Journal, *others: Journal) -> Merged:
    """Merges as the command does."""
    journal.settle_orphans()
    return merge(journal, [read(other.path) for other in others])


def all_of(journal: Journal) -> Everything:
    """All that stands in a journal."""
    operations = journal.all()
    return journal.batches(), operations, [journal.history(item.id) for item in operations]


def led(journal: Journal, key: str, *states: State, run: str = "gone") -> Operation:
    """A row that went through some states by steps; its run is over."""
    (row,) = plan(journal, run, [key])
    return go(journal, row, *states)


def go(journal: Journal, row: Operation, *states: State) -> Operation:
    """The row after some more steps; what is sent has its id."""
    for after in states:
        current = journal.get(row.id)
        facts = Facts(message=f"{after} {journal.path.parent.name}", remote_id=f"id-{row.id}")
        assert journal.step(row.id, current.state, after, facts if after is State.SENT else None)
    return journal.get(row.id)


@pytest.mark.parametrize(
    "state", [State.SENT, State.REJECTED, State.IN_DOUBT, State.NOT_SENT, State.UNDOING, State.UNDONE]
)
def test_everything_comes_as_it_is(journal: Journal, there: Journal, state: State) -> None:
    """A settled row stands here with its batch and its history, as if it had been sent from here."""
    (row,) = plan(there, "gone", [KEY], ref="NF-1")
    lead(there, row, state)
    there.note(row.id, state, Facts(message="one more attempt", status=429, answer="slow down"))
    report = bring(journal, there)
    assert all_of(journal) == all_of(there)
    assert (report.batches, [item.id for item in report.added]) == (1, [row.id])
    assert report == Merged(batches=1, added=report.added)


def test_twice_is_once(journal: Journal, there: Journal) -> None:
    """Who merges the same file again changes nothing, and is told so."""
    led(there, KEY, State.SENDING, State.SENT)
    led(there, "k3456789", State.SENDING)
    bring(journal, there)
    before = all_of(journal)
    report = bring(journal, there)
    assert all_of(journal) == before
    assert (report.known, report.added, report.batches) == (2, [], 0)


def test_a_file_is_only_read(journal: Journal, there: Journal) -> None:
    """The colleague's file stays as it is, byte for byte, and nothing is made beside it."""
    led(there, KEY, State.SENDING, State.SENT)
    there.close()
    copy = there.path.with_name("sent by mail.db")
    shutil.copyfile(there.path, copy)
    before, beside = copy.read_bytes(), sorted(copy.parent.iterdir())
    merge(journal, [read(copy)])
    assert (copy.read_bytes(), sorted(copy.parent.iterdir())) == (before, beside)
    assert journal.get(KEY).state is State.SENT


def test_our_own_journal_brings_nothing(journal: Journal) -> None:
    """Naming one's own file by mistake does no harm."""
    led(journal, KEY, State.SENDING, State.SENT)
    before = all_of(journal)
    assert bring(journal, journal).known == 1
    assert all_of(journal) == before


@pytest.mark.parametrize("state", [State.PLANNED, State.SENDING])
def test_what_was_under_way_is_in_doubt(journal: Journal, there: Journal, state: State) -> None:
    """Of a run that died there nobody knows here what left: such a row is not sent until that is settled."""
    row = led(there, KEY, *(() if state is State.PLANNED else (state,)))
    report = bring(journal, there)
    found = journal.get(row.id)
    assert (found.state, [item.id for item in report.doubtful]) == (State.IN_DOUBT, [row.id])
    steps = [(step.before, step.after) for step in journal.history(row.id)]
    marked = (State.IN_DOUBT, State.IN_DOUBT)
    assert steps == [(State.PLANNED, State.SENDING), (State.SENDING, State.IN_DOUBT), marked]
    with pytest.raises(Taken):
        plan(journal, "mine", [KEY])
    there.settle_orphans()
    if state is State.SENDING:
        go(there, row, State.SENT)
    bring(journal, there)
    assert journal.get(row.id).state is (State.SENT if state is State.SENDING else State.IN_DOUBT)


def test_a_run_that_lives_is_waited_for(journal: Journal, there: Journal) -> None:
    """While an import writes the other journal it is not merged half-done."""
    with there.runs.begin() as run:
        led(there, KEY, State.SENDING, run=run)
        with pytest.raises(JournalError, match="just now"):
            bring(journal, there)
    assert journal.all() == []


def test_an_undo_here_is_waited_for(journal: Journal, there: Journal) -> None:
    """While records are being taken back here, no state moves behind the undo's back."""
    led(there, KEY, State.SENDING, State.SENT)
    with journal.runs.undoing(), pytest.raises(UndoUnderWay):
        bring(journal, there)
    assert journal.all() == []


UNDO = (State.UNDOING, State.UNDONE)
ENDS = {
    "found by both": ((State.SENT,), (State.SENT,), State.SENT),
    "settled there": ((), (State.SENT,), State.SENT),
    "settled here": ((State.SENT,), (), State.SENT),
    "absent there": ((), (State.NOT_SENT,), State.NOT_SENT),
    "absent here": ((State.NOT_SENT,), (), State.NOT_SENT),
    "absent for both": ((State.NOT_SENT,), (State.NOT_SENT,), State.NOT_SENT),
    "absent here, found there": ((State.NOT_SENT,), (State.SENT,), State.SENT),
    "found here, absent there": ((State.SENT,), (State.NOT_SENT,), State.SENT),
    "taken back there": ((State.SENT,), (State.SENT, *UNDO), State.UNDONE),
    "taken back here": ((State.SENT, *UNDO), (State.SENT,), State.UNDONE),
    "absent here, taken back there": ((State.NOT_SENT,), (State.SENT, *UNDO), State.UNDONE),
    "half undone there": ((State.SENT,), (State.SENT, State.UNDOING), State.UNDOING),
    "an undo failed there": ((State.SENT,), (State.SENT, State.UNDOING, State.SENT), State.SENT),
}


@pytest.mark.parametrize("ends", ENDS)
def test_what_went_on_apart(journal: Journal, there: Journal, ends: str) -> None:
    """A row that both computers know in doubt and settled apart: sent never becomes less than sent."""
    ours, theirs, kept = ENDS[ends]
    row = led(there, KEY, State.SENDING, State.IN_DOUBT)
    bring(journal, there)
    go(journal, row, *ours)
    go(there, row, *theirs)
    report = bring(journal, there)
    found = journal.get(row.id)
    assert found.state is kept
    contradiction = {"absent here, found there", "found here, absent there", "absent here, taken back there"}
    assert bool(report.contradictions) == (ends in contradiction)
    history = journal.history(row.id)
    assert history[-1].after is found.state
    told = {(step.at, step.before, step.after) for step in history}
    assert {(step.at, step.before, step.after) for step in there.history(row.id)} <= told
    before = all_of(journal)
    bring(journal, there)
    assert all_of(journal) == before
    if kept in (State.SENT, State.UNDOING, State.UNDONE):
        assert found.remote_id == f"id-{row.id}"


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (1, 0, 2)])
def test_an_undo_that_failed_leaves_it_sent(
    journal: Journal, there: Journal, tmp_path: Path, order: tuple[int, ...]
) -> None:
    """An old copy made during an undo does not hide, in whatever order they come, that the undo is over."""
    row = led(there, KEY, State.SENDING, State.IN_DOUBT)
    with Journal(f"sqlite:///{(tmp_path / 'third.db').as_posix()}") as third:
        bring(third, there)
        go(third, row, State.SENT)
        found = read(third.path)
    go(there, row, State.SENT, State.UNDOING)
    during = _copy(there, tmp_path / "during.db")
    go(there, row, State.SENT)
    contents = [during, read(there.path), found]
    merge(journal, [contents[number] for number in order])
    assert journal.get(row.id).state is State.SENT


def test_a_later_try_keeps_its_doubt(journal: Journal, there: Journal) -> None:
    """A colleague's "not there" is older than our own try: what we do not know stays unknown."""
    with journal.runs.begin() as run:
        row = led(journal, KEY, run=run)
        merge(there, [_copy(journal, there.path.with_name("early.db"))])
        go(there, row, State.NOT_SENT)
        go(journal, row, State.SENDING, State.IN_DOUBT)
    bring(journal, there)
    assert journal.get(row.id).state is State.IN_DOUBT


def _copy(journal: Journal, file: Path) -> Contents:
    """The journal as it is now, in a file of its own, as a backup program makes it."""
    with closing(sqlite3.connect(journal.path)) as source, closing(sqlite3.connect(file)) as target:
        source.backup(target)
    return read(file)


def test_what_is_under_way_here_is_left_alone(journal: Journal, there: Journal) -> None:
    """A row that is being sent right now is nobody else's to settle."""
    with journal.runs.begin() as run:
        row = led(journal, KEY, run=run)
        merge(there, [_copy(journal, there.path.with_name("early.db"))])
        go(there, row, State.NOT_SENT)
        report = bring(journal, there)
        assert (journal.get(row.id).state, report.known) == (State.PLANNED, 1)
        assert journal.step(row.id, State.PLANNED, State.SENDING)


@pytest.mark.parametrize("ours", [State.SENT, State.IN_DOUBT])
@pytest.mark.parametrize("theirs", [State.SENT, State.IN_DOUBT])
def test_a_row_that_both_sent_is_told(journal: Journal, there: Journal, ours: State, theirs: State) -> None:
    """Both POSTs are kept, each with its id; the sheet's key stays ours, and the person is told."""
    mine = led(journal, KEY, State.SENDING, ours)
    other = led(there, KEY, State.SENDING, theirs)
    report = bring(journal, there)
    [clash] = report.twice
    assert (clash.ours.id, clash.theirs.id) == (mine.id, other.id)
    assert {item.id: item.state for item in journal.all()} == {mine.id: ours, other.id: theirs}
    assert journal.get(KEY).id == mine.id
    assert [item.id for item in journal.all() if row_key(item.key) == KEY and item.key != KEY] == [other.id]
    assert row_key(journal.get(other.id).key) == KEY
    before = all_of(journal)
    assert bring(journal, there).twice == []
    assert all_of(journal) == before


def test_a_row_sent_again_after_a_mistaken_no(journal: Journal, there: Journal) -> None:
    """It was believed absent here and sent again; the other journal has it: a double that is told."""
    row = led(there, KEY, State.SENDING, State.IN_DOUBT)
    bring(journal, there)
    go(journal, row, State.NOT_SENT)
    again = led(journal, KEY, State.SENDING, State.SENT)
    go(there, row, State.SENT)
    report = bring(journal, there)
    assert [clash.ours.id for clash in report.twice] == [again.id]
    assert journal.get(row.id).state is journal.get(again.id).state is State.SENT


def test_a_row_sent_again_there_is_no_double(journal: Journal, there: Journal) -> None:
    """Taken back and sent anew on the other computer: both come, and neither stands in the other's way."""
    row = led(there, KEY, State.SENDING, State.SENT)
    bring(journal, there)
    go(there, row, *UNDO)
    again = led(there, KEY, State.SENDING, State.SENT)
    report = bring(journal, there)
    assert report.twice == []
    assert (journal.get(row.id).state, journal.get(KEY).id) == (State.UNDONE, again.id)


def test_one_id_with_two_meanings_is_told(journal: Journal, there: Journal) -> None:
    """A file that was tampered with does not change what stands here."""
    row = led(journal, KEY, State.SENDING, State.SENT)
    bring(there, journal)
    with closing(sqlite3.connect(there.path)) as raw, raw:
        raw.execute("UPDATE operations SET content = 'other', state = 'undone'")
        raw.execute(
            "INSERT INTO steps (operation, at, before, after, message, answer)"
            " SELECT operation, '2027-01-01', 'sent', 'undone', '', '' FROM steps LIMIT 1"
        )
    report = bring(journal, there)
    assert [clash.ours.id for clash in report.contradictions] == [row.id]
    assert journal.get(row.id).state is State.SENT


WHERE = ("organizze", "api.organizze.com.br:443", "ana@example.com", "organizze_transactions")


def insert(table: str, *values: object) -> str:
    """An INSERT as text: of plain texts and numbers."""
    return f"INSERT INTO {table} VALUES ({', '.join(map(repr, values))})"  # noqa: S608 - a test's own values


def test_an_older_journal_is_understood(journal: Journal, tmp_path: Path) -> None:
    """A colleague who has not updated for long can share what they sent."""
    file = tmp_path / "old.db"
    with closing(sqlite3.connect(file)) as raw, raw:
        for statement in MIGRATIONS[0]:
            raw.execute(statement)
        raw.execute("PRAGMA user_version = 1")
        raw.execute(insert("batches", "bcdfghjk", "bcdfghjm", "b.xlsx", *WHERE[:3], 1, "2026-01-02"))
        place, moment = ("guid", "b.xlsx", "Sheet", 2), "2026-01-02 10:00:00"
        said = (*WHERE, KEY, "x", "y", "", "{}", "{}", *place, "bcdfghjk", "sent", "4711", "", "", "")
        raw.execute(insert("operations", 1, "bcdfghjn", *said, moment, moment, moment))
    before = file.read_bytes()
    merge(journal, [read(file)])
    found = journal.get("bcdfghjn")
    assert (found.state, found.remote_id, found.more) == (State.SENT, "4711", {})
    assert file.read_bytes() == before


def wreck(kind: str, file: Path) -> None:
    """Makes a file no journal in one of many ways."""
    if kind == "missing":
        file.unlink()
    elif kind == "folder":
        file.unlink()
        file.mkdir()
    elif kind == "text":
        file.write_text("id;state\n")
    elif kind == "empty":
        file.write_bytes(b"")
    elif kind == "half":
        file.write_bytes(file.read_bytes()[:9000])
    else:
        statements = {
            "newer": "PRAGMA user_version = 99",
            "no version": "PRAGMA user_version = 0",
            "another program's": "ALTER TABLE steps RENAME TO stages",
            "with a trigger": "CREATE TRIGGER t AFTER UPDATE ON operations BEGIN DELETE FROM steps; END",
            "unknown state": "UPDATE operations SET state = 'lost'",
            "broken json": "UPDATE operations SET typed = '{'",
            "typed numbers": "UPDATE operations SET typed = '{\"amount\": 1}'",
            "no date": "UPDATE operations SET changed_at = 'yesterday'",
            "bytes for text": "UPDATE operations SET remote_id = x'00ff'",
            "no batch": "DELETE FROM batches",
            "strange step": "UPDATE steps SET operation = 'nobody'",
        }
        with closing(sqlite3.connect(file)) as raw, raw:
            raw.execute(statements[kind])


@pytest.mark.parametrize(
    "kind",
    [
        *("missing", "folder", "text", "empty", "half", "newer", "no version", "another program's"),
        *("with a trigger", "unknown state", "broken json", "typed numbers", "no date"),
        *("bytes for text", "no batch", "strange step"),
    ],
)
def test_what_is_no_journal_is_refused(journal: Journal, there: Journal, kind: str) -> None:
    """A wrong or damaged file is named, and nothing of it comes, nor of the files beside it."""
    led(there, KEY, State.SENDING, State.SENT)
    there.close()
    good = there.path.with_name("good.db")
    shutil.copyfile(there.path, good)
    wreck(kind, there.path)
    with pytest.raises(JournalError) as caught:
        merge(journal, [read(good), read(there.path)])
    assert there.path.name in str(caught.value)
    assert "  " not in str(caught.value)
    assert journal.all() == []


def test_what_came_is_known_by_key_and_look(journal: Journal, there: Journal) -> None:
    """An import here sees the colleague's rows: by their keys, and as look-alikes."""
    made = batch("gone")
    row = operation(made, KEY, look="rent", ref="NF-1")
    there.plan(made, [row])
    lead(there, row, State.SENT)
    bring(journal, there)
    assert [item.id for item in journal.with_keys([KEY])] == [row.id]
    assert [item.id for item in journal.alike(SCOPE, ["rent"], [])] == [row.id]
    assert [item.id for item in journal.alike(SCOPE, [], ["NF-1"])] == [row.id]
    with pytest.raises(Taken):
        journal.plan(replace(made, id="another2"), [operation(replace(made, id="another2"), KEY)])
