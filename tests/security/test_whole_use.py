"""After a whole use of all three services: where the secrets are not, and who can read what was written."""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import Any

import pytest
import trustme
from outsider import Outsider
from secrets_forms import contents, found_in
from whole_use import WholeUse


@pytest.fixture(scope="module")
def whole_use(
    serving_sandbox: Any,
    authority: trustme.CA,
    bundle: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> WholeUse:
    """The computer afterwards."""
    serving_sandbox.reset()
    outsider = Outsider(serving_sandbox.url, Path(serving_sandbox.ready["ca_bundle"]), authority)
    folder = tmp_path_factory.mktemp("whole-use")
    given = {name: outsider.instead(value) for name, value in serving_sandbox.ready["env"].items()}
    given |= {"XL_ADDIN_CA_BUNDLE": str(bundle), "XL_ADDIN_HOME": str(folder / "home"), "HOME": str(folder)}
    use = WholeUse(folder, {**given, "XL_ADDIN_DEADLINE": "5", "PATH": ""}, outsider)
    use.use()
    outsider.stop()
    return use


def files(folder: Path) -> list[Path]:
    """All files below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_use_was_a_whole_one(whole_use: WholeUse) -> None:
    """What the other tests look through is there: every kind of file, answers of each kind, all secrets."""
    names = {path.relative_to(whole_use.folder).as_posix() for path in files(whole_use.folder)}
    assert {"home/journal.db", "transactions.csv", "journal.json", "home/xl-addin-error.log"} <= names
    assert {path.suffix for path in files(whole_use.folder)} >= {".xlsx", ".csv", ".json", ".pdf", ".xml"}
    said = b"".join(whole_use.said.values())
    for status in (b"sent", b"rejected", b"in_doubt"):
        assert b'"status": "%s"' % status in said
    assert b"Bad Request" in said or b"400" in said
    assert whole_use.tokens()
    assert len(whole_use.headers()) > 20
    assert len(whole_use.secrets()) > 30


def test_no_output_shows_a_secret(whole_use: WholeUse) -> None:
    """Neither on the screen nor in `--json`, whatever failed and whoever repeated a request in its answer."""
    secrets = whole_use.secrets()
    assert {what: found for what, said in whole_use.said.items() if (found := found_in(said, secrets))} == {}


def test_no_file_holds_a_secret(whole_use: WholeUse) -> None:
    """Neither journal, workbook, list, payment file, settings nor error log holds one, in any spelling."""
    secrets = whole_use.secrets()
    left = {
        path.name: found
        for path in files(whole_use.folder)
        for content in contents(path)
        if (found := found_in(content, secrets))
    }
    assert left == {}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists instead of modes")
def test_every_file_is_private(whole_use: WholeUse) -> None:
    """Nobody else on the computer can read what was written, though the mask would let them."""
    modes = {
        path.relative_to(whole_use.folder).as_posix(): stat.S_IMODE(path.stat().st_mode)
        for path in whole_use.folder.rglob("*")
    }
    folders = {"home", "pdfs", "files"}
    assert {name: oct(mode) for name, mode in modes.items() if mode & 0o077 and name not in folders} == {}
    assert folders <= modes.keys()
    assert {oct(modes[name]) for name in folders} == {"0o700"}


def test_nothing_half_made_is_left(whole_use: WholeUse) -> None:
    """Temporary files are gone with the command that made them."""
    assert [path for path in files(whole_use.folder) if ".new" in path.name or "-new" in path.name] == []
