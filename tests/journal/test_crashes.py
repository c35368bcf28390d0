"""A program is killed: what it had been told is on disk is there, and the next one reads the truth."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from programs import Program
from rows import ALLOWED, plan

from xl_addin.journal.states import State
from xl_addin.journal.store import Journal

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")


@pytest.fixture
def program(url: str) -> Iterator[Program]:
    """Another program, the first to open the journal."""
    with Program(url) as started:
        yield started


def reach(program: Program, key: str, *states: State) -> str:
    """Lets the program plan a row and take it through states; the operation's id."""
    name = program.ask(f"plan {key}")
    for before, after in zip((State.PLANNED, *states), states, strict=False):
        assert program.ask(f"step {name} {before} {after}") == "True"
    return name


@pytest.mark.parametrize(
    ("states", "truth"),
    [
        ((), State.NOT_SENT),
        ((State.SENDING,), State.IN_DOUBT),
        ((State.SENDING, State.SENT), State.SENT),
        ((State.SENDING, State.REJECTED), State.REJECTED),
        ((State.SENDING, State.IN_DOUBT), State.IN_DOUBT),
        ((State.SENDING, State.SENT, State.UNDOING), State.UNDOING),
    ],
    ids=lambda given: str(given) if isinstance(given, State) else (given[-1] if given else "planned"),
)
def test_killed_after_a_step(program: Program, url: str, states: tuple[State, ...], truth: State) -> None:
    """Planned was not sent, sending is in doubt, and what was decided stays decided."""
    name = reach(program, "k2345678", *states)
    assert program.ask("die") == ""
    program.wait()
    last = states[-1] if states else State.PLANNED
    with Journal(url) as journal:
        assert journal.get(name).state is last
        assert [item.id for item in journal.settle_orphans()] == ([name] if truth is not last else [])
        found = journal.get(name)
        assert found.state is truth
        assert journal.settle_orphans() == []
        history = journal.history(name)
        assert [step.after for step in history] == [*states, *([truth] if truth is not last else [])]
        assert found.message == history[-1].facts.message


@pytest.mark.parametrize(("before", "after"), [("planned", "sending"), ("planned", "not_sent")])
def test_killed_on_the_line_after_step(program: Program, url: str, before: str, after: str) -> None:
    """Once `step` has returned, not a single instruction more is needed for the step to be on disk."""
    name = program.ask("plan k2345678")
    assert program.ask(f"step {name} {before} {after}; die") == ""
    with Journal(url) as journal:
        assert journal.get(name).state == after
        assert [step.after for step in journal.history(name)] == [after]


def test_killed_on_the_line_after_plan(program: Program, url: str) -> None:
    """A plan is on disk when it returns; its rows were certainly not sent and can be planned again."""
    assert program.ask("plan b2222222 c3333333; die") == ""
    program.wait()
    with Journal(url) as journal, journal.runs.begin() as run:
        assert [item.state for item in journal.settle_orphans()] == [State.PLANNED] * 2
        assert {item.state for item in journal.all()} == {State.NOT_SENT}
        plan(journal, run, ["b2222222", "c3333333"])


def test_living_import_is_left_alone(program: Program, url: str) -> None:
    """Looking at the journal while an import works does not put its rows in doubt."""
    waiting, sending = reach(program, "b2222222"), reach(program, "c3333333", State.SENDING)
    with Journal(url) as journal:
        assert journal.runs.alive(program.run)
        assert journal.settle_orphans() == []
        program.kill()
        assert not journal.runs.alive(program.run)
        moved = {item.id: item.state for item in journal.settle_orphans()}
        assert moved == {waiting: State.PLANNED, sending: State.SENDING}


def test_import_reached_by_another_path_is_left_alone(url: str, tmp_path: Path) -> None:
    """A journal behind a link is the same journal: who works on it is seen from both sides."""
    with Journal(url) as journal:
        link = tmp_path / "linked.db"
        link.symlink_to(journal.path)
        with Program(f"sqlite:///{link.as_posix()}") as program:
            reach(program, "k2345678", State.SENDING)
            assert journal.settle_orphans() == []


def test_import_that_ended_well_leaves_no_lock(program: Program, url: str) -> None:
    """The folder of locks does not grow with every import."""
    reach(program, "k2345678", State.SENDING, State.SENT)
    program.ask("end")
    assert program.wait() == 0
    with Journal(url) as journal:
        assert not journal.runs.alive(program.run)
        locks = journal.path.with_name(journal.path.name + ".locks")
        assert not list(locks.glob("run-*"))


def test_failed_import_leaves_no_lock(journal: Journal) -> None:
    """An import that ends with an error is over, and cleans up behind it."""

    def fail() -> None:
        with journal.runs.begin() as run:
            assert journal.runs.alive(run)
            raise LookupError(run)

    with pytest.raises(LookupError) as caught:
        fail()
    assert not journal.runs.alive(caught.value.args[0])
    assert not list(journal.path.with_name(journal.path.name + ".locks").glob("run-*"))


SENDERS = """
import os, sys, threading
from rows import plan
from xl_addin.journal.keys import new_key
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal

journal = Journal(sys.argv[1])
with journal.runs.begin() as run:
    rows = plan(journal, run, [new_key() for _ in range(5_000)])

    def send(mine):
        for row in mine:
            journal.step(row.id, State.PLANNED, State.SENDING)
            os.write(1, f"{row.id} sending\\n".encode())
            journal.step(row.id, State.SENDING, State.SENT)
            os.write(1, f"{row.id} sent\\n".encode())

    for number in range(8):
        threading.Thread(target=send, args=(rows[number::8],), daemon=True).start()
    threading.Event().wait()
"""


@pytest.mark.parametrize("lines", [1, 100, 1_000])
def test_killed_in_the_middle_of_sending(url: str, lines: int) -> None:
    """Eight senders share their commits; whatever one of them was told before the crash holds."""
    told: dict[str, State] = {}
    with subprocess.Popen(
        [sys.executable, "-c", SENDERS, url], stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent
    ) as process:
        assert process.stdout is not None
        heard = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        heard += process.stdout.readlines()
    for name, state in (line.split() for line in heard if line.endswith("\n")):
        told[name] = State(state)
    assert len(told) >= lines // 2
    with Journal(url) as journal:
        found = {item.id: item.state for item in journal.all()}
        assert len(found) == 5_000
        for name, state in told.items():
            assert found[name] is state or found[name] in ALLOWED[state]
        journal.settle_orphans()
        assert {item.state for item in journal.all()} <= {State.NOT_SENT, State.IN_DOUBT, State.SENT}
        assert [item.id for item in journal.in_states(State.SENT)] == [
            name for name, state in found.items() if state is State.SENT
        ]
