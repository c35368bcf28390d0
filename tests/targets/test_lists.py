"""Lists that are fetched side by side."""

from __future__ import annotations

from functools import cached_property
from threading import Barrier

import pytest

from xl_addin.errors import NothingSent
from xl_addin.targets.lists import ask_together, fetch_together


class Lists:
    """Two lists of a service that answers only when it is asked for both."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._both = Barrier(2, timeout=60)

    @cached_property
    def accounts(self) -> list[str]:
        """One of them."""
        self.asked.append("accounts")
        self._both.wait()
        return ["cash"]

    @cached_property
    def categories(self) -> list[str]:
        """The other one."""
        self.asked.append("categories")
        self._both.wait()
        return ["food"]

    @cached_property
    def cards(self) -> list[str]:
        """One that cannot be had."""
        raise NothingSent("no connection")


def test_nobody_waits_for_one_list_before_asking_for_the_next() -> None:
    """Looking names up takes as long as the slowest list, and each is asked for once."""
    lists = Lists()
    fetch_together(lists, ["accounts", "categories"])
    assert (lists.accounts, lists.categories) == (["cash"], ["food"])
    assert sorted(lists.asked) == ["accounts", "categories"]


def test_a_list_that_cannot_be_had_is_told() -> None:
    """No row is resolved with half of the names."""
    with pytest.raises(NothingSent, match="no connection"):
        fetch_together(Lists(), ["cards"])


def test_no_list_is_no_request() -> None:
    """Rows that name nothing ask for nothing."""
    lists = Lists()
    fetch_together(lists, [])
    assert lists.asked == []


def test_questions_are_asked_side_by_side() -> None:
    """Nobody waits for one answer before asking for the next; the answers stand in the questions' order."""
    lists = Lists()
    assert ask_together([lambda: lists.accounts, lambda: lists.categories]) == [["cash"], ["food"]]


def test_what_is_asked_together_fails_together() -> None:
    """One question that is not answered is told; none is passed over."""
    with pytest.raises(NothingSent, match="no connection"):
        ask_together([lambda: [], lambda: Lists().cards])
