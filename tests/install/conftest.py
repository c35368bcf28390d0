"""Computers to install on."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_registry import FakeRegistry

from xl_addin import texts
from xl_addin.install import autoload, trusted
from xl_addin.install.places import Machine
from xl_addin.install.registry import Value


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Whatever language a test chose, the next one begins in English."""
    yield
    texts.use("en")


@pytest.fixture(autouse=True)
def _lasting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own Python is taken for a lasting one, wherever somebody cloned it to."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.fixture
def bare_windows(tmp_path: Path) -> Machine:
    """A Windows computer with an add-in of somebody else's and Excel's own trusted locations."""
    registry = FakeRegistry()
    registry.put(autoload.OPTIONS, "OPEN", Value('/R "C:\\prices.xll"'))
    registry.put(f"{trusted.LOCATIONS}\\Location3", "Path", Value("%APPDATA%\\Microsoft\\Templates", 2))
    home = tmp_path / "Local" / "xl-addin"
    return Machine(home, tmp_path, "win32", registry, tmp_path / "Roaming")


@pytest.fixture
def bare_mac(tmp_path: Path) -> Machine:
    """A Mac on which Office was never started."""
    return Machine(tmp_path / "Library" / "Application Support" / "xl-addin", tmp_path, "darwin")
