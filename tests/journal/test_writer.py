"""Steps that share a commit share nothing else."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Timer, main_thread
from time import sleep

import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import IntegrityError, OperationalError

from xl_addin.journal.database import open_engine
from xl_addin.journal.writer import GROUP, Work, Writer


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A journal's database with one more table, in which the tests write."""
    opened = open_engine(f"sqlite:///{tmp_path.as_posix()}/journal.db")
    with opened.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE said (word TEXT PRIMARY KEY)")
    yield opened
    opened.dispose()


@pytest.fixture
def writer(engine: Engine) -> Iterator[Writer]:
    """A writer over it."""
    opened = Writer(engine)
    yield opened
    opened.close()


def writes(word: str) -> Work:
    """A work that writes a word and tells it."""

    def work(connection: Connection) -> str:
        connection.exec_driver_sql("INSERT INTO said VALUES (?)", (word,))
        return word

    return work


def breaks(connection: Connection) -> None:
    """A work that writes half of what it should."""
    writes("half")(connection)
    raise LookupError("a mistake of ours")


def said(engine: Engine) -> list[str]:
    """The words on disk, in the order they were written."""
    with engine.connect() as connection:
        return list(connection.exec_driver_sql("SELECT word FROM said ORDER BY rowid").scalars())


@pytest.fixture
def hold(writer: Writer) -> Iterator[Callable[[], None]]:
    """Keeps the writer busy, so that what comes meanwhile shares a transaction; called, it lets go."""
    begun, go_on = Event(), Event()

    def wait(_connection: Connection) -> None:
        begun.set()
        go_on.wait()

    writer.submit(wait)
    begun.wait()
    yield go_on.set
    go_on.set()


def test_failing_work_leaves_its_neighbours(engine: Engine, writer: Writer, hold: Callable[[], None]) -> None:
    """One row's mistake does not undo the steps of rows that were written with it."""
    futures = [writer.submit(work) for work in (writes("a"), breaks, writes("b"), writes("a"), writes("c"))]
    hold()
    assert [futures[place].result() for place in (0, 2, 4)] == ["a", "b", "c"]
    assert isinstance(futures[1].exception(), LookupError)
    assert isinstance(futures[3].exception(), IntegrityError)
    assert said(engine) == ["a", "b", "c"]


def test_lonely_failing_work_leaves_nothing(engine: Engine, writer: Writer) -> None:
    """Half a step is no step."""
    assert isinstance(writer.submit(breaks).exception(), LookupError)
    assert writer.submit(writes("after")).result() == "after"
    assert said(engine) == ["after"]


def test_order_is_kept(engine: Engine, writer: Writer, hold: Callable[[], None]) -> None:
    """A row's steps are written in the order they happened, however many wait."""
    words = [f"word {number}" for number in range(3 * GROUP + 5)]
    futures = [writer.submit(writes(word)) for word in words]
    hold()
    assert [future.result() for future in futures] == words
    assert said(engine) == words


def test_waiting_steps_share_a_commit(engine: Engine, writer: Writer, hold: Callable[[], None]) -> None:
    """Rows that wait together cost one commit together, which is what makes eight senders fast."""
    commits: list[Connection] = []
    futures = [writer.submit(writes(f"word {number}")) for number in range(GROUP)]
    event.listen(engine, "commit", commits.append)
    hold()
    futures[-1].result()
    assert len(said(engine)) == GROUP
    assert len(commits) <= 2


def test_those_who_wait_write_for_each_other(
    engine: Engine, writer: Writer, hold: Callable[[], None]
) -> None:
    """Of eight senders that wait at one moment each is told of its own step, whoever wrote it."""
    with ThreadPoolExecutor(8) as senders:
        told = [senders.submit(writer.do, writes(f"word {number}")) for number in range(7)]
        told.append(senders.submit(writer.do, breaks))
        hold()
        assert [future.result() for future in told[:7]] == [f"word {number}" for number in range(7)]
        assert isinstance(told[7].exception(), LookupError)
    assert sorted(said(engine)) == [f"word {number}" for number in range(7)]


def test_who_waits_writes_for_many(writer: Writer, hold: Callable[[], None]) -> None:
    """However much was queued before, who waits is done when this returns."""
    with ThreadPoolExecutor(1) as sender:
        earlier = [writer.submit(writes(f"word {number}"), urgent=False) for number in range(3 * GROUP)]
        last = sender.submit(writer.do, writes("last"))
        hold()
        assert last.result() == "last"
        assert all(future.done() for future in earlier)


def test_done_is_on_disk(engine: Engine, writer: Writer) -> None:
    """When a step's future is done, every other program sees the step."""
    for number in range(50):
        writer.submit(writes(f"word {number}")).result()
        assert len(said(engine)) == number + 1


def test_close_writes_what_waits(engine: Engine, writer: Writer, hold: Callable[[], None]) -> None:
    """Ending the program loses no answer."""
    futures = [writer.submit(writes(f"word {number}")) for number in range(2 * GROUP)]
    hold()
    writer.close()
    assert all(future.done() for future in futures)
    assert len(said(engine)) == 2 * GROUP


def test_a_step_that_nobody_waits_for_is_written(engine: Engine, writer: Writer) -> None:
    """The last answer of an import reaches the disk though no further row follows it."""
    assert writer.submit(writes("answer"), urgent=False).result() == "answer"
    assert said(engine) == ["answer"]


def test_an_answer_is_on_disk_with_the_next_beginning(engine: Engine, writer: Writer) -> None:
    """Whoever waits for a step has everything on disk that was queued before it."""
    for number in range(50):
        answer = writer.submit(writes(f"answer {number}"), urgent=False)
        writer.submit(writes(f"beginning {number}")).result()
        assert answer.done()
        assert len(said(engine)) == 2 * number + 2


def test_a_full_disk_passes(engine: Engine, writer: Writer) -> None:
    """A step that found no room is told as failed, and the next one with room is written."""

    def pages(limit: int) -> Work:
        return lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count = {limit}").scalar_one()

    writer.submit(pages(1)).result()  # SQLite takes the pages that there are already for the least
    failed = writer.submit(writes("x" * 100_000))
    assert isinstance(failed.exception(), OperationalError)
    writer.submit(pages(1_000_000)).result()
    assert writer.submit(writes("room")).result() == "room"
    assert said(engine) == ["room"]


def test_closed_writer_takes_nothing(writer: Writer) -> None:
    """A sender that is left behind when the program ends is told so, instead of waiting for ever."""
    writer.close()
    with pytest.raises(RuntimeError, match="closed"):
        writer.submit(writes("late"))
    writer.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signal to a thread")
def test_closing_outlasts_ctrl_c(engine: Engine) -> None:
    """Ctrl-C while the journal is being closed loses no answer: it is heard once all is on disk."""
    writer, begun, go_on = Writer(engine), Event(), Event()

    def slow(connection: Connection) -> None:
        begun.set()
        go_on.wait()
        connection.exec_driver_sql("INSERT INTO said VALUES ('slow')")

    def interrupt() -> None:
        signal.pthread_kill(main_thread().ident or 0, signal.SIGINT)  # it is closing by now
        sleep(0.3)
        go_on.set()

    writer.submit(slow)
    writer.submit(writes("last"), urgent=False)
    begun.wait()
    person = Timer(0.3, interrupt)
    person.start()
    with pytest.raises(KeyboardInterrupt):
        writer.close()
    assert go_on.is_set(), "it was heard before everything was on disk"
    person.join()
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM said").scalar_one() == 2
