"""Who uses this computer."""

from __future__ import annotations

from pathlib import Path

import pytest

from xl_addin.values.account import user_name


def test_the_system_knows_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By the owner that it writes on a new file; no variable changes it."""
    pwd = pytest.importorskip("pwd", reason="this is Windows")
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "somebodyelse")
    (tmp_path / "mine").touch()
    owner = (tmp_path / "mine").stat().st_uid
    assert user_name() == pwd.getpwuid(owner).pw_name
