"""Any number of imports, crashes and undos in any order: the journal stays true to a simple model."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule
from rows import ALLOWED, FREE, SCOPE, batch, operation

from xl_addin.errors import JournalError
from xl_addin.journal.operation import Facts, Scope
from xl_addin.journal.purge import purge
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal, Taken
from xl_addin.settling.resolve import resolve

REHEARSAL = Scope(SCOPE.system, "127.0.0.1:8443", SCOPE.company, SCOPE.template)
SCOPES = st.sampled_from([SCOPE, REHEARSAL])
KEYS = st.lists(st.sampled_from(["b2222222", "c3333333", "d4444444"]), min_size=1, max_size=3, unique=True)
STATES = st.sampled_from(State)
SIDES = st.integers(0, 1)
CHOICES = st.lists(st.sampled_from([0, 0, 0, 1, 2, 3]), min_size=1, max_size=5)


@dataclass
class Row:
    """What the model knows of an operation."""

    scope: Scope
    key: str
    run: str
    state: State = State.PLANNED
    remote_id: str = ""
    message: str = ""
    told: list[tuple[State, State, str]] = field(default_factory=list)
    empty: bool = False

    def move(self, after: State, message: str) -> None:
        """Follows a step of the journal."""
        self.told.append((self.state, after, message))
        self.state, self.message = after, message


class JournalMachine(RuleBasedStateMachine):
    """Two programs with the same journal open, and runs that begin and die."""

    operations = Bundle("operations")

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.url = f"sqlite:///{Path(self.folder.name).as_posix()}/journal.db"
        self.sides = [Journal(self.url), Journal(self.url)]
        self.alive: dict[str, ExitStack] = {}
        self.run_of = ["", ""]
        self.rows: dict[str, Row] = {}
        self.said = 0

    def teardown(self) -> None:
        """Ends the runs, then closes both programs."""
        for held in self.alive.values():
            held.close()
        for journal in self.sides:
            journal.close()
        self.folder.cleanup()

    def words(self) -> str:
        """A message that was never said before."""
        self.said += 1
        return f"message {self.said}"

    def run(self, side: int) -> str:
        """The side's living run; a new one takes its lock."""
        if self.run_of[side] not in self.alive:
            held = ExitStack()
            self.run_of[side] = held.enter_context(self.sides[side].runs.begin())
            self.alive[self.run_of[side]] = held
        return self.run_of[side]

    @rule(side=SIDES)
    def die(self, side: int) -> None:
        """An import ends, and leaves behind whatever it had begun."""
        if self.run_of[side] in self.alive:
            self.alive.pop(self.run_of[side]).close()

    @initialize(target=operations, scope=SCOPES, keys=KEYS, side=SIDES)
    def begin(self, scope: Scope, keys: list[str], side: int) -> object:
        """The first import."""
        return self.plan_rows(scope, keys, side)

    @rule(target=operations, scope=SCOPES, keys=KEYS, side=SIDES)
    def plan(self, scope: Scope, keys: list[str], side: int) -> object:
        """An import plans some rows: all of them, or none if one is live."""
        return self.plan_rows(scope, keys, side)

    def plan_rows(self, scope: Scope, keys: list[str], side: int) -> object:
        """Plans, and expects what the model says."""
        run = self.run(side)
        made = batch(run)
        new = [operation(made, key, scope) for key in keys]
        if any(
            row.scope == scope and row.key in keys and row.state not in FREE for row in self.rows.values()
        ):
            with pytest.raises(Taken):
                self.sides[side].plan(made, new)
            return multiple()
        self.sides[side].plan(made, new)
        self.rows |= {item.id: Row(scope, item.key, run) for item in new}
        return multiple(*(item.id for item in new))

    @rule(name=operations, choices=CHOICES, waits=st.booleans(), side=SIDES)
    def go_on(self, name: str, choices: list[int], waits: bool, side: int) -> None:
        """Some steps that may follow one another."""
        row = self.rows[name]
        for choice in choices:
            following = sorted(ALLOWED[row.state], key=lambda state: (state in FREE, state))
            if following:
                self.step(name, following[choice % len(following)], waits, side)

    def step(self, name: str, after: State, waits: bool, side: int) -> None:
        """One allowed step; the first answer brings the id."""
        row = self.rows[name]
        first_sent = after is State.SENT and not row.remote_id
        facts = Facts(message=self.words(), remote_id=f"id of {name}" if first_sent else None)
        if waits:
            assert self.sides[side].step(name, row.state, after, facts)
        else:
            future = self.sides[side].step_soon(name, row.state, after, facts)
            self.sides[side].flush()
            assert future.done()
            assert future.result()
        row.remote_id = facts.remote_id or row.remote_id
        row.move(after, facts.message or "")

    @rule(name=operations, choices=CHOICES, side=SIDES)
    def go_on_at_once(self, name: str, choices: list[int], side: int) -> None:
        """Several steps follow one another before any of them is on disk; then all are."""
        row, futures = self.rows[name], []
        for choice in choices:
            following = sorted(ALLOWED[row.state], key=lambda state: (state in FREE, state))
            if following:
                after, facts = following[choice % len(following)], Facts(message=self.words())
                if after is State.SENT and not row.remote_id:
                    row.remote_id = f"id of {name}"
                    facts = Facts(message=facts.message, remote_id=row.remote_id)
                futures.append(self.sides[side].step_soon(name, row.state, after, facts))
                row.move(after, facts.message or "")
        self.sides[side].flush()
        assert all(future.done() and future.result() for future in futures)

    @rule(name=operations, found=st.booleans(), side=SIDES)
    def resolve(self, name: str, found: bool, side: int) -> None:
        """A person says whether a record in doubt is there, or one that an undo left."""
        row = self.rows[name]
        absent = {State.IN_DOUBT: State.NOT_SENT, State.UNDOING: State.UNDONE}
        sent_as = f"id of {name}" if found else None
        if row.state not in absent:
            with pytest.raises(JournalError):
                resolve(self.sides[side], name, sent_as=sent_as)
            return
        after = resolve(self.sides[side], name, sent_as=sent_as)
        assert after is (State.SENT if found else absent[row.state])
        row.remote_id = sent_as or row.remote_id
        row.move(after, self.sides[side].get(name).message)

    @rule(side=SIDES)
    def purge(self, side: int) -> None:
        """The contents of what is not there are forgotten; no operation is."""
        purged = {name: row for name, row in self.rows.items() if row.state in FREE and not row.empty}
        assert purge(self.sides[side], datetime.now(UTC) + timedelta(days=1)).contents == len(purged)
        for name, row in purged.items():
            row.empty, row.message = True, self.sides[side].get(name).message
            row.told = [(before, after, "") for before, after, _ in row.told]

    @rule(name=operations, before=STATES, after=STATES, side=SIDES)
    def step_mistakenly(self, name: str, before: State, after: State, side: int) -> None:
        """A step that is never allowed, or from where the operation is not."""
        row = self.rows[name]
        if after not in ALLOWED[before]:
            with pytest.raises(ValueError, match="never steps"):
                self.sides[side].step(name, before, after)
        elif before is not row.state:
            assert not self.sides[side].step(name, before, after, Facts(message="wrong", remote_id="wrong"))

    @rule(name=operations, side=SIDES)
    def note(self, name: str, side: int) -> None:
        """One more attempt is written down."""
        row, text = self.rows[name], self.words()
        self.sides[side].note(name, row.state, Facts(message=text, status=429))
        row.told.append((row.state, row.state, text))

    @rule(side=SIDES)
    def settle_orphans(self, side: int) -> None:
        """A program looks after dead imports: planned was not sent, sending is in doubt, all else stays."""
        truth = {State.PLANNED: State.NOT_SENT, State.SENDING: State.IN_DOUBT}
        orphans = {
            name: row for name, row in self.rows.items() if row.state in truth and row.run not in self.alive
        }
        moved = self.sides[side].settle_orphans()
        assert {item.id: item.state for item in moved} == {name: row.state for name, row in orphans.items()}
        for name, row in orphans.items():
            message = self.sides[side].get(name).message
            assert message
            row.move(truth[row.state], message)

    @rule(side=SIDES)
    def reopen(self, side: int) -> None:
        """A program ends and starts again."""
        self.sides[side].close()
        self.sides[side] = Journal(self.url)

    @invariant()
    def every_operation_is_as_the_model_says(self) -> None:
        """Both programs see what was done, and nothing else."""
        found = self.sides[self.said % 2].all()
        assert {item.id: (item.scope, item.key, item.state, item.message) for item in found} == {
            name: (row.scope, row.key, row.state, row.message) for name, row in self.rows.items()
        }

    @invariant()
    def at_most_one_is_live(self) -> None:
        """No row has two operations that are sent, or may be."""
        live = [(item.scope, item.key) for item in self.sides[0].all() if item.state not in FREE]
        assert len(live) == len(set(live))

    @invariant()
    def histories_add_up(self) -> None:
        """Each step follows the one before it, is allowed, and the last one leads to the state."""
        for item in self.sides[0].all():
            steps = self.sides[0].history(item.id)
            states = [State.PLANNED, *(step.after for step in steps)]
            assert [step.before for step in steps] == states[:-1]
            assert item.state is states[-1]
            assert all(step.before is step.after or step.after in ALLOWED[step.before] for step in steps)

    @invariant()
    def nothing_but_what_is_free_is_empty(self) -> None:
        """By its typed values and its request a row that was sent is recognised."""
        for item in self.sides[1].all():
            assert bool(item.request and item.typed) is not self.rows[item.id].empty

    @invariant()
    def nothing_sent_is_lost(self) -> None:
        """What was sent stays sent, with its id, until it is taken back."""
        after_sent = {State.SENT, State.UNDOING, State.UNDONE}
        for name, row in self.rows.items():
            if any(after is State.SENT for _, after, _ in row.told):
                found = self.sides[1].get(name)
                assert found.state in after_sent
                assert found.remote_id == f"id of {name}"

    @invariant()
    def history_tells_every_step(self) -> None:
        """The history holds every step and note, in order."""
        for name, row in self.rows.items():
            told = self.sides[0].history(name)
            assert [(step.before, step.after, step.facts.message) for step in told] == row.told
            assert [step.at for step in told] == sorted(step.at for step in told)


TestJournalMachine = JournalMachine.TestCase
TestJournalMachine.__doc__ = (
    "Whatever happens in whatever order, no row is live twice and nothing sent is lost."
)
TestJournalMachine.settings = settings(max_examples=25, stateful_step_count=40, deadline=None)
