"""Whatever is written is for the user alone, and goes where the user said."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from xl_addin import private_file
from xl_addin.build.template import write_template
from xl_addin.errors import XlAddinError
from xl_addin.fetching.export import export
from xl_addin.fetching.listing import Column, Listing
from xl_addin.schema import SHEETS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists instead of modes")

Write = Callable[[Path], None]


def _list(file: Path) -> None:
    export(Listing("Accounts", (Column("Name"),), [("Ana",)]), file, overwrite=True)


def _template(file: Path) -> None:
    write_template(SHEETS["organizze_transfers"], file)


WRITERS: dict[str, tuple[str, Write]] = {
    "small file": ("settings.toml", lambda file: private_file.replace(file, b"new")),
    "list as a sheet": ("list.xlsx", _list),
    "list as CSV": ("list.csv", _list),
    "list as JSON": ("list.json", _list),
    "template": ("template.xlsx", _template),
}


@pytest.fixture(autouse=True)
def mask() -> Iterator[None]:
    """The most careless mask there is."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.parametrize("what", WRITERS)
@pytest.mark.parametrize("before", [None, 0o644, 0o666])
def test_files_are_private(what: str, before: int | None, tmp_path: Path) -> None:
    """A file is the user's alone, even in the place of one that everybody could read."""
    name, write = WRITERS[what]
    file = tmp_path / name
    if before:
        file.write_bytes(b"old")
        file.chmod(before)
    write(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_bytes() != b"old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("what", WRITERS)
def test_links_are_not_followed(what: str, tmp_path: Path) -> None:
    """A link that somebody planted, under the name or one that could be guessed, leads to nobody's file."""
    name, write = WRITERS[what]
    theirs = tmp_path / "theirs"
    theirs.write_bytes(b"precious")
    folder = tmp_path / "folder"
    folder.mkdir()
    stem = name.partition(".")[0]
    guessed = [f"{stem}.new", f"{name}.new", f".{name}.new", f".{name}.{os.getpid()}.new"]
    for planted in (name, *guessed):
        (folder / planted).symlink_to(theirs)
    write(folder / name)
    assert theirs.read_bytes() == b"precious"
    assert not (folder / name).is_symlink()
    assert sorted(path.name for path in folder.iterdir()) == sorted([name, *guessed])


@pytest.mark.parametrize("what", WRITERS)
def test_a_failure_leaves_nothing(what: str, tmp_path: Path) -> None:
    """A file that cannot be put in its place leaves no other one behind."""
    name, write = WRITERS[what]
    (tmp_path / name / "in the way").mkdir(parents=True)
    with pytest.raises((OSError, XlAddinError)):
        write(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_folders_that_are_made_are_private(tmp_path: Path) -> None:
    """The home folder is the user's alone from its first file on, like any folder made on the way to it."""
    private_file.replace(tmp_path / "a" / "home" / "settings.toml", b"new")
    made = (tmp_path / "a", tmp_path / "a" / "home")
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in made] == [0o700, 0o700]
