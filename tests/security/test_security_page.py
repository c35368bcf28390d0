"""SECURITY.md names what is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_test_and_module_it_names_exists() -> None:
    """Who wants to see how a line is guarded finds the module and the test under the names given."""
    named = set(re.findall(r"`((?:tests|xl_addin)/[\w/]+\.py)`", (ROOT / "SECURITY.md").read_text("utf-8")))
    assert len(named) > 20
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []


def test_it_names_every_test_of_safety() -> None:
    """No test in this folder is for something that the page does not tell of."""
    page = (ROOT / "SECURITY.md").read_text("utf-8")
    tests = {path.name for path in Path(__file__).parent.glob("test_*.py")} - {Path(__file__).name}
    assert {name for name in tests if f"tests/security/{name}" not in page} == set()
