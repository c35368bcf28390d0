"""An Excel whose settings point at the sandbox."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from counter import Counter, sitting
from importing.office import Office

from xl_addin import texts
from xl_addin.settings import load


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, in English, with no service set up."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("XL_ADDIN_HOME", str(folder))
    monkeypatch.setenv("XL_ADDIN_LANG", "en")
    return folder


@pytest.fixture
def counter(home: Path) -> Iterator[Counter]:
    """Somebody who set nothing up yet."""
    with sitting() as person:
        yield person
    texts.use("en")


@pytest.fixture
def connected(counter: Counter, sandbox_env: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Counter:
    """Somebody who works with the sandbox."""
    for name, value in sandbox_env.items():
        monkeypatch.setenv(name, value)
    return counter


@pytest.fixture
def office(connected: Counter, sandbox: Any, sandbox_env: dict[str, str], home: Path) -> Office:
    """The command line on the same computer: the same home, journal and services."""
    environment = {**sandbox_env, "XL_ADDIN_HOME": str(home)}
    return Office(home, load(environment), sandbox.state, environment=environment)
