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
