"""A computer with the command installed and the sandbox as its service."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from commandline import Computer

sys.path.append(str(Path(__file__).parent.parent / "http"))


@pytest.fixture
def computer(sandbox_env: dict[str, str], tmp_path: Path) -> Computer:
    """The computer."""
    return Computer(tmp_path, sandbox_env)
