"""Sheets that read Iziago."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cells_desk import Desk, desk_with

sys.path.extend(str(Path(__file__).parent.parent.parent / room) for room in ("fetching",))

from altering_proxy import Proxy, altering
from treasurer import Treasurer


@pytest.fixture
def treasurer(
    sandbox: Any, sandbox_env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Treasurer:
    """Somebody who uses the sandbox's company."""
    monkeypatch.setenv("XL_ADDIN_IZIAGO_CLIENT_SECRET", sandbox_env["XL_ADDIN_IZIAGO_CLIENT_SECRET"])
    return Treasurer(tmp_path, sandbox_env, sandbox)


@pytest.fixture
def desk(treasurer: Treasurer) -> Iterator[Desk]:
    """That person's sheet."""
    with desk_with(treasurer.settings(), treasurer.sandbox) as desk:
        yield desk


@pytest.fixture
def proxy(treasurer: Treasurer) -> Iterator[Proxy]:
    """A proxy that the treasurer speaks through from now on."""
    with altering(treasurer.sandbox.ready, treasurer.folder) as serving:
        treasurer.env.update(serving.env)
        yield serving
