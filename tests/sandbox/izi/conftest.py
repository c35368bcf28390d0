"""The sandbox's iZi for a client of the tests' own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from izi_plain_client import Izi

from xl_addin.sandbox.server import Sandbox


@pytest.fixture
def izi(sandbox: Sandbox) -> Iterator[Izi]:
    """The sandbox's iZi, with its credentials."""
    client = Izi(sandbox.ready)
    with client.session:
        yield client
