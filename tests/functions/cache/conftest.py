"""A cache, its clock and its service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from asking import Clock, OpenCache, Service

from xl_addin.functions.cache.cache import Cache
from xl_addin.functions.cache.memory import Memory
from xl_addin.functions.cache.patience import Patience
from xl_addin.functions.cache.snapshot import Snapshot
from xl_addin.functions.cache.trace import CURRENT, Trace


@pytest.fixture
def clock() -> Clock:
    """Stands still until the test moves it."""
    return Clock()


@pytest.fixture
def service() -> Iterator[Service]:
    """Answers at once; whatever a test left waiting is let go."""
    service = Service()
    yield service
    service.open.set()


@pytest.fixture
def open_cache(clock: Clock, service: Service) -> Iterator[OpenCache]:
    """Opens caches, each as a program that starts; they are closed at the end."""
    with ExitStack() as stack:

        def opened(
            snapshot: Snapshot | None = None, memory: Memory | None = None, wait: float | None = None
        ) -> Cache:
            cache = Cache(Patience(wait, clock), snapshot, memory, clock)
            stack.callback(cache.close)
            return cache

        yield opened
        service.open.set()


@pytest.fixture
def cache(open_cache: OpenCache) -> Cache:
    """A cache without a memory of earlier days, which waits as long as it takes."""
    return open_cache()


@pytest.fixture
def trace() -> Iterator[Trace]:
    """What a cell would be told of the answers it used."""
    trace = Trace()
    token = CURRENT.set(trace)
    yield trace
    CURRENT.reset(token)
