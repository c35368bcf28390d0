"""A journal lies on this computer's own disk, where nothing brings an older one back."""

from __future__ import annotations

from pathlib import Path

import pytest

from xl_addin.errors import JournalError
from xl_addin.journal import whereabouts


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Vauzelle SARL", "OneDrive"),
        ("Dropbox (Bakery)/money", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Library/CloudStorage/Box-Box", "CloudStorage"),
        ("My Drive/xl", "Google Drive"),
    ],
)
def test_a_synchronised_folder_is_refused(tmp_path: Path, folder: str, program: str) -> None:
    """The sentence names who copies the folder, and the advice where the journal belongs."""
    with pytest.raises(JournalError, match=program) as caught:
        whereabouts.check(tmp_path / folder / "journal.db", {})
    assert "XL_ADDIN_JOURNAL_URL" in caught.value.hint
    assert caught.value.exit_code == 2


def test_a_folder_with_another_name_is_known_by_its_variable(tmp_path: Path) -> None:
    """Companies call OneDrive's folder as they like; Windows says where it is."""
    with pytest.raises(JournalError, match="OneDrive"):
        whereabouts.check(tmp_path / "Firm" / "journal.db", {"OneDriveCommercial": str(tmp_path / "Firm")})


def test_a_folder_is_known_by_what_lies_in_it(tmp_path: Path) -> None:
    """Syncthing's folders have any name, and a marker."""
    (tmp_path / "shared" / ".stfolder").mkdir(parents=True)
    with pytest.raises(JournalError, match="Syncthing"):
        whereabouts.check(tmp_path / "shared" / "deep" / "journal.db", {})


def test_a_link_does_not_hide_where_it_lies(tmp_path: Path) -> None:
    """It counts where the file is, not by what name it is reached."""
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "plain").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(JournalError, match="Dropbox"):
        whereabouts.check(tmp_path / "plain" / "journal.db", {})


def test_the_roaming_profile_is_refused(tmp_path: Path) -> None:
    """Windows copies it at sign-in and sign-out; the local one beside it is good."""
    given = {"APPDATA": str(tmp_path / "Roaming")}
    with pytest.raises(JournalError, match="roaming"):
        whereabouts.check(tmp_path / "Roaming" / "xl-addin" / "journal.db", given)
    whereabouts.check(tmp_path / "Local" / "xl-addin" / "journal.db", given)


def test_a_share_is_refused(tmp_path: Path) -> None:
    """The nearest mount counts, also one whose name has a blank."""
    table, shared = tmp_path / "mounts", tmp_path / "the share"
    shared.mkdir()
    written = str(shared).replace(" ", "\\040")
    table.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/x {written} nfs4 rw 0 0\n", "utf-8")
    with pytest.raises(JournalError, match="another computer"):
        whereabouts.check(shared / "journal.db", {}, table)
    whereabouts.check(tmp_path / "journal.db", {}, table)


@pytest.mark.parametrize("folder", ["dropboxes", "one drive", "my onedriveless notes", "cloud"])
def test_other_folders_are_good(tmp_path: Path, folder: str) -> None:
    """A name that only sounds similar troubles nobody."""
    whereabouts.check(tmp_path / folder / "journal.db", {})
