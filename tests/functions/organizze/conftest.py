"""Sheets that read Organizze."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.extend(str(Path(__file__).parent.parent.parent / room) for room in ("fetching",))

from paper import Clock, Paper, paper_with

from xl_addin.apis.organizze.client import Organizze
from xl_addin.connect import organizze
from xl_addin.settings import Settings, load


@pytest.fixture
def settings(sandbox_env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Of a computer that uses the sandbox."""
    for name, value in sandbox_env.items():
        monkeypatch.setenv(name, value)
    return load({**sandbox_env, "XL_ADDIN_HOME": str(tmp_path), "XL_ADDIN_DEADLINE": "60"})


@pytest.fixture
def paper(settings: Settings, sandbox: Any) -> Iterator[Paper]:
    """A sheet on which nothing was calculated yet."""
    with paper_with(settings, sandbox) as paper:
        yield paper


@pytest.fixture
def clock() -> Clock:
    """By which answers grow old."""
    return Clock()


@pytest.fixture
def later(settings: Settings, sandbox: Any, clock: Clock) -> Iterator[Paper]:
    """A sheet whose answers grow old by that clock."""
    with paper_with(settings, sandbox, clock) as paper:
        yield paper


@pytest.fixture
def client(settings: Settings) -> Iterator[Organizze]:
    """Somebody who works in Organizze at the same time."""
    with organizze.client(settings) as client:
        yield client
