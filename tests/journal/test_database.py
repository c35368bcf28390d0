"""A journal that cannot be trusted is not used, and says why."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import NoReturn

import pytest
from rows import plan

from xl_addin.errors import JournalError, WorkbookError
from xl_addin.journal.database import open_engine
from xl_addin.journal.keys import new_key
from xl_addin.journal.migrations import MIGRATIONS
from xl_addin.journal.operation import Facts
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal

POSIX = pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
ADVICE = "Is the disk full, the folder read-only, or the file damaged?"


def url_of(path: Path) -> str:
    """The URL of a journal's file."""
    return f"sqlite:///{path.as_posix()}"


def mode(path: Path) -> int:
    """Who may do what with a file."""
    return stat.S_IMODE(path.stat().st_mode)


def test_committed_step_is_forced_to_disk(tmp_path: Path) -> None:
    """A power cut takes nothing that was said to be on disk: every connection waits for the disk."""
    engine = open_engine(url_of(tmp_path / "journal.db")).execution_options(writes=False)
    with engine.connect() as one, engine.connect() as other:
        for connection in (one, other):
            answers = [
                connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                for name in ("journal_mode", "synchronous", "fullfsync", "foreign_keys")
            ]
            assert answers == ["wal", 2, 1, 1]
    engine.dispose()


@POSIX
def test_files_are_private(tmp_path: Path) -> None:
    """Nobody else on this computer reads what was paid to whom, however open the person's own files are."""
    before = os.umask(0)
    try:
        path = tmp_path / "home" / "journal.db"
        with Journal(url_of(path)) as journal, journal.runs.begin() as run, journal.runs.workbook("a1"):
            plan(journal, run, ["k2345678"])
            files = {file.name: file for file in path.parent.rglob("*")}
            wanted = {"journal.db", "journal.db-wal", "journal.db-shm", f"run-{run}.lock"}
            assert wanted <= files.keys()
            assert any(name.startswith("workbook-") for name in files)
            assert mode(path.parent) == 0o700
            for file in files.values():
                assert mode(file) == (0o700 if file.is_dir() else 0o600), file
    finally:
        os.umask(before)


OTHER_DATABASES = [
    "journal.db",
    "sqlite://",
    "sqlite:///",
    "sqlite:///:memory:",
    "sqlite:///file:journal.db?uri=true",
    "sqlite:///file::memory:?cache=shared&uri=true",
    "sqlite+aiosqlite:///journal.db",
    "sqlite+pysqlcipher://:secret@/journal.db",
    "postgresql://ana:secret@db/journal",
    "mysql://db/journal",
]


@pytest.mark.parametrize("url", ["", *OTHER_DATABASES])
def test_other_databases_are_refused(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a file on a disk keeps what was sent; the refusal shows how to write one, and no password."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(JournalError, match=r"XL_ADDIN_JOURNAL_URL .* sqlite:///") as caught:
        Journal(url)
    assert "secret" not in str(caught.value)
    assert caught.value.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_newer_journal_is_refused(tmp_path: Path) -> None:
    """An old xl-addin does not write into a journal it does not understand, and says how to update."""
    path = tmp_path / "journal.db"
    Journal(url_of(path)).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(JournalError, match=r"newer version of xl-addin\. .*pip install --upgrade"):
        Journal(url_of(path))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"Date,Amount\n2026-11-20,-150.00\n" * 40, b"SQLite format 3\0" + b"\7" * 8_000]
)
def test_file_that_is_no_journal_is_refused(tmp_path: Path, content: bytes) -> None:
    """A file that is something else is refused, and left as it is."""
    path = tmp_path / "journal.db"
    path.write_bytes(content)
    with pytest.raises(JournalError, match="cannot be used") as caught:
        Journal(url_of(path))
    assert ADVICE in caught.value.hint
    assert str(path) in caught.value.message
    assert path.read_bytes() == content


def test_damage_found_while_reading_is_told(tmp_path: Path) -> None:
    """A damaged page is an error with advice, not rows that quietly go missing."""
    path = tmp_path / "journal.db"
    with Journal(url_of(path)) as journal, journal.runs.begin() as run:
        plan(journal, run, [new_key() for _ in range(2_000)])
    whole = path.read_bytes()
    middle = len(whole) // 2
    path.write_bytes(whole[:middle] + b"\xff" * 65_536 + whole[middle + 65_536 :])
    with Journal(url_of(path)) as journal, pytest.raises(JournalError, match="malformed") as caught:
        journal.all()
    assert ADVICE in caught.value.hint


def test_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A path through a file is an error with advice, not a stack trace."""
    (tmp_path / "home").write_text("a file")
    with pytest.raises(JournalError, match="cannot be used") as caught:
        Journal(url_of(tmp_path / "home" / "journal.db"))
    assert ADVICE in caught.value.hint


def test_folder_in_the_journals_place_is_told(tmp_path: Path) -> None:
    """A path that names a folder is an error with advice."""
    (tmp_path / "journal.db").mkdir()
    with pytest.raises(JournalError, match="directory"):
        Journal(url_of(tmp_path / "journal.db"))


TRY = """
import sys
from xl_addin.errors import JournalError
from xl_addin.journal.store import Journal
try:
    Journal(sys.argv[1]).close()
except JournalError as error:
    print(error)
"""


@POSIX
@pytest.mark.parametrize("what", ["file", "folder", "nothing"])
def test_read_only_journal_is_refused(tmp_path: Path, what: str) -> None:
    """A journal that cannot be written is noticed before anything is sent."""
    path = tmp_path / "home" / "journal.db"
    Journal(url_of(path)).close()
    if what == "file":
        path.chmod(0o400)
    if what == "folder":
        path.parent.chmod(0o500)
    said = subprocess.run(
        [*as_ordinary_user(), sys.executable, "-c", TRY, url_of(path)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    path.parent.chmod(0o700)
    assert said == "" if what == "nothing" else ADVICE in said


def as_ordinary_user() -> list[str]:
    """What goes before a command so that file modes count: they are nothing to root."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may write everything, and there is no setpriv to give that up")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can be mounted by root on Linux only")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def note_for_ever(journal: Journal, operation: str) -> NoReturn:
    """Fills the disk with a history, its lines numbered."""
    for number in count():
        journal.note(operation, State.PLANNED, Facts(answer="x" * 4_096, message=str(number)))
    raise AssertionError


def test_full_disk_is_told_and_survived(small_disk: Path) -> None:
    """A full disk stops the import with advice before a row is sent; with room again it goes on."""
    with Journal(url_of(small_disk / "journal.db")) as journal, journal.runs.begin() as run:
        (row,) = plan(journal, run, ["k2345678"])
        ballast = small_disk / "ballast"
        with pytest.raises(OSError, match="No space left"):
            ballast.write_bytes(b"\0" * 2**20)
        with pytest.raises(JournalError, match=r"cannot be used: .*full") as caught:
            note_for_ever(journal, row.id)
        assert ADVICE in caught.value.hint
        with pytest.raises(JournalError, match="full"):
            plan(journal, run, [new_key() for _ in range(500)])
        assert [item.id for item in journal.all()] == [row.id]
        ballast.unlink()
        assert journal.step(row.id, State.PLANNED, State.SENDING)
        told = [step.facts.message for step in journal.history(row.id)[:-1]]
        assert told == [str(number) for number in range(len(told))]


LIMITED = """
import resource, signal, sys
from rows import plan
from xl_addin.errors import JournalError
from xl_addin.journal.keys import new_key
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
journal = Journal(sys.argv[1])
with journal.runs.begin() as run:
    rows = plan(journal, run, [new_key() for _ in range(20)])
    try:
        plan(journal, run, [new_key() for _ in range(2_000)])
    except JournalError as error:
        print(error)
journal.close()
"""


@POSIX
def test_file_that_may_not_grow_is_told(tmp_path: Path) -> None:
    """Whatever the reason the system gives for not writing, the plan is all there or not at all."""
    path = tmp_path / "journal.db"
    said = subprocess.run(
        [sys.executable, "-c", LIMITED, url_of(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent,
    ).stdout
    assert ADVICE in said
    with Journal(url_of(path)) as journal:
        assert len(journal.all()) == 20


OPEN = """
import sys
from xl_addin.journal.store import Journal
print("ready", flush=True)
for line in sys.stdin:
    Journal(line.strip()).close()
    print("opened", flush=True)
"""


def test_programs_open_a_new_journal_at_once(tmp_path: Path) -> None:
    """Whoever comes first makes the journal; nobody is turned away."""
    with ExitStack() as ended:
        programs = [
            ended.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", OPEN], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
                )
            )
            for _ in range(3)
        ]
        assert [program.stdout.readline() for program in programs] == ["ready\n"] * 3
        for number in range(20):
            for program in programs:
                program.stdin.write(f"{url_of(tmp_path / f'journal{number}.db')}\n")
                program.stdin.flush()
            assert [program.stdout.readline() for program in programs] == ["opened\n"] * 3
        for program in programs:
            program.stdin.close()


def test_workbook_is_held_by_one_import(tmp_path: Path) -> None:
    """Two imports of one workbook at the same moment: the second one is told to wait."""
    url = url_of(tmp_path / "journal.db")
    with Journal(url) as one, Journal(url) as other:
        with (
            one.runs.workbook("a1"),
            other.runs.workbook("b2"),
            pytest.raises(WorkbookError, match=r"Another import .* Wait"),
            other.runs.workbook("a1"),
        ):
            pytest.fail("both have it")
        with other.runs.workbook("a1"):
            assert other.path == one.path
