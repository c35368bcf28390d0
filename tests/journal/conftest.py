"""A real journal in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from xl_addin.journal.store import Journal


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Where the journal is, as the settings write it."""
    return f"sqlite:///{tmp_path.as_posix()}/home/journal.db"


@pytest.fixture
def journal(url: str) -> Iterator[Journal]:
    """An empty journal."""
    with Journal(url) as opened:
        yield opened


@pytest.fixture
def run(journal: Journal) -> Iterator[str]:
    """A run that is alive during the test."""
    with journal.runs.begin() as name:
        yield name
