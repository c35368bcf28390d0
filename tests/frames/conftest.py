"""The home that the docs' examples read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.pages.household import environment, household
from xl_addin import frames


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a home from which something was sent."""
    with household(tmp_path_factory.mktemp("home")) as env:
        yield env


@pytest.fixture
def notebook(furnished: dict[str, str]) -> Iterator[dict[str, str]]:
    """A notebook that begins in that home; its environment."""
    with environment(furnished):
        yield furnished
        frames.close()


@pytest.fixture
def todays_notebook(sandbox_env: dict[str, str], tmp_path: Path) -> Iterator[None]:
    """A notebook whose services' day is today's, or the one beside it."""
    with environment({**sandbox_env, "XL_ADDIN_HOME": str(tmp_path)}):
        yield
        frames.close()
