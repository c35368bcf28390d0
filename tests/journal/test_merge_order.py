"""Several computers work, share journals now and then, and at the end: in which order does not matter."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from rows import ALLOWED, FREE, plan

from xl_addin.journal.contents import Contents, read
from xl_addin.journal.keys import row_key
from xl_addin.journal.merge import merge
from xl_addin.journal.operation import Facts
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal, Taken

KEYS = ("b2222222", "c3333333")
WHO = st.integers(0, 2)
PLAN = st.tuples(st.just("plan"), WHO, st.sampled_from(KEYS), st.just(0))
STEP = st.tuples(st.just("step"), WHO, st.integers(0, 5), st.integers(0, 3))
SHARE = st.tuples(st.just("share"), WHO, WHO, st.just(0))
STORY = st.lists(st.one_of(PLAN, STEP, STEP, STEP, SHARE), min_size=4, max_size=30)
WAS_THERE = {State.SENT, State.UNDOING, State.UNDONE}


class Firm:
    """Three computers with a journal each."""

    def __init__(self, folder: Path, held: ExitStack) -> None:
        self._folder = folder
        self._held = held
        self.journals = [self.journal(f"computer {number}") for number in range(3)]

    def journal(self, name: str) -> Journal:
        """An empty journal."""
        (self._folder / name).mkdir()
        return self._held.enter_context(
            Journal(f"sqlite:///{(self._folder / name / 'journal.db').as_posix()}")
        )

    def live(self, story: Sequence[tuple[str, int, object, int]]) -> list[Contents]:
        """Lets it happen; the journals at the end."""
        for what, who, which, choice in story:
            getattr(self, what)(self.journals[who], which, choice)
        return [read(journal.path) for journal in self.journals]

    def plan(self, journal: Journal, key: str, _choice: int) -> None:
        """An import plans a row, if that is not live there."""
        try:
            plan(journal, "gone", [key])
        except Taken:
            return

    def step(self, journal: Journal, which: int, choice: int) -> None:
        """A row goes on; a record has one id whoever finds it."""
        operations = journal.all()
        if not operations:
            return
        row = operations[which % len(operations)]
        following = sorted(ALLOWED[row.state], key=lambda state: (state in FREE, state))
        if following:
            after = following[choice % len(following)]
            journal.step(row.id, row.state, after, Facts(remote_id=f"id-{row.id}"))

    def share(self, journal: Journal, other: int, _choice: int) -> None:
        """One merges another's journal."""
        merge(journal, [read(self.journals[other].path)])


def sent(journal: Journal) -> set[tuple[str, str]]:
    """The rows that are sent, by key and operation."""
    return {(row_key(item.key), item.id) for item in journal.all() if item.state is State.SENT}


@given(story=STORY)
@settings(max_examples=20, deadline=None)
def test_the_order_of_merging_does_not_matter(story: list[tuple[str, int, object, int]]) -> None:
    """Whoever merges whose journal first: the same rows count as sent, none is lost, none is live twice."""
    with TemporaryDirectory() as folder, ExitStack() as held:
        firm = Firm(Path(folder), held)
        first, second, third = firm.live(story)
        orders = [(first, second, third), (third, second, first), (second, first, third)]
        results = [firm.journal(f"order {number}") for number in range(len(orders))]
        for journal, order in zip(results, orders, strict=True):
            merge(journal, order)
        assert len({frozenset(sent(journal)) for journal in results}) == 1
        for journal in results:
            _check(journal, [first, second, third])


def _check(journal: Journal, merged: list[Contents]) -> None:
    found = {item.id: item for item in journal.all()}
    live = [(item.scope, item.key) for item in found.values() if item.state not in FREE]
    assert len(live) == len(set(live))
    for contents in merged:
        for item in contents.operations:
            assert item.state is not State.SENT or found[item.id].state in WAS_THERE
            assert item.state is not State.IN_DOUBT or found[item.id].id == item.id
    for item in found.values():
        steps = journal.history(item.id)
        assert item.state is (steps[-1].after if steps else State.PLANNED)
    again = {item.id: (item, journal.history(item.id)) for item in found.values()}
    merge(journal, merged)
    assert {item.id: (item, journal.history(item.id)) for item in journal.all()} == again
