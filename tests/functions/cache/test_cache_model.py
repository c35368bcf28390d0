"""The cache against a plain model of it, through whatever happens to it in whatever order."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import hypothesis.strategies as st
from asking import Clock, Service, question
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from xl_addin.errors import FateUnknown, NothingSent, TooManyRequests, XlAddinError
from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.memory import Memory
from xl_addin.functions.cache.patience import Patience
from xl_addin.functions.cache.setbacks import FIRST_REST, LONGEST_REST
from xl_addin.functions.cache.snapshot import Snapshot
from xl_addin.functions.cache.trace import CURRENT, Trace

NAMES = ("a", "b", "c")
SOME = st.lists(st.sampled_from(NAMES), min_size=1, unique=True)
FRESH_FOR = 60.0
FAILURES = (FateUnknown("slow"), NothingSent("down"), TooManyRequests("busy", retry_after=100.0))


@dataclass
class Model:
    """What a cache should know: answers with their moments, and failures with their rests."""

    kept: dict[str, tuple[int, float]] = field(default_factory=dict)
    rests: dict[str, tuple[XlAddinError, float, float, float]] = field(default_factory=dict)
    refreshed: float = float("-inf")

    def fresh(self, name: str, now: float) -> bool:
        """Whether the answer is taken as it is."""
        if name not in self.kept:
            return False
        at = self.kept[name][1]
        refreshed = self.refreshed if self.refreshed <= now else float("-inf")
        return refreshed <= at <= now < at + FRESH_FOR

    def failure(self, name: str, now: float) -> XlAddinError | None:
        """Why nobody asks."""
        for key in (name, "everything"):
            if key in self.rests:
                error, since, until, _rest = self.rests[key]
                if since <= now < until:
                    return error
        return None

    def failed(self, names: Sequence[str], error: XlAddinError, now: float) -> None:
        """A request did not bring its answers."""
        for key in ["everything"] if not isinstance(error, FateUnknown) else names:
            rest = FIRST_REST
            if key in self.rests:
                _error, since, until, rest = self.rests[key]
                rest = rest if since <= now < until else min(rest * 2, LONGEST_REST)
            asked = 100.0 if isinstance(error, TooManyRequests) else 0.0
            self.rests[key] = (error, now, now + max(rest, asked), rest)

    def arrived(self, names: Sequence[str], answer: int, now: float) -> None:
        """A request brought its answers."""
        for name in names:
            self.kept[name] = (answer, now)
            self.rests.pop(name, None)
        self.rests.pop("everything", None)


class CacheMachine(RuleBasedStateMachine):
    """Cells ask, time passes, services change and fail, people press Refresh, Excel is closed and opened."""

    @initialize(room=st.sampled_from([0, 2, 1000]))
    def begin(self, room: int) -> None:
        """A new computer."""
        self.folder = tempfile.TemporaryDirectory()
        self.room, self.clock, self.service, self.model = room, Clock(), Service(), Model()
        self.start()

    def start(self) -> None:
        """Excel starts."""
        snapshot = Snapshot(Path(self.folder.name), self.clock())
        self.cache = Cache(Patience(None, self.clock), snapshot, Memory(self.room), self.clock)

    @rule(names=SOME)
    def ask(self, names: list[str]) -> None:
        """A cell shows what the model says, was told what the model says, and asked what it says."""
        now, model, service = self.clock(), self.model, self.service
        before = len(service.asked)
        wanted = [name for name in names if not model.fresh(name, now)]
        asked = [name for name in wanted if model.failure(name, now) is None]
        if asked and service.failure:
            assert isinstance(service.failure, XlAddinError)
            model.failed(asked, service.failure, now)
        elif asked:
            model.arrived(asked, service.answer, now)
        trace = Trace()
        token = CURRENT.set(trace)
        try:
            shown: list[int] | XlAddinError = self.cache.ask(
                [[question(name, FRESH_FOR) for name in names]], service
            )
        except XlAddinError as error:
            shown = error
        finally:
            CURRENT.reset(token)
        assert service.asked[before:] == ([asked] if asked else [])
        unknown = [name for name in names if name not in model.kept]
        if unknown:
            assert shown is model.failure(unknown[0], now)
            return
        assert shown == [model.kept[name][0] for name in names]
        assert trace.oldest == min(model.kept[name][1] for name in names)
        outdated = [str(model.failure(name, now)) for name in names if not model.fresh(name, now)]
        assert trace.stale == list(dict.fromkeys(outdated))
        assert not trace.waiting

    @rule(seconds=st.sampled_from([1.0, 14.0, 30.0, 60.0, 400.0]))
    def time_passes(self, seconds: float) -> None:
        """Somebody has coffee."""
        self.clock.now += seconds

    @rule(seconds=st.sampled_from([1.0, 3600.0]))
    def clock_is_set_back(self, seconds: float) -> None:
        """Somebody corrects the computer's clock."""
        self.clock.now -= seconds

    @rule()
    def service_has_news(self) -> None:
        """Money arrives."""
        self.service.answer += 1

    @rule(failure=st.sampled_from(FAILURES))
    def service_fails(self, failure: XlAddinError) -> None:
        """Every further request fails."""
        self.service.failure = failure

    @rule()
    def service_works(self) -> None:
        """Somebody mended it."""
        self.service.failure = None

    @rule()
    def refresh(self) -> None:
        """A person presses Refresh."""
        self.clock.now += 0.5
        self.cache.refresh()
        self.model.refreshed = self.clock()
        self.model.rests.clear()

    @rule()
    def restart(self) -> None:
        """Excel is closed and opened: answers stay, impatience does not."""
        self.cache.close()
        self.start()
        self.model.refreshed = float("-inf")
        self.model.rests.clear()

    @invariant()
    def nothing_is_left_flying(self) -> None:
        """Who has shown an answer has no request open."""
        if hasattr(self, "cache"):
            assert self.cache.pending <= 1

    def teardown(self) -> None:
        """Clears the table."""
        if hasattr(self, "cache"):
            self.cache.close()
            self.folder.cleanup()


TestCache = CacheMachine.TestCase
TestCache.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
