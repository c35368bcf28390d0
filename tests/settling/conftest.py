"""A journal with doubts in it, and the sandbox to ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from doubts import Doubts

from xl_addin.journal.store import Journal
from xl_addin.settings import load
from xl_addin.targets import Targets


@pytest.fixture
def doubts(sandbox_env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Doubts]:
    """The doubts, none yet."""
    for name, value in sandbox_env.items():
        monkeypatch.setenv(name, value)
    settings = load({**sandbox_env, "XL_ADDIN_HOME": str(tmp_path)})
    targets = Targets(settings)
    with Journal(settings.journal_url) as journal:
        yield Doubts(journal, targets)
    targets.close()
