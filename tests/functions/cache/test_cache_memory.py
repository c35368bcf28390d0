"""Answers take no more memory than they may."""

from __future__ import annotations

from pathlib import Path

from asking import START, OpenCache, Service, question

from xl_addin.functions.cache.answer import Kept
from xl_addin.functions.cache.memory import Memory
from xl_addin.functions.cache.snapshot import Snapshot


def test_what_was_not_used_for_longest_makes_room() -> None:
    """Months that nobody looks at any more are let go first."""
    memory = Memory(largest=100)
    for name in ("a", "b"):
        memory.put(name, Kept(name, START), 40)
    assert memory.get("a")
    memory.put("c", Kept("c", START), 40)
    assert [bool(memory.get(name)) for name in "abc"] == [True, False, True]


def test_an_answer_larger_than_the_room_is_not_kept() -> None:
    """One huge list does not drive out everything else, and an older one of the same is not kept for it."""
    memory = Memory(largest=100)
    memory.put("a", Kept("a", START), 50)
    memory.put("b", Kept("b", START), 50)
    memory.put("a", Kept("huge", START), 101)
    assert [bool(memory.get(name)) for name in "ab"] == [False, True]


def test_what_memory_let_go_is_on_the_disk(tmp_path: Path, open_cache: OpenCache, service: Service) -> None:
    """A limit on memory costs no request where the disk has the answer."""
    cache = open_cache(Snapshot(tmp_path, START), Memory(largest=2))
    names = [f"month {number}" for number in range(10)]
    for _ in range(3):
        assert [cache.ask([[question(name)]], service) for name in names] == [[1]] * 10
    assert len(service.asked) == 10


def test_without_a_disk_it_is_asked_again(open_cache: OpenCache, service: Service) -> None:
    """An answer for which there is no room is still shown: it came with the request."""
    cache = open_cache(None, Memory(largest=0))
    assert cache.ask([[question("1"), question("2")]], service) == [1, 1]
    assert cache.ask([[question("1")]], service) == [1]
    assert service.asked == [["1", "2"], ["1"]]
