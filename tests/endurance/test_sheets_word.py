"""iZi cannot be asked: when the cells of a row in doubt are believed, and when they are not."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hosts import Hosts
from izi_office import BAKERY, DINER, FACTURAS, INVOICES, invoiced, line
from office import Office, cells, retype_row, statuses

from xl_addin.journal.operation import Operation
from xl_addin.journal.states import State
from xl_addin.sandbox.server import Sandbox

PRODUCTION = "api.app.izifacturacion.com"
CLAIM = {"Status": "sent", "Id": "4711", "Number": "12"}
"""What an answer that reached the sheet and not the journal leaves there."""
ROWS = [line("A", issuer=BAKERY), line("B", issuer=DINER)]


def lost(office: Office, sandbox: Any, rows: list[Any], name: str = "book.xlsx") -> Path:
    """A workbook whose rows are all in doubt; the service has them."""
    path = office.workbook(rows, name, INVOICES)
    sandbox.add_fault("drop-after-commit", 1.0, FACTURAS)
    assert statuses(office.run(path)) == ["in_doubt"] * len(rows)
    sandbox.add_fault("drop-after-commit", 0.0, FACTURAS)
    return path


def operations(office: Office) -> list[Operation]:
    """All that the journal has, oldest first."""
    with office.journal() as journal:
        return journal.all()


def test_a_rows_own_word_ends_its_doubt(office: Office, sandbox: Any) -> None:
    """Where the answer stands beside the row it counts, and nothing is sent again."""
    path = lost(office, sandbox, ROWS[:1])
    retype_row(path, 2, CLAIM)
    assert statuses(office.run(path)) == ["already_sent"]
    [operation] = operations(office)
    assert (operation.state, operation.remote_id, operation.number) == (State.SENT, "4711", "12")
    assert (cells(path)[0]["Id"], len(invoiced(office))) == ("4711", 1)


@pytest.mark.parametrize("claim", [{"Status": None}, {"Id": None}, {"Status": "in doubt"}])
def test_half_a_word_is_none(office: Office, sandbox: Any, claim: dict[str, Any]) -> None:
    """A Status without an Id, or an Id without its Status, is somebody's note."""
    path = lost(office, sandbox, ROWS[:1])
    retype_row(path, 2, CLAIM | claim)
    assert statuses(office.run(path)) == ["in_doubt"]
    assert [operation.state for operation in operations(office)] == [State.IN_DOUBT]


def test_a_look_believes_nothing(office: Office, sandbox: Any) -> None:
    """A check only looks: it never ends a doubt by what happens to stand in a file."""
    path = lost(office, sandbox, ROWS[:1])
    retype_row(path, 2, CLAIM)
    assert statuses(office.run(path, dry_run=True)) == ["in_doubt"]
    assert [operation.state for operation in operations(office)] == [State.IN_DOUBT]


def test_another_workbooks_word_is_not_taken(office: Office, sandbox: Any) -> None:
    """A row that was copied into a workbook of its own tells nothing of the row it was copied from."""
    path = lost(office, sandbox, ROWS[:1])
    copied = office.workbook(ROWS[:1], "copied.xlsx", INVOICES)
    retype_row(copied, 2, CLAIM | {"Key": cells(path)[0]["Key"]})
    assert statuses(office.run(copied)) == ["in_doubt"]
    assert [operation.state for operation in operations(office)] == [State.IN_DOUBT]
    retype_row(path, 2, CLAIM)
    assert statuses(office.run(path)) == ["already_sent"]


def test_an_id_that_stands_twice_is_nobodys(office: Office, sandbox: Any) -> None:
    """Results that were filled down from the row above end neither row's doubt."""
    path = lost(office, sandbox, ROWS)
    for row in (2, 3):
        retype_row(path, row, CLAIM)
    assert statuses(office.run(path)) == ["in_doubt", "in_doubt"]
    assert [operation.state for operation in operations(office)] == [State.IN_DOUBT] * 2


def test_an_id_that_the_journal_has_for_another_row_is_not_taken(office: Office, sandbox: Any) -> None:
    """Another invoice's Id proves nothing about this one, though it stands in another workbook."""
    first = office.workbook(ROWS[:1], "first.xlsx", INVOICES)
    assert statuses(office.run(first)) == ["sent"]
    path = lost(office, sandbox, [line("C", issuer=BAKERY)])
    retype_row(path, 2, CLAIM | {"Id": cells(first)[0]["Id"]})
    assert statuses(office.run(path)) == ["in_doubt"]
    assert sorted(operation.state for operation in operations(office)) == [State.IN_DOUBT, State.SENT]


def test_a_rehearsals_id_is_not_taken_for_the_real_one(
    office: Office, sandbox: Any, second: Sandbox, hosts: Hosts
) -> None:
    """An old copy of the workbook still has the Id of the rehearsal: the real row stays in doubt."""
    path = office.workbook(ROWS[:1], template=INVOICES)
    assert statuses(office.run(path)) == ["sent"]
    old = path.with_name("old.xlsx")
    shutil.copyfile(path, old)
    hosts.move(office, "izi", PRODUCTION, second)
    second.add_fault("drop-after-commit", 1.0, FACTURAS)
    assert statuses(office.run(path)) == ["in_doubt"]
    second.add_fault("drop-after-commit", 0.0, FACTURAS)
    shutil.copyfile(old, path)
    retype_row(path, 2, {"Message": None})
    assert statuses(office.run(path)) == ["in_doubt"]
    assert [operation.state for operation in operations(office)] == [State.SENT, State.IN_DOUBT]


def test_a_status_and_an_id_alone_are_soon_dragged_down(office: Office, sandbox: Any) -> None:
    """Status and Id filled down from the row above, the Id one higher, end no doubt; nor does its Sent at."""
    first = office.workbook(ROWS[:1], "first.xlsx", INVOICES)
    assert statuses(office.run(first)) == ["sent"]
    above = cells(first)[0]
    path = lost(office, sandbox, [line("C", issuer=DINER)])
    for dragged in ({}, {"Sent at": above["Sent at"] - timedelta(minutes=5)}):
        retype_row(path, 2, {"Status": "sent", "Id": str(int(above["Id"]) + 7), **dragged})
        assert statuses(office.run(path)) == ["in_doubt"]
    assert [operation.state for operation in operations(office)] == [State.SENT, State.IN_DOUBT]


def test_the_moment_of_an_answer_fits_its_try(office: Office, sandbox: Any) -> None:
    """Where the service gives no number, the moment that the answer was written with tells that it is one."""
    path = lost(office, sandbox, ROWS[:1])
    answered = datetime.now().replace(microsecond=0)
    retype_row(path, 2, CLAIM | {"Number": None, "Sent at": answered})
    assert statuses(office.run(path)) == ["already_sent"]


def test_a_number_that_stands_twice_is_nobodys(office: Office, sandbox: Any) -> None:
    """A Number that was copied from another row is no part of an answer."""
    path = lost(office, sandbox, ROWS)
    retype_row(path, 2, CLAIM)
    retype_row(path, 3, {"Status": None, "Number": CLAIM["Number"]})
    assert statuses(office.run(path)) == ["in_doubt", "in_doubt"]
