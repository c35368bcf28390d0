"""Two releases never work together on anybody's money."""

from __future__ import annotations

from pathlib import Path

import pytest
from counter import Counter

from xl_addin.errors import WrongUse
from xl_addin.macros import release


@pytest.fixture
def updated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another release was installed while Excel had this one loaded."""
    folder = tmp_path / "site" / "xl_addin-99.1.dist-info"
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: xl-addin\nVersion: 99.1\n", "utf-8")
    monkeypatch.syspath_prepend(str(folder.parent))


@pytest.mark.usefixtures("updated")
def test_after_an_update_excel_is_started_anew(counter: Counter) -> None:
    """A button does nothing but say so, whatever it is for."""
    counter.app.books.add()
    for button in ("help", "send_rows"):
        [told] = counter.press(button)
        assert "99.1 was installed since" in told
        assert "Close every window of Excel" in told
    assert len(counter.app.books) == 1


def test_the_release_at_work_is_the_one_installed(counter: Counter) -> None:
    """Nobody is told to start Excel anew who need not."""
    assert counter.press("help") == []
    with pytest.raises(WrongUse, match=r"0\.0\.1"):
        release.check("0.0.1")
