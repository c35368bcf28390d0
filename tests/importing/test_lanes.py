"""Who waits for whom, and who stops whom."""

from __future__ import annotations

import threading
from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from izi_office import (
    BAKERY,
    CLIENT_WITHOUT_KEYS,
    DINER,
    FACTURAS,
    HARDWARE,
    INVOICES,
    invoiced,
    issuers_toml,
    line,
)
from office import Office, cells, statuses

from xl_addin.importing.entry import Entry
from xl_addin.importing.lanes import Halt, Row, lanes_of
from xl_addin.journal.operation import Operation, Place, Scope
from xl_addin.targets.target import Resolved


def row(number: int, lane: str = "", login: str = "") -> Row:
    """A planned row."""
    resolved = Resolved({}, (), "", None, "BOB", None, lane=lane, login=login)
    scope, place = Scope("izi", "host", "company", "template"), Place("", "book.xlsx", "Invoices", number)
    operation = Operation(f"op{number}", scope, f"key{number}", "", "", "", {}, {}, place, "batch")
    return Entry(number, hidden=False, values={}, typed={}, resolved=resolved), operation


@given(st.lists(st.sampled_from(["", "a", "b", "c"]), max_size=30))
def test_every_row_has_one_lane_in_the_sheets_order(names: list[str]) -> None:
    """No row is lost or doubled; rows of a lane keep the sheet's order, rows without one have their own."""
    rows = [row(number, lane) for number, lane in enumerate(names)]
    lanes = lanes_of(rows, Halt())
    assert sorted(entry.row for lane in lanes for entry, _ in lane.rows) == list(range(len(names)))
    assert len(lanes) == names.count("") + len(set(names) - {""})
    for lane in lanes:
        numbers = [entry.row for entry, _ in lane.rows]
        assert numbers == sorted(numbers)
        assert len({names[number] for number in numbers}) == 1


def test_the_longest_lane_goes_first() -> None:
    """The issuer with most invoices does not begin when the others are done, and keep everybody waiting."""
    rows = [row(number, lane) for number, lane in enumerate("abbcccdb")]
    assert [len(lane.rows) for lane in lanes_of(rows, Halt())] == [3, 3, 1, 1]
    assert [lane.rows[0][0].row for lane in lanes_of(rows, Halt())] == [1, 3, 0, 6]


def test_a_stopped_lane_stops_itself_alone() -> None:
    """One issuer's trouble is told to its own rows."""
    first, second = lanes_of([row(1, "a"), row(2, "b")], Halt())
    first.stop("expired")
    first.stop("later trouble")
    assert (first.stopped, first.reason) == (True, "expired")
    assert (second.stopped, second.reason) == (False, "")


def test_refused_credentials_stop_whoever_uses_them() -> None:
    """Lanes with the same credentials stop together, others go on."""
    first, second, third = lanes_of([row(1, "a", "x"), row(2, "b", "x"), row(3, "c", "y")], Halt())
    first.stop_login("wrong key")
    assert (second.reason, third.reason) == ("wrong key", "")


def test_what_concerns_everybody_stops_everybody() -> None:
    """A lost connection ends every lane."""
    everybody = Halt()
    lanes = lanes_of([row(1, "a", "x"), row(2, "b", "y"), row(3)], everybody)
    everybody.stop("no connection")
    assert [lane.reason for lane in lanes] == ["no connection"] * 3


def test_an_issuers_invoices_never_overlap(office: Office, sandbox: Any) -> None:
    """With eight senders, an issuer's next invoice leaves when the one before it was answered."""
    sandbox.add_fault("slow", 1.0, FACTURAS, seconds=0.02)
    issuers = [BAKERY, DINER, HARDWARE]
    rows = [line(number, issuer=issuers[number % 3]) for number in range(30)]
    path = office.workbook(rows, template=INVOICES)
    assert set(statuses(office.run(path, workers=8))) == {"sent"}
    with office.journal() as journal:
        spans = defaultdict(list)
        for operation in journal.all():
            spans[operation.scope.company].append([step.at for step in journal.history(operation.id)])
    for steps in spans.values():
        begun_and_done = [moment for span in steps for moment in span[-2:]]
        assert begun_and_done == sorted(begun_and_done)
    lasted = {issuer: (steps[0][-2], steps[-1][-1]) for issuer, steps in spans.items()}
    assert max(begin for begin, _ in lasted.values()) < min(end for _, end in lasted.values())


@pytest.mark.parametrize("workers", [1, 8])
def test_numbers_follow_the_sheet_whatever_the_senders(office: Office, workers: int) -> None:
    """One sender or eight: within an issuer the numbers rise with the sheet's rows."""
    rows = [line(number, issuer=(BAKERY, DINER)[number % 2]) for number in range(12)]
    path = office.workbook(rows, template=INVOICES)
    office.run(path, workers=workers)
    for issuer in (BAKERY, DINER):
        numbers = [int(row["Number"]) for row in cells(path) if row["Issuer"] == issuer]
        assert numbers == list(range(numbers[0], numbers[0] + 6))


def test_a_stopped_account_does_not_stop_the_others(office: Office, sandbox: Any) -> None:
    """A row that waits while its account is refused ends with that account, and nobody else does.

    The sandbox's first draw lets the first call wait a second; the second call is refused meanwhile.
    """
    own = {"client_id": CLIENT_WITHOUT_KEYS, "public_key_file": office.settings.izi.public_key_file}
    office.configure(issuers_toml([{"nit": BAKERY, **own}, {"nit": DINER, **own}]))
    sandbox.add_fault("rate-limit", 0.2, FACTURAS)
    sandbox.add_fault("slow", 1.0, FACTURAS, seconds=0.15)
    rows = [line("W1"), line("W2", issuer=DINER), *(line(number, issuer=HARDWARE) for number in range(6))]
    path = office.workbook(rows, template=INVOICES)
    found = statuses(office.run(path, workers=2))
    assert sorted(found[:2]) == ["not_sent", "rejected"]
    assert found[2:] == ["sent"] * 6
    assert len(invoiced(office)) == 6
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("sender-")]
