"""Records that move from one answer to another: what was fetched before they did is not good any more."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from math import inf
from typing import Any, TypeVar

import msgspec

from xl_addin.functions.cache.answer import Kept
from xl_addin.functions.cache.memory import Memory
from xl_addin.functions.cache.question import Question
from xl_addin.functions.cache.snapshot import Snapshot

T = TypeVar("T")


class Moves:
    """When the answers to some siblings were last found to be of different moments.

    Somebody corrects a date: the record leaves one month and comes into another. The first one is asked
    again soon. Then the other one is old, however long it would have been good.
    """

    def __init__(self, memory: Memory, snapshot: Snapshot | None, began: float) -> None:
        """Nothing has moved yet, besides what the snapshot tells.

        Args:
            memory: Where the last answers are.
            snapshot: Where they are besides, and where this outlives the program.
            began: When this program did, in seconds since 1970.
        """
        self._memory = memory
        self._snapshot = snapshot
        self._began = began
        self._since: dict[tuple[str, str], float] = {}
        self._count = 0

    @property
    def count(self) -> int:
        """How often something was found to have moved since the program began."""
        return self._count

    def since(self, question: Question[Any]) -> float:
        """The moment from which an answer may be; what was fetched before it is not good any more."""
        if question.siblings is None:
            return -inf
        name = question.scope, question.siblings.what
        known = self._since.get(name)
        if known is None:
            kept = self._from_disk(_moment(*name))
            known = self._since[name] = kept.value if kept else -inf
        return known

    def look(self, asked: Sequence[Question[T]], answers: Sequence[T], at: float, now: float) -> None:
        """Compares new answers with those whose place they take, and with their siblings'.

        A record that is missing has gone to a sibling or nowhere: where it is, is known only of a sibling
        that was asked after the answer that had it. One that came, and that a sibling has too, has left the
        older one of the two.

        Args:
            asked: Siblings, or one question that has none.
            answers: To them, in their order; those before are still kept.
            at: When they were asked, in seconds since 1970.
            now: Likewise.
        """
        before = [(question, kept) for question in asked if (kept := self._last(question)) and kept.at <= at]
        had = set(_ids((question, kept.value) for question, kept in before))
        has = set(_ids(zip(asked, answers, strict=True)))
        came, gone, since = has - had, had - has, -inf
        had_at = max((kept.at for _, kept in before), default=-inf)
        for question, kept in self._others(asked, first_time=not before) if came or gone else ():
            if had_at < kept.at:
                gone.difference_update(_ids([(question, kept.value)]))
            if kept.at <= now and not came.isdisjoint(_ids([(question, kept.value)])):
                since = max(since, at, kept.at)
        if gone or since > -inf:
            self._put(asked[0], max(since, at), now)

    def _others(
        self, asked: Sequence[Question[T]], *, first_time: bool
    ) -> Iterator[tuple[Question[T], Kept]]:
        """The siblings of some questions that have answers.

        Where these are asked for the first time, what memory has lost since the program began is passed
        over: a list of many years is asked for by and by, and would be read from the disk each time.
        """
        first = asked[0]
        if first.siblings is None:
            return
        start = f"{first.scope} {first.siblings.what}"
        keys = set(self._memory.beginning(f"{start} "))
        on_disk = self._snapshot.beginning(start) if self._snapshot else {}
        keys |= {key for key, at in on_disk.items() if at < self._began or not first_time}
        for key in keys - {question.key for question in asked}:
            question = replace(first, what=key.removeprefix(f"{first.scope} "))
            if kept := self._last(question):
                yield question, kept

    def _last(self, question: Question[Any]) -> Kept | None:
        """The last answer. What only the disk has is not brought into memory: no cell may want it."""
        return self._memory.get(question.key) or self._from_disk(question)

    def _from_disk(self, question: Question[Any]) -> Kept | None:
        return self._snapshot.get(question) if self._snapshot else None

    def _put(self, question: Question[Any], since: float, now: float) -> None:
        if question.siblings:
            name = question.scope, question.siblings.what
            self._since[name] = since
            self._count += 1
            if self._snapshot:
                self._snapshot.put([(_moment(*name), msgspec.msgpack.encode(since))], since, now)


def _ids(answers: Iterable[tuple[Question[Any], Any]]) -> Iterator[Hashable]:
    """Of all records in some answers; none where nobody knows what moves."""
    for question, answer in answers:
        if question.siblings:
            yield from question.siblings.ids(question.what, answer)


def _moment(scope: str, what: str) -> Question[float]:
    """Under what name a moment is kept, as an answer among the others."""
    return Question(scope, f"moved {what}", float, inf)
