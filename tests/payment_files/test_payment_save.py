"""Saved files are the bytes that came, under names that cannot leave their folder."""

from __future__ import annotations

import stat
import sys
import tempfile
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.errors import PaymentFileError
from xl_addin.payment_files.save import place, save

IDENTIFIERS = st.one_of(
    st.text(max_size=60),
    st.text("./\\:~$ ABCab12-_\0", max_size=12),
    st.text("ABCabc012-_", min_size=1, max_size=40),
)
TRICKS = [
    *("../../etc/passwd", "..", ".", "", "/etc/passwd", "C:\\Windows\\win.ini", "..\\..\\x", "a/b", "a:b"),
    *("CON", "nul", "com1", "LPT9", "a\0b", "-rf", ".hidden", "trailing.", "trailing ", "x" * 300),
    *("\u202egpj.exe", "XL/1", "XL:1", "~", "$HOME", "%TEMP%", "\ud800"),
]


def test_the_bytes_stay_as_they_came(tmp_path: Path) -> None:
    """A signature over the file holds: not a byte is changed, and the id is the name."""
    content = b"<?xml version='1.0'?>\r\n<Document/>\n"
    saved = save(content, tmp_path / "files", "XL-K7F3Q2M9")
    assert saved.file == tmp_path / "files" / "XL-K7F3Q2M9.xml"
    assert saved.fresh
    assert saved.file.read_bytes() == content


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in another way")
def test_nobody_else_may_read_them(tmp_path: Path) -> None:
    """Names and accounts of creditors are for the user alone."""
    saved = save(b"<x/>", tmp_path / "files", "A1")
    assert stat.S_IMODE(saved.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(saved.file.parent.stat().st_mode) == 0o700


def test_a_second_time_is_no_work(tmp_path: Path) -> None:
    """A download that broke off goes on where it was."""
    first = save(b"<x/>", tmp_path, "A1")
    before = first.file.stat().st_mtime_ns
    again = save(b"<x/>", tmp_path, "A1")
    assert (again.file, again.fresh) == (first.file, False)
    assert again.file.stat().st_mtime_ns == before


@pytest.mark.parametrize("content", [b"<y/>", b"<x/>\n", b""])
def test_other_content_is_never_overwritten(tmp_path: Path, content: bytes) -> None:
    """What a person may have signed by stays, and they hear that the new file is another."""
    saved = save(b"<x/>", tmp_path, "A1")
    with pytest.raises(PaymentFileError, match="with other content") as caught:
        save(content, tmp_path, "A1")
    assert "A1.xml" in caught.value.message
    assert saved.file.read_bytes() == b"<x/>"
    assert [path.name for path in tmp_path.iterdir()] == ["A1.xml"]


@pytest.mark.skipif(sys.platform == "win32", reason="making a link needs rights on Windows")
def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    """A link put where a file will go leads nowhere: what it points at stays, and so does an empty place."""
    target = tmp_path / "target"
    (tmp_path / "A1.xml").symlink_to(target)
    with pytest.raises(PaymentFileError):
        save(b"<x/>", tmp_path, "A1")
    assert not target.exists()
    target.write_bytes(b"mine")
    with pytest.raises(PaymentFileError):
        save(b"<x/>", tmp_path, "A1")
    assert target.read_bytes() == b"mine"


@pytest.mark.parametrize("identifier", TRICKS, ids=ascii)
def test_tricks_stay_in_the_folder(tmp_path: Path, identifier: str) -> None:
    """An id that reads like a path, a device or an option is a name all the same."""
    folder = tmp_path / "files"
    saved = save(b"<x/>", folder, identifier)
    assert saved.file.parent == folder
    assert list(tmp_path.rglob("*.xml")) == [saved.file]
    assert not saved.file.name.startswith((".", "-"))
    assert not PureWindowsPath(saved.file.name).is_reserved() if sys.version_info < (3, 13) else True


@given(st.lists(IDENTIFIERS, max_size=8, unique_by=str.casefold))
def test_two_ids_are_two_files(identifiers: list[str]) -> None:
    """No transfer's file takes the place of another's."""
    with tempfile.TemporaryDirectory() as folder:
        saved = [save(text.encode("utf-8", "surrogatepass"), Path(folder), text) for text in identifiers]
        assert [one.file.read_bytes() for one in saved] == [
            text.encode("utf-8", "surrogatepass") for text in identifiers
        ]
        assert len(list(Path(folder).iterdir())) == len(identifiers)


@given(IDENTIFIERS)
def test_every_name_is_plain(identifier: str) -> None:
    """A name is letters, digits, hyphens and underscores, short enough for every disk."""
    file = place(Path("folder"), identifier)
    assert file.parent == Path("folder")
    assert file.suffix == ".xml"
    assert file.stem.replace("-", "").replace("_", "").isalnum()
    assert file.name.isascii()
    assert len(file.name) <= 70


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    """A path that cannot be a folder ends in a sentence."""
    (tmp_path / "files").write_text("I am a file", "utf-8")
    with pytest.raises(PaymentFileError, match="cannot be written"):
        save(b"<x/>", tmp_path / "files", "A1")
    (tmp_path / "A1.xml").mkdir()
    with pytest.raises(PaymentFileError, match=r"A1\.xml"):
        save(b"<x/>", tmp_path, "A1")
