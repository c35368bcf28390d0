"""What many tests share: a running sandbox, as new for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from xl_addin.sandbox.server import Admin, running


@pytest.fixture(scope="session")
def running_sandbox() -> Iterator[Admin]:
    """One sandbox for the whole session; each worker of a parallel run has its own."""
    with running() as admin:
        yield admin


@pytest.fixture
def sandbox(running_sandbox: Admin) -> Admin:
    """The sandbox with its seed, no calls and no faults."""
    running_sandbox.reset()
    return running_sandbox


@pytest.fixture
def sandbox_env(running_sandbox: Admin) -> dict[str, str]:
    """The environment that leads a client to the sandbox."""
    return dict(running_sandbox.ready["env"])
