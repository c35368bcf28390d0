"""The sandbox's Iziago for a client of the tests' own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from plain_iziago import Iziago

from xl_addin.sandbox.server import Sandbox


@pytest.fixture
def stranger(sandbox: Sandbox) -> Iterator[Iziago]:
    """A client without a token."""
    client = Iziago(sandbox.ready)
    with client.session:
        yield client


@pytest.fixture
def iziago(stranger: Iziago) -> Iziago:
    """A client with a token for all scopes."""
    stranger.enter()
    return stranger


@pytest.fixture(scope="module")
def reader(serving_sandbox: Sandbox) -> Iterator[Iziago]:
    """A client for files whose tests change nothing: one reset serves them all."""
    serving_sandbox.reset()
    client = Iziago(serving_sandbox.ready)
    with client.session:
        client.enter()
        yield client
