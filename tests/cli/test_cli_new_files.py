"""Files that commands are to make, where none can be."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import RENT, Computer


@pytest.mark.parametrize(
    "arguments",
    [
        ("fetch", "organizze", "accounts", "-o", "nowhere/accounts.xlsx"),
        ("renew", "book.xlsx", "--out", "nowhere/again.xlsx"),
        ("template", "organizze_transfers", "--out", "nowhere/new.xlsx"),
        ("addin", "build", "--out", "nowhere/xl-addin.xlam"),
        ("profile", "show", "--out", "nowhere/iziago.toml"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_mistyped_folder_is_wrong_use(computer: Computer, arguments: tuple[str, ...]) -> None:
    """It is named, and none is made; a script sees 2."""
    computer.workbook([RENT])
    done = computer.run(*arguments)
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert not (computer.folder / "nowhere").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("renew", "book.xlsx", "--out", "there.xlsx"),
        ("renew", "book.xlsx", "--out", "book.pdf"),
        ("profile", "show", "--out", "there.xlsx"),
        ("demo", "--out", "there.xlsx"),
        ("sandbox", "--ready-file", "there.xlsx/ready.json"),
    ],
    ids=" ".join,
)
def test_what_is_there_stays(computer: Computer, arguments: tuple[str, ...]) -> None:
    """A file in the way is named and left alone; a script sees 2."""
    computer.workbook([RENT])
    (computer.folder / "there.xlsx").write_text("mine")
    done = computer.run(*arguments)
    assert done.returncode == 2
    assert Path(arguments[-1]).parts[0] in done.stderr
    assert (computer.folder / "there.xlsx").read_text() == "mine"


def test_a_profile_in_a_file_can_be_used(computer: Computer) -> None:
    """What `--out` writes is UTF-8 and can be changed and loaded, whatever shell it was typed in."""
    assert computer.run("profile", "show", "--out", "iziago.toml").returncode == 0
    assert computer.run("profile", "check", "iziago.toml").returncode == 0
    text = (computer.folder / "iziago.toml").read_text("utf-8")
    (computer.folder / "iziago.toml").write_text(text, "utf-16")
    done = computer.run("profile", "check", "iziago.toml")
    assert done.returncode == 2
    assert "profile show --out" in done.stderr
