"""A client of the sandbox, and its records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from xl_addin.apis.organizze.client import Organizze
from xl_addin.connect import organizze
from xl_addin.settings import load


@pytest.fixture
def client(
    sandbox_env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Organizze]:
    """Speaks with the sandbox."""
    for name, value in sandbox_env.items():
        monkeypatch.setenv(name, value)
    with organizze.client(load({**sandbox_env, "XL_ADDIN_HOME": str(tmp_path)})) as client:
        yield client
