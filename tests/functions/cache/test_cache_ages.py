"""How long an answer is taken as it is, and what is shown when no newer one can be had."""

from __future__ import annotations

import pytest
from asking import START, Clock, Service, question

from xl_addin.errors import (
    FateUnknown,
    NothingSent,
    TooManyRequests,
    Unauthorized,
    UnreadableAnswer,
    XlAddinError,
)
from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.setbacks import FIRST_REST, LONGEST_ASKED, LONGEST_REST
from xl_addin.functions.cache.trace import Trace
from xl_addin.functions.reasons import reason

FAILURES = [
    NothingSent("down"),
    FateUnknown("slow"),
    Unauthorized("refused", status=401),
    Unauthorized("refused", status=403),
    TooManyRequests("busy", retry_after=None),
    UnreadableAnswer("nonsense"),
]


def ids(error: XlAddinError) -> str:
    """For pytest."""
    return f"{type(error).__name__}-{getattr(error, 'status', None)}"


def test_a_young_answer_is_not_asked_again(
    cache: Cache, service: Service, clock: Clock, trace: Trace
) -> None:
    """Within its time to live an answer costs no request, and its age is that of the request."""
    cache.ask([[question(fresh_for=60)]], service)
    clock.now += 59
    assert cache.ask([[question(fresh_for=60)]], service) == [1]
    assert (len(service.asked), trace.oldest, trace.stale) == (1, START, [])


def test_an_old_answer_is_asked_again(cache: Cache, service: Service, clock: Clock, trace: Trace) -> None:
    """After its time to live the next cell asks."""
    cache.ask([[question(fresh_for=60)]], service)
    clock.now += 60
    service.answer = 2
    assert cache.ask([[question(fresh_for=60)]], service) == [2]
    assert trace.stale == []


def test_refresh_asks_everything_again(cache: Cache, service: Service, clock: Clock) -> None:
    """Who presses Refresh sees what the service says now, even where the last answer is young."""
    cache.ask([[question()]], service)
    clock.now += 1
    cache.refresh()
    service.answer = 2
    assert cache.ask([[question()]], service) == [2]


def test_a_clock_that_is_set_back_hides_no_news(cache: Cache, service: Service, clock: Clock) -> None:
    """An answer out of the future is asked again, and the newer answer takes its place."""
    cache.ask([[question()]], service)
    clock.now -= 86_400
    service.answer = 2
    assert cache.ask([[question()]], service) == [2]
    assert cache.ask([[question()]], service) == [2]
    assert len(service.asked) == 2


@pytest.mark.parametrize("failure", FAILURES, ids=ids)
def test_without_an_earlier_answer_the_failure_is_told(
    cache: Cache, service: Service, failure: XlAddinError
) -> None:
    """A cell whose service fails shows an error with the reason, never a zero."""
    service.failure = failure
    with pytest.raises(type(failure), match=failure.message):
        cache.ask([[question()]], service)


@pytest.mark.parametrize("failure", FAILURES, ids=ids)
def test_an_earlier_answer_stays_and_is_marked(
    cache: Cache, service: Service, clock: Clock, trace: Trace, failure: XlAddinError
) -> None:
    """The last value stays when the service fails, with its age and why there is nothing newer."""
    cache.ask([[question()]], service)
    clock.now += 3600
    service.failure = failure
    assert cache.ask([[question()]], service) == [1]
    assert (trace.oldest, trace.stale, trace.waiting) == (START, [reason(failure)], False)


@pytest.mark.parametrize("failure", FAILURES, ids=ids)
def test_a_service_that_fails_is_left_alone_for_a_while(
    cache: Cache, service: Service, clock: Clock, failure: XlAddinError
) -> None:
    """A thousand cells do not knock a thousand times; each failure doubles the rest, within reason."""
    service.failure = failure
    rest = FIRST_REST
    for failures in range(1, 9):
        for _ in range(3):
            with pytest.raises(type(failure)):
                cache.ask([[question()]], service)
        assert len(service.asked) == failures
        clock.now += rest
        rest = min(rest * 2, LONGEST_REST)


def test_a_service_that_works_again_is_forgiven(cache: Cache, service: Service, clock: Clock) -> None:
    """After an answer the next failure counts as the first."""
    service.failure = FateUnknown("slow")
    for rest in (FIRST_REST, 2 * FIRST_REST):
        with pytest.raises(FateUnknown):
            cache.ask([[question()]], service)
        clock.now += rest
    service.failure = None
    assert cache.ask([[question(fresh_for=1)]], service) == [1]
    clock.now += 1
    service.failure = FateUnknown("slow")
    cache.ask([[question(fresh_for=1)]], service)
    clock.now += FIRST_REST
    service.failure, service.answer = None, 2
    assert cache.ask([[question(fresh_for=1)]], service) == [2]


@pytest.mark.parametrize(
    ("failure", "all_of_it"),
    [
        (NothingSent("down"), True),
        (Unauthorized("wrong token", status=401), True),
        (TooManyRequests("busy", retry_after=None), True),
        (Unauthorized("not this module", status=403), False),
        (FateUnknown("slow"), False),
        (UnreadableAnswer("nonsense"), False),
    ],
    ids=lambda value: ids(value) if isinstance(value, XlAddinError) else str(value),
)
def test_what_keeps_other_questions_back(
    cache: Cache, service: Service, failure: XlAddinError, *, all_of_it: bool
) -> None:
    """A service that is down is not asked for anything else; one bad answer keeps no other cell waiting."""
    service.failure = failure
    with pytest.raises(type(failure)):
        cache.ask([[question("balance")]], service)
    service.failure = None
    if all_of_it:
        with pytest.raises(type(failure)):
            cache.ask([[question("accounts")]], service)
    else:
        assert cache.ask([[question("accounts")]], service) == [1]
    assert cache.ask([[question("balance", scope="another bank")]], service) == [1]


@pytest.mark.parametrize(("asked", "rest"), [(100.0, 100.0), (1.0, FIRST_REST), (1e6, LONGEST_ASKED)])
def test_a_service_that_asks_to_wait_is_heard(
    cache: Cache, service: Service, clock: Clock, asked: float, rest: float
) -> None:
    """A 429 with Retry-After is left alone as long as it asked, within reason."""
    service.failure = TooManyRequests("busy", retry_after=asked)
    with pytest.raises(TooManyRequests):
        cache.ask([[question()]], service)
    service.failure = None
    clock.now += rest - 1
    with pytest.raises(TooManyRequests):
        cache.ask([[question()]], service)
    clock.now += 1
    assert cache.ask([[question()]], service) == [1]


def test_refresh_tries_again_at_once(cache: Cache, service: Service, clock: Clock) -> None:
    """Who has mended the network need not wait until a rest is over."""
    service.failure = NothingSent("down")
    with pytest.raises(NothingSent):
        cache.ask([[question()]], service)
    service.failure = None
    cache.refresh()
    assert cache.ask([[question()]], service) == [1]


def test_a_failure_told_a_thousand_times_holds_no_more_memory(cache: Cache, service: Service) -> None:
    """A service that is down for a day does not fill the memory with stories of it."""
    service.failure = NothingSent("down")

    def length() -> int:
        with pytest.raises(NothingSent) as caught:
            cache.ask([[question()]], service)
        frames, trace = 0, caught.value.__traceback__
        while trace:
            frames, trace = frames + 1, trace.tb_next
        return frames

    first = length()
    assert [length() for _ in range(100)] == [first] * 100


def test_a_mistake_of_ours_hides_no_earlier_answer(
    cache: Cache, service: Service, clock: Clock, trace: Trace
) -> None:
    """Even what nobody foresaw leaves the last value, and is told by a sentence."""
    cache.ask([[question()]], service)
    clock.now += 3600
    service.failure = KeyError("amount")
    assert cache.ask([[question()]], service) == [1]
    assert trace.stale == ["Something went wrong in xl-addin itself (KeyError)."]
