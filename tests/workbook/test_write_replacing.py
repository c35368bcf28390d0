"""A workbook is replaced at once or stays as it was."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest
from workbooks import SHEET, Raw, contents, worksheet

from xl_addin.errors import WorkbookError
from xl_addin.workbook.file import FileWorkbook
from xl_addin.workbook.limits import LIMITS
from xl_addin.workbook.package import Package
from xl_addin.workbook.port import CellWrite
from xl_addin.workbook.refusals import Unreadable
from xl_addin.workbook.writing.archive import Packed, pack
from xl_addin.workbook.writing.replacing import replace
from xl_addin.workbook.writing.save import exchange

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes, links and limits are POSIX's")

SENT = [CellWrite("S", 1, 2, "sent")]


def others(path: Path) -> list[str]:
    """What else is in the file's folder."""
    return [entry.name for entry in path.parent.iterdir() if entry != path]


def run(program: str, *arguments: str) -> str:
    """What a program of its own prints."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


WRITE = """
    import os, resource, signal, sys
    from pathlib import Path
    from xl_addin.errors import WorkbookError
    from xl_addin.workbook.file import FileWorkbook
    from xl_addin.workbook.port import CellWrite
    book = FileWorkbook(Path(sys.argv[1]))
    {before}
    try:
        book.writable() if len(sys.argv) > 2 else None
        book.write([CellWrite("S", row, 2, os.urandom(9).hex()) for row in range(1, 3000)])
    except WorkbookError as error:
        print(error)
"""


def test_full_disk_leaves_the_workbook(raw: Raw) -> None:
    """When the disk is full the workbook is as it was, and nothing is left lying about."""
    path = raw('<row r="1"/>')
    before = path.read_bytes()
    ignore = "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)"
    limit = "resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))"
    said = run(WRITE.format(before=f"{ignore}; {limit}"), str(path))
    assert "could not be written" in said
    assert "The file is as it was" in said
    assert path.read_bytes() == before
    assert others(path) == []


def test_failure_while_making_leaves_the_file(tmp_path: Path) -> None:
    """Whatever goes wrong before the last moment, the old file stays and the new one goes."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")

    def doubt(made: Path) -> None:
        assert made.read_bytes() == b"new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replace(path, lambda file: file.write(b"new") and None, doubt)
    assert path.read_bytes() == b"old"
    assert others(path) == []


@pytest.mark.parametrize("in_place", [True, False])
def test_file_saved_while_we_write_wins(raw: Raw, in_place: bool) -> None:
    """What a person saves at the very moment of our writing is not overwritten."""
    path = raw()
    with Package(path, LIMITS) as package:
        if not in_place:
            path.unlink()
        raw(sheet=worksheet('<row r="1"><c r="A1"><v>7</v></c></row>', "<sheetPr/>"))
        saved = path.read_bytes()
        with pytest.raises(Unreadable, match="changed"):
            exchange(path, package, {SHEET: pack([worksheet("").encode()])}, LIMITS)
    assert path.read_bytes() == saved
    assert others(path) == []


def test_workbook_that_came_out_wrong_is_not_put_in_place(raw: Raw) -> None:
    """A mistake of ours in making the new file costs the results, never the workbook."""
    path = raw()
    before = path.read_bytes()
    wrong = [Packed(b"rubbish", 1, 1), pack([b"<worksheet><c></worksheet>"])]
    for packed in wrong:
        with Package(path, LIMITS) as package, pytest.raises(Unreadable, match="not_written"):
            exchange(path, package, {SHEET: packed}, LIMITS)
    assert path.read_bytes() == before
    assert others(path) == []


def test_mode_stays(raw: Raw) -> None:
    """Who may read the workbook may read it afterwards, nobody else."""
    path = raw()
    path.chmod(0o640)
    before = path.stat()
    FileWorkbook(path).write(SENT)
    after = path.stat()
    assert (stat.S_IMODE(after.st_mode), after.st_uid, after.st_gid) == (0o640, before.st_uid, before.st_gid)
    assert after.st_mtime_ns > before.st_mtime_ns
    assert others(path) == []


def test_link_is_followed(raw: Raw, tmp_path: Path) -> None:
    """A link to a workbook stays a link, and the workbook behind it is written."""
    target = raw()
    link = tmp_path / "links" / "link.xlsx"
    link.parent.mkdir()
    link.symlink_to(target)
    FileWorkbook(link).write(SENT)
    assert link.is_symlink()
    assert FileWorkbook(target).head("S")[0].cells == (None, "sent")


def test_nothing_to_write_touches_nothing(raw: Raw) -> None:
    """Without a result the file is not even opened for writing."""
    path = raw()
    before = path.stat()
    FileWorkbook(path).write([])
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def test_what_was_saved_meanwhile_is_kept(raw: Raw) -> None:
    """Rows a person saved after we read the workbook are still there after we wrote."""
    path = raw()
    book = FileWorkbook(path)
    raw(sheet=worksheet('<row r="1"><c r="A1"><v>7</v></c></row>', "<sheetPr/>"))
    book.write(SENT)
    assert book.head("S")[0].cells == (7, "sent")


@pytest.mark.parametrize(("lock", "program"), [("~$raw.xlsx", "Excel"), (".~lock.raw.xlsx#", "LibreOffice")])
def test_open_workbook_is_not_written(raw: Raw, lock: str, program: str) -> None:
    """A workbook that is open is left alone: the program would overwrite what we wrote."""
    path = raw()
    path.with_name(lock).touch()
    before = path.read_bytes()
    for attempt in (FileWorkbook(path).writable, lambda: FileWorkbook(path).write(SENT)):
        with pytest.raises(WorkbookError, match=f"is open in {program}") as caught:
            attempt()
        assert lock in caught.value.hint
    assert path.read_bytes() == before
    path.with_name(lock).unlink()
    FileWorkbook(path).writable()


def test_lock_beside_the_target_of_a_link(raw: Raw, tmp_path: Path) -> None:
    """A workbook that is open is found so through a link, too."""
    target = raw()
    link = tmp_path / "link.xlsx"
    link.symlink_to(target)
    target.with_name("~$raw.xlsx").touch()
    with pytest.raises(WorkbookError, match="is open in Excel"):
        FileWorkbook(link).writable()


def test_read_only_file(raw: Raw) -> None:
    """A workbook marked read-only is not replaced behind its owner's back."""
    path = raw()
    path.chmod(0o444)
    with pytest.raises(WorkbookError, match="is read-only") as caught:
        FileWorkbook(path).writable()
    assert caught.value.hint
    with pytest.raises(WorkbookError, match="is read-only"):
        FileWorkbook(path).write(SENT)


def test_folder_that_takes_no_files(raw: Raw) -> None:
    """Where no file can be made, that is said before anything is sent."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        path = folder / "raw.xlsx"
        shutil.copy(raw(), path)
        path.chmod(0o666)
        folder.chmod(0o555)
        become_nobody = "os.getuid() or os.seteuid(65534)"
        said = run(WRITE.format(before=become_nobody), str(path), "ask")
        folder.chmod(0o755)
        assert "No file can be made in the folder of raw.xlsx" in said
        assert others(path) == []


def test_sheet_that_was_renamed(raw: Raw) -> None:
    """Results for a sheet that is gone are refused, and the workbook stays."""
    path = raw()
    before = contents(path)
    with pytest.raises(WorkbookError, match="has no sheet Gone"):
        FileWorkbook(path).write([*SENT, CellWrite("Gone", 1, 1, 1)])
    assert contents(path) == before
