"""The workbook is open in another program, or another program saves it while we work on it."""

from __future__ import annotations

import getpass
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bystander import Bystander
from ledgers import LEDGERS, Ledger
from office import Office, Person, cells, edit, reorder, statuses

NAMES = ["Zoë Müller", "李雷, of the shop; at \\home", "x" * 52]


def libreoffice_lock(name: str, login: str = "ana", host: str = "PC-3") -> bytes:
    """What LibreOffice 7 puts beside a workbook."""
    fields = [name, login, host, "21.11.2026 10:02", "file:///home/ana/.config/libreoffice/4"]
    for sign in "\\,;":
        fields = [field.replace(sign, f"\\{sign}") for field in fields]
    return (",".join(fields) + ";").encode()


def excel_lock(name: str) -> bytes:
    """What Excel 2016 puts beside a workbook, as LibreOffice's makers found out: 165 bytes."""
    narrow = name.encode("cp1252", "replace")
    wide = name.encode("utf-16-le")
    head = bytes([len(narrow)]) + narrow.ljust(54, b" ") + (len(wide) // 2).to_bytes(2, "little")
    return head + wide + b" \0" * ((108 - len(wide)) // 2)


LOCKS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "LibreOffice": (".~lock.{}#", libreoffice_lock),
    "Excel": ("~${}", excel_lock),
}


def lock(path: Path, program: str, name: str) -> Path:
    """Opens a workbook, as far as can be seen from outside."""
    pattern, content = LOCKS[program]
    file = path.with_name(pattern.format(path.name))
    file.write_bytes(content(name))
    return file


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("program", LOCKS)
def test_a_workbook_that_is_open_is_not_sent_and_told_whose_it_is(
    office: Office, program: str, name: str
) -> None:
    """Before anything is sent a person learns who has it open, in which program, and what to do."""
    path = office.workbook(LEDGERS[0].rows(2))
    before = path.read_bytes()
    file = lock(path, program, name)
    outcome = office.run(path)
    told = str(outcome.books[0].problems[0])
    assert f"is open in {program} ({name}" in told
    assert ("PC-3" in told) is (program == "LibreOffice")
    assert file.name in told
    assert statuses(outcome) == ["not_sent"] * 2
    assert (path.read_bytes(), office.posts()) == (before, 0)
    file.unlink()
    assert statuses(office.run(path)) == ["sent"] * 2


@pytest.mark.parametrize("content", [b"", b"\xff" * 40, b",,,,;", b"\x34" + b" " * 164])
@pytest.mark.parametrize("program", LOCKS)
def test_a_lock_that_names_nobody_is_a_lock(office: Office, program: str, content: bytes) -> None:
    """What cannot be read there is left out of the sentence, and the workbook is left alone all the same."""
    path = office.workbook(LEDGERS[0].rows(1))
    lock(path, program, "Ana").write_bytes(content)
    told = str(office.run(path).books[0].problems[0])
    assert f"is open in {program}" in told
    assert "()" not in told
    assert office.posts() == 0


@pytest.mark.skipif(os.name != "posix", reason="LibreOffice is ended by its process group")
def test_libreoffice_itself_is_noticed(office: Office, soffice: Path, tmp_path: Path) -> None:
    """A workbook that a person has open in LibreOffice at this moment is not sent behind their back."""
    path = office.workbook(LEDGERS[0].rows(1))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--norestore", path]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        try:
            _wait_for(path.with_name(f".~lock.{path.name}#"), process)
            told = str(office.run(path).books[0].problems[0])
        finally:
            os.killpg(process.pid, signal.SIGKILL)
    assert f"is open in LibreOffice ({getpass.getuser()}, {socket.gethostname()}" in told
    assert office.posts() == 0


def _wait_for(file: Path, process: subprocess.Popen[bytes]) -> None:
    while not (file.exists() and file.stat().st_size):
        assert process.poll() is None
        time.sleep(0.05)


@pytest.mark.parametrize("program", ["LibreOffice"])
def test_opened_while_its_rows_are_sent_it_gets_its_results_next_time(
    office: Office, ledger: Ledger, program: str
) -> None:
    """Nothing is written under an open workbook; the person is told, and the next import writes it all."""
    path = office.workbook(ledger.rows(4), template=ledger.template)
    files: list[Path] = []
    office.person = Bystander(lambda: files.append(lock(path, program, "Ana")), after=2)
    outcome = office.run(path)
    assert statuses(outcome) == ["sent"] * 4
    told = str(outcome.books[0].problems[0])
    assert f"is open in {program} (Ana" in told
    assert "They are in the journal" in told
    assert [row["Status"] for row in cells(path)] == [None] * 4
    files[0].unlink()
    office.person = Person()
    assert statuses(office.run(path)) == ["already_sent"] * 4
    assert [row["Status"] for row in cells(path)] == ["sent"] * 4
    assert ledger.made(office) == [1, 2, 3, 4]


def test_what_another_program_saves_while_rows_are_sent_is_kept(office: Office) -> None:
    """Somebody sorts, types and saves meanwhile: their cells stay, and each result finds its own row."""
    path = office.workbook(LEDGERS[0].rows(4))

    def work() -> None:
        reorder(path, [5, 3, 2, 4])
        edit(path, _type_below)

    office.person = Bystander(work, after=2)
    assert statuses(office.run(path)) == ["sent"] * 4
    rows = cells(path)
    assert [row["Description"] for row in rows] == ["Row 4", "Row 2", "Row 1", "Row 3", "Row 5"]
    ids = {item["description"]: str(item["id"]) for item in office.stored()}
    assert {row["Description"]: row["Id"] for row in rows} == {**ids, "Row 5": None}
    office.person = Person()
    assert statuses(office.run(path)) == ["already_sent"] * 4 + ["sent"]


def _type_below(sheet: Any) -> None:
    headers = [cell.value for cell in sheet[1]]
    row = {"Date": date(2026, 11, 2), "Description": "Row 5", "Amount": -5}
    for header, value in row.items():
        sheet.cell(6, headers.index(header) + 1).value = value
