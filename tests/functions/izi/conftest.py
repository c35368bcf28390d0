"""Sheets that read the journal: what was sent to iZi, and what became of rows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.extend(
    str(Path(__file__).parent.parent.parent / room) for room in ("fetching", "journal", "functions/iziago")
)

from bookkeeper import Bookkeeper
from cells_desk import Desk, desk_with


@pytest.fixture
def bookkeeper(sandbox_env: dict[str, str], tmp_path: Path) -> Bookkeeper:
    """Somebody with three issuers."""
    return Bookkeeper.with_issuers(tmp_path, sandbox_env)


@pytest.fixture
def desk(bookkeeper: Bookkeeper, sandbox: Any) -> Iterator[Desk]:
    """That person's sheet."""
    with desk_with(bookkeeper.settings(), sandbox) as desk:
        yield desk
