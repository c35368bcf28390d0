"""The sandbox's Organizze for a client of the tests' own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from plain_client import Organizze

from xl_addin.sandbox.server import Sandbox


@pytest.fixture
def organizze(sandbox: Sandbox) -> Iterator[Organizze]:
    """The sandbox's Organizze, with its credentials."""
    client = Organizze(sandbox.ready)
    with client.session:
        yield client
