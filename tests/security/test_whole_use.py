"""After a whole use of all three services: where the secrets are not, and who can read what was written."""

from __future__ import annotations

import json
import re
import stat
import sys
from pathlib import Path
from typing import Any

from outsider import Outsider
from secrets_forms import contents, found_in
from whole_use import WholeUse


def test_a_whole_use_leaves_no_secret_and_nothing_that_others_can_read(
    sandbox: Any, outsider: Outsider, outside_env: dict[str, str], tmp_path: Path
) -> None:
    """Whatever failed, and whoever repeated a request in its answer: no secret is shown or kept."""
    own = {
        "XL_ADDIN_HOME": str(tmp_path / "home"),
        "HOME": str(tmp_path),
        "XL_ADDIN_DEADLINE": "5",
        "PATH": "",
    }
    use = WholeUse(tmp_path, {**outside_env, **own}, outsider)
    use.use()
    assert_it_was_a_whole_one(use)
    assert_no_output_shows_a_secret(use)
    assert_no_file_holds_a_secret(use)
    assert_nothing_half_made_is_left(use)
    if sys.platform != "win32":  # which has access lists instead of modes
        assert_every_file_is_private(use)


def files(use: WholeUse) -> dict[str, Path]:
    """All files that were left, by their names from the folder on."""
    return {path.relative_to(use.folder).as_posix(): path for path in use.folder.rglob("*") if path.is_file()}


def assert_it_was_a_whole_one(use: WholeUse) -> None:
    """Every kind of file, answers of each kind, all secrets: else there would be nothing to look through."""
    left = files(use)
    assert {"home/journal.db", "transactions.csv", "journal.json", "home/xl-addin-error.log"} <= left.keys()
    assert {path.suffix for path in left.values()} >= {".xlsx", ".csv", ".json", ".pdf", ".xml"}
    said = b"".join(use.said.values())
    for status in (b"sent", b"rejected", b"in_doubt"):
        assert b'"status": "%s"' % status in said
    exported = json.loads(left["journal.json"].read_text("utf-8"))
    answers = [
        (operation["system"], step["answer"] or "") for operation in exported for step in operation["history"]
    ]
    echoed = {
        system for system, answer in answers if re.search(r"authorization: .*\*{10}", answer, re.IGNORECASE)
    }
    assert echoed == {"organizze", "iziago", "izi"}
    assert use.tokens()
    assert len(use.headers()) > 15


def assert_no_output_shows_a_secret(use: WholeUse) -> None:
    """Neither on the screen nor in `--json`."""
    secrets = use.secrets()
    assert {what: found for what, said in use.said.items() if (found := found_in(said, secrets))} == {}


def assert_no_file_holds_a_secret(use: WholeUse) -> None:
    """Neither journal, workbook, list, payment file, settings nor error log, in any spelling."""
    secrets = use.secrets()
    held = {
        name: found
        for name, path in files(use).items()
        for content in contents(path)
        if (found := found_in(content, secrets))
    }
    assert held == {}


def assert_every_file_is_private(use: WholeUse) -> None:
    """Nobody else on the computer can read anything, though the mask would let them."""
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in use.folder.rglob("*")}
    assert {"home", "pdfs", "files"} <= modes.keys()
    assert {name: oct(mode) for name, mode in modes.items() if mode & 0o077} == {}


def assert_nothing_half_made_is_left(use: WholeUse) -> None:
    """Temporary files are gone with the command that made them."""
    assert [name for name in files(use) if ".new" in name or "renewing" in name or "/.xl-addin" in name] == []
