"""Who fetches from Iziago."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from altering_proxy import Proxy, altering
from treasurer import Colleague, Treasurer


@pytest.fixture
def treasurer(
    sandbox: Any, sandbox_env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Treasurer:
    """Somebody who uses the sandbox's company."""
    monkeypatch.setenv("XL_ADDIN_IZIAGO_CLIENT_SECRET", sandbox_env["XL_ADDIN_IZIAGO_CLIENT_SECRET"])
    return Treasurer(tmp_path, sandbox_env, sandbox)


@pytest.fixture
def colleague(sandbox: Any) -> Iterator[Colleague]:
    """Somebody else at the same company."""
    person = Colleague(sandbox.ready)
    yield person
    person.close()


@pytest.fixture
def proxy(treasurer: Treasurer) -> Iterator[Proxy]:
    """A proxy that the treasurer speaks through from the first row on."""
    with altering(treasurer.sandbox.ready, treasurer.folder) as serving:
        treasurer.env.update(serving.env)
        yield serving
