"""Two imports on one computer at one moment: of one workbook by two ways, or of two into one journal."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from bystander import Bystander
from commandline import Computer, lines, marked
from ledgers import LEDGERS
from office import Office, Person, statuses

from xl_addin.importing.outcome import Outcome


def _symlink(path: Path) -> Path:
    link = path.with_name("symlink.xlsx")
    link.symlink_to(path.name)
    return link


def _hard_link(path: Path) -> Path:
    link = path.with_name("hardlink.xlsx")
    os.link(path, link)
    return link


def _relative(path: Path) -> Path:
    return Path(os.path.relpath(path))


def _by_a_linked_folder(path: Path) -> Path:
    folder = path.parent.with_name("linked")
    folder.symlink_to(path.parent.name)
    return folder / path.name


def _copy(path: Path) -> Path:
    return Path(shutil.copy(path, path.with_name("copy.xlsx")))


WAYS: dict[str, Callable[[Path], Path]] = {
    "itself": lambda path: path,
    "symlink": _symlink,
    "hard link": _hard_link,
    "relative path": _relative,
    "linked folder": _by_a_linked_folder,
    "copy": _copy,
}
pytestmark = pytest.mark.skipif(os.name != "posix", reason="links want rights on Windows")


@pytest.mark.parametrize(
    ("way", "after"), [*((way, 2) for way in WAYS), ("itself", 0), ("hard link", 0), ("copy", 0)]
)
def test_a_second_import_by_another_way_sends_nothing(office: Office, way: str, after: int) -> None:
    """However the workbook is reached: while one import works on it, another sends none of its rows again."""
    ledger = LEDGERS[0]
    path = office.workbook(ledger.rows(5))
    other = WAYS[way](path)
    seconds: list[Outcome] = []

    def again() -> None:
        person, office.person = office.person, Person()
        seconds.append(office.run(other))
        office.person = person

    office.person = Bystander(again, after=after)
    first = office.run(path)
    totals = [first.totals, seconds[0].totals]
    assert sum(total.get("sent", 0) for total in totals) == 5
    assert sorted(total.get("sent", 0) for total in totals) == [0, 5]
    office.person = Person()
    for each in (path, other):
        assert "sent" not in statuses(office.run(each))
    assert ledger.made(office) == [1, 2, 3, 4, 5]


def _totals(stdout: str) -> Mapping[str, int]:
    totals: Mapping[str, int] = json.loads(stdout)["totals"]
    return totals


def test_two_commands_by_two_ways_send_once(computer: Computer, sandbox: Any) -> None:
    """Two real programs started together, one through a hard link: together they send each row once."""
    path = computer.workbook(LEDGERS[0].rows(12))
    ways = [path, _hard_link(path)]
    for order in (ways, ways[::-1]):
        options = ("--yes", "--json", "--workers", "2")
        with (
            computer.started("import", order[0], *options) as one,
            computer.started("import", order[1], *options) as two,
        ):
            said = [process.communicate() for process in (one, two)]
        assert not any("Traceback" in stderr for _, stderr in said)
        sent = [_totals(stdout).get("sent", 0) for stdout, _ in said]
        assert sum(sent) == (12 if order is ways else 0)
    assert len(marked(sandbox.state())) == 12


def test_two_workbooks_into_one_journal(computer: Computer) -> None:
    """Two people at one computer import each their own: both are sent whole, and each tells its own rows."""
    ledger = LEDGERS[0]
    rows = ledger.rows(16)
    paths = [
        computer.workbook(some, name, ledger.template)
        for some, name in ((rows[:8], "one.xlsx"), (rows[8:], "two.xlsx"))
    ]
    options = ("--yes", "--json", "--workers", "4")
    with (
        computer.started("import", paths[0], *options) as one,
        computer.started("import", paths[1], *options) as two,
    ):
        said = [process.communicate() for process in (one, two)]
    assert [_totals(stdout) for stdout, _ in said] == [{"sent": 8}, {"sent": 8}]
    told = [line["Id"] for path in paths for line in lines(path)]
    assert len(told) == len(set(told)) == 16
    assert {operation["remote_id"] for operation in computer.journal()} == set(told)
    assert [_totals(computer.run("import", path, "--yes", "--json").stdout) for path in paths] == [
        {"already_sent": 8}
    ] * 2
