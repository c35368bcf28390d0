"""`python -m xl_addin.build.addin`: what the developer runs, and what `make test` checks."""

from __future__ import annotations

from pathlib import Path

import pytest

from xl_addin.build.addin import __main__ as command
from xl_addin.build.addin.assembly import built
from xl_addin.texts import available


def test_each_language_has_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All of them are written at once, and named."""
    assert command.main(["--folder", str(tmp_path)]) == 0
    files = [tmp_path / f"xl-addin.{language}.xlam" for language in available()]
    assert capsys.readouterr().out.split() == list(map(str, files))
    assert files[1].read_bytes() == built(available()[1])


def test_checking_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In no language is there anything that Excel or VBA would not take: a check then says nothing."""
    monkeypatch.chdir(tmp_path)
    assert command.main(["--check"]) == 0
    assert capsys.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == []
