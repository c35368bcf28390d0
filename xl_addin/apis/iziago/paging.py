"""Long lists, asked for page by page to their end, and never without an end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from xl_addin.apis.iziago.members import MISSING, reached
from xl_addin.apis.iziago.profile import Paging
from xl_addin.apis.iziago.reading import Misfit, shown
from xl_addin.http.session import Params

MOST_PAGES: Final = 10_000

Ask = Callable[[Params], object]
"""Asks for one page; gives the decoded answer."""
Pages = Iterator[list[Any]]


def pages(ask: Ask, paging: Paging) -> Pages:
    """The records, page by page.

    Raises:
        Misfit: An answer holds no list, a page comes twice, pages do not end or do not add up to the total.
    """
    return _STYLES[paging.style](ask, paging)


def _at_once(ask: Ask, paging: Paging) -> Pages:
    answer = ask({})
    yield answer if isinstance(answer, list) else _items(answer, paging)


def _numbered(ask: Ask, paging: Paging) -> Pages:
    return _counted(ask, paging, lambda pages, _records: {paging.page: paging.first_page + pages})


def _offset(ask: Ask, paging: Paging) -> Pages:
    return _counted(ask, paging, lambda _pages, records: {paging.offset: records})


def _counted(ask: Ask, paging: Paging, at: Callable[[int, int], Params]) -> Pages:
    """Until all are there; without a total, until a page is empty: a short one may be the service's limit.

    A total that the first page fills to the last record may be that page's own: one more page is asked for.
    """
    came, before = 0, list[Any]()
    for number in range(MOST_PAGES):
        answer = ask({**at(number, came), **_size(paging)})
        items = _items(answer, paging)
        if items and items == before:
            raise Misfit("the same page came twice")
        yield items
        came, before = came + len(items), items
        total = _total(answer, paging)
        if total is None and items:
            continue
        if total is None or (came >= total and not (number == 0 and _is_full(items, paging))):
            return
        if came >= total and not items:
            return
        if not items:
            raise Misfit(f"`{paging.total}` says {total}, but {came} records came")
    raise Misfit(f"more than {MOST_PAGES} pages")


def _is_full(items: list[Any], paging: Paging) -> bool:
    """Whether a page has as many records as were asked for, or as a service that takes no size may give."""
    return bool(items) and (not paging.size or len(items) >= paging.records_a_page)


def _followed(ask: Ask, paging: Paging) -> Pages:
    params: Params = _size(paging)
    seen = set[str]()
    while len(seen) < MOST_PAGES:
        answer = ask(params)
        yield _items(answer, paging)
        following = reached(answer, paging.next)
        if following in (MISSING, None, "", False):
            return
        if str(following) in seen:
            raise Misfit(f"`{paging.next}`: the same page is next twice")
        seen.add(str(following))
        params = _link(str(following)) or {**_size(paging), paging.cursor: str(following)}
    raise Misfit(f"more than {MOST_PAGES} pages")


def _link(following: str) -> Mapping[str, str]:
    """The query of a link; its host and path are not gone to. Empty for a cursor."""
    is_link = "?" in following and following.startswith(("https://", "/", "?"))
    return dict(parse_qsl(urlsplit(following).query)) if is_link else {}


def _size(paging: Paging) -> Params:
    return {paging.size: paging.records_a_page} if paging.size else {}


def _items(answer: object, paging: Paging) -> list[Any]:
    items = reached(answer, paging.items) if paging.items else answer
    if items is MISSING:
        raise Misfit(f"`{paging.items}`: missing")
    if not isinstance(items, list):
        raise Misfit(f"`{paging.items or 'the answer'}`: expected a list, got {shown(items)}")
    return items


def _total(answer: object, paging: Paging) -> int | None:
    total = reached(answer, paging.total) if paging.total else None
    return total if isinstance(total, int) and not isinstance(total, bool) else None


_STYLES: Final = {"none": _at_once, "page": _numbered, "offset": _offset, "cursor": _followed}
