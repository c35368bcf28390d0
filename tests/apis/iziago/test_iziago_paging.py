"""Lists in pages: all of it, each record once, and an end."""

from __future__ import annotations

import doctest
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.apis.iziago import days, members, paging
from xl_addin.apis.iziago.profile import Paging, load
from xl_addin.apis.iziago.reading import Misfit

PAGE = load().paging
Ask = Callable[[Any], Any]


def way(style: str, **changes: Any) -> Paging:
    """The built-in names with another style."""
    return msgspec.structs.replace(PAGE, style=style, **changes)


def everything(ask: Ask, how: Paging) -> list[Any]:
    """All records of a list."""
    return [record for page in paging.pages(ask, how) for record in page]


def serving(records: list[Any], how: Paging, limit: int) -> Ask:
    """A service that has these records and gives no more than its own limit at once."""

    def ask(query: Any) -> Any:
        size = min(limit, query.get(how.size, limit))
        if how.style == "none":
            return records
        if how.style == "page":
            start = (query[how.page] - how.first_page) * size
        else:
            start = int(query.get(how.offset if how.style == "offset" else how.cursor, 0))
        following = str(start + size) if start + size < len(records) else None
        answer = {"items": records[start : start + size], "next": following}
        return {**answer, "total": len(records)} if how.total else answer

    return ask


@given(
    count=st.integers(0, 60),
    limit=st.integers(1, 20),
    size=st.integers(1, 30),
    style=st.sampled_from(["none", "page", "offset", "cursor"]),
    total=st.sampled_from(["total", ""]),
    named=st.sampled_from(["size", ""]),
    first=st.sampled_from([0, 1]),
)
def test_every_record_arrives(
    count: int, limit: int, size: int, style: str, total: str, named: str, first: int
) -> None:
    """However a service pages, with a total or without, with a limit of its own or not: nothing is lost."""
    how = way(style, records_a_page=size, total=total, size=named, first_page=first)
    records = [{"id": number} for number in range(count)]
    assert everything(serving(records, how, limit), how) == records


def test_what_is_asked() -> None:
    """The built-in way asks for page 1, 2, ... of 200 records, and for no page too many."""
    asked: list[Any] = []
    records = list(range(450))

    def ask(query: Any) -> Any:
        asked.append(query)
        return serving(records, PAGE, 200)(query)

    assert everything(ask, PAGE) == records
    assert asked == [{"page": number, "size": 200} for number in (1, 2, 3)]


def test_a_link_is_not_followed_elsewhere() -> None:
    """Of a link to the next page the query is used; where it leads is not gone to."""
    asked: list[Any] = []
    links = iter(["https://evil.example/steal?after=7&limit=50", "/v1/x?after=9", None])

    def ask(query: Any) -> Any:
        asked.append(dict(query))
        return {"items": [len(asked)], "next": next(links)}

    assert everything(ask, way("cursor")) == [1, 2, 3]
    assert asked == [{"size": 200}, {"after": "7", "limit": "50"}, {"after": "9"}]


def test_a_deep_member() -> None:
    """The records and the next cursor may stand inside other objects."""
    pages = {None: {"data": {"rows": [1]}, "meta": {"more": "b"}}, "b": {"data": {"rows": [2]}, "meta": {}}}
    how = way("cursor", items="data.rows", next="meta.more")
    assert everything(lambda query: pages[query.get("cursor")], how) == [1, 2]


def test_an_answer_that_is_the_list() -> None:
    """Without a name for the records the answer itself is the list."""
    assert everything(
        lambda query: [1, 2] if query["page"] == 1 else [], way("page", items="", total="")
    ) == [1, 2]
    assert everything(lambda _query: {"items": [1]}, way("none")) == [1]


@pytest.mark.parametrize(
    ("style", "answers", "said"),
    [
        ("page", lambda _n: {"items": [1], "total": 9}, "the same page came twice"),
        ("offset", lambda _n: {"items": [1]}, "the same page came twice"),
        ("page", lambda n: {"items": [n]}, "more than 10000 pages"),
        ("page", lambda n: {"items": [n] if n < 3 else [], "total": 9}, "`total` says 9, but 3 records came"),
        ("cursor", lambda n: {"items": [n], "next": "a"}, "`next`: the same page is next twice"),
        ("cursor", lambda n: {"items": [n], "next": n + 1}, "more than 10000 pages"),
        ("page", lambda _n: {"records": []}, "`items`: missing"),
        ("page", lambda _n: {"items": None}, "`items`: expected a list, got null"),
        ("page", lambda _n: [], "`items`: missing"),
        ("none", lambda _n: {"items": {}}, "`items`: expected a list, got an object"),
    ],
)
def test_a_list_that_cannot_be_trusted(style: str, answers: Callable[[int], Any], said: str) -> None:
    """A list that has no end, or not what it says it has, is an error: no part is taken for the whole."""
    numbers = iter(range(100_000))
    with pytest.raises(Misfit) as caught:
        everything(lambda _query: answers(next(numbers)), way(style))
    assert str(caught.value) == said


def test_the_examples_in_the_code_hold() -> None:
    """What the docstrings show is so."""
    assert [doctest.testmod(module).failed for module in (members, days)] == [0, 0]
