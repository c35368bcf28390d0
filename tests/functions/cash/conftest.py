"""Sheets that read all services together."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path
from socket import socket
from typing import Any

import pytest

sys.path.extend(str(Path(__file__).parent.parent.parent / room) for room in ("functions/iziago",))

from cells_desk import Desk, desk_with
from run_day import run_day

from xl_addin.settings import load

Opening = Callable[..., Desk]


@pytest.fixture
def opening(
    sandbox: Any, sandbox_env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Opening]:
    """Makes desks of a computer that uses the sandbox, with changes to environment, day and clock."""
    for name, value in sandbox_env.items():
        monkeypatch.setenv(name, value)
    base = {**sandbox_env, "XL_ADDIN_HOME": str(tmp_path), "XL_ADDIN_DEADLINE": "60"}
    with ExitStack() as stack:

        def opened(
            today: Callable[[], date] = run_day, clock: Callable[[], float] = time.time, **changes: str
        ) -> Desk:
            return stack.enter_context(desk_with(load({**base, **changes}), sandbox, today, clock))

        yield opened


@pytest.fixture
def away() -> Iterator[dict[str, str]]:
    """The environment of an Iziago that accepts no connection: somebody has its port, and does not listen."""
    with closing(socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        base = f"https://127.0.0.1:{taken.getsockname()[1]}"
        yield {"XL_ADDIN_IZIAGO_BASE_URL": f"{base}/v1", "XL_ADDIN_IZIAGO_TOKEN_URL": f"{base}/token"}


@pytest.fixture
def desk(opening: Opening) -> Desk:
    """A desk with Organizze and Iziago."""
    return opening()
