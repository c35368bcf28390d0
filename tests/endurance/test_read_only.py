"""What may not be written: workbook or journal, or the folder of either; before an import or during it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from bystander import Bystander
from ledgers import LEDGERS, reconnect
from office import Office, Person, cells, statuses

from xl_addin.errors import JournalError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="these are POSIX's modes")
ROWS = LEDGERS[0].rows(4)
NOBODY = 65534


def as_root(ask: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
    """Asks the sandbox, whose certificates are root's here."""
    os.seteuid(0)
    try:
        return ask()
    finally:
        os.seteuid(NOBODY)


@pytest.fixture
def plain_office(office: Office) -> Iterator[Office]:
    """An office of somebody whom modes bind; for root, who may run the tests, they mean nothing."""
    office.run(office.workbook(ROWS[:1]))  # loads what root alone might be able to read
    folder = Path(tempfile.mkdtemp(prefix="xl-addin-plain-"))
    bundle = shutil.copy(office.environment["XL_ADDIN_CA_BUNDLE"], folder / "ca.pem")
    Path(bundle).chmod(0o644)
    root = os.geteuid() == 0
    if root:
        office.state = partial(as_root, office.state)
        os.chown(folder, NOBODY, -1)
        os.seteuid(NOBODY)
    try:
        for name in ("home", "books"):
            (folder / name).mkdir()
        office.folder = folder / "books"
        reconnect(office, XL_ADDIN_HOME=str(folder / "home"), XL_ADDIN_CA_BUNDLE=str(bundle))
        office.person = Person()
        yield office
    finally:
        if root:
            os.seteuid(0)
        shutil.rmtree(folder)


def places(office: Office) -> dict[str, tuple[Path, int, int]]:
    """Each place, the mode that forbids writing there, and the one that allows it."""
    home = office.settings.home
    return {
        "workbook": (office.folder / "book.xlsx", 0o444, 0o644),
        "workbook's folder": (office.folder, 0o555, 0o755),
        "journal": (home / "journal.db", 0o400, 0o600),
        "journal's folder": (home, 0o500, 0o700),
        "folder of locks": (home / "journal.db.locks", 0o500, 0o700),
    }


SAID = {
    "workbook": "is read-only",
    "workbook's folder": "No file can be made in the folder of book.xlsx",
    "journal": "cannot be used",
    "journal's folder": "cannot be used",
    "folder of locks": "cannot be used",
}


@pytest.mark.parametrize("place", SAID)
def test_what_cannot_be_written_is_told_before_anything_leaves(plain_office: Office, place: str) -> None:
    """A sentence with advice, no row sent, no byte changed; once it can be written each row goes out once."""
    office = plain_office
    path = office.workbook(ROWS)
    office.journal().close()
    before, posts = path.read_bytes(), office.posts()
    file, forbidden, allowed = places(office)[place]
    file.chmod(forbidden)
    try:
        outcome = office.run(path)
        told = [*outcome.problems, *map(str, outcome.books[0].problems)][0]
        assert statuses(outcome) == ["not_sent"] * 4
        assert outcome.exit_code == 1
    except JournalError as error:
        told = str(error)
    finally:
        file.chmod(allowed)
    assert SAID[place] in told
    assert "folder" in told or "Take the read-only mark off" in told
    assert (path.read_bytes(), office.posts()) == (before, posts)
    office.person = Person()
    assert statuses(office.run(path)) == ["sent"] * 4


@pytest.mark.parametrize("place", SAID)
def test_what_is_closed_while_rows_are_sent_costs_no_row(plain_office: Office, place: str) -> None:
    """What was sent is told as sent; results that found no place are written next time."""
    office = plain_office
    path = office.workbook(ROWS)
    office.journal().close()
    file, forbidden, allowed = places(office)[place]
    office.person = Bystander(lambda: file.chmod(forbidden), after=2)
    before = len(office.stored())
    try:
        outcome = office.run(path, workers=1)
    finally:
        file.chmod(allowed)
    assert statuses(outcome) == ["sent"] * 4
    unwritten = "workbook" in place
    assert outcome.exit_code == (1 if unwritten else 0)
    if unwritten:
        told = str(outcome.books[0].problems[0])
        assert SAID[place] in told
        assert "They are in the journal" in told
    assert [row["Status"] for row in cells(path)] == [None if unwritten else "sent"] * 4
    office.person = Person()
    assert statuses(office.run(path)) == ["already_sent"] * 4
    assert [row["Status"] for row in cells(path)] == ["sent"] * 4
    assert len(office.stored()) == before + 4
