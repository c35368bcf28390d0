"""Two offices with the sandbox as their service."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from office import Office, make_office


@pytest.fixture
def office(
    sandbox: Any, sandbox_env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Office:
    """The first office."""
    return make_office(tmp_path / "office", sandbox, sandbox_env, monkeypatch)


@pytest.fixture
def colleague(
    sandbox: Any, sandbox_env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Office:
    """Another computer with a journal of its own, connected to the same account."""
    return make_office(tmp_path / "colleague", sandbox, sandbox_env, monkeypatch)
