"""Rows that were sent to one host, and a journal that is connected to another one now."""

from __future__ import annotations

from typing import Any

import pytest
from hosts import Hosts
from ledgers import LEDGERS, Ledger
from office import Office, cells, statuses

from xl_addin.sandbox.server import Sandbox

ASKED = pytest.mark.parametrize("ledger", LEDGERS[:2], ids=lambda ledger: ledger.system)
PRODUCTION = {
    "organizze": ("api.organizze.com.br", "api.organizze.com.br:8443"),
    "iziago": ("treasury.example", "newtreasury.example"),
}
"""Two hosts of each that count as production; Iziago publishes none, so any name does."""


def at(office: Office, sandbox: Sandbox) -> Office:
    """The office as it looks at a sandbox's records."""
    return Office(office.folder, office.settings, sandbox.state)


@ASKED
def test_a_rehearsal_goes_out_as_new(
    office: Office, sandbox: Any, second: Sandbox, hosts: Hosts, ledger: Ledger
) -> None:
    """What was sent to TEST goes to production, once, and the rehearsal's records stay as they are."""
    path = office.workbook(ledger.rows(2), template=ledger.template)
    assert statuses(office.run(path)) == ["sent", "sent"]
    rehearsed = [row["Id"] for row in cells(path)]
    hosts.move(office, ledger.system, PRODUCTION[ledger.system][0], second)
    assert [statuses(office.run(path)) for _ in range(2)] == [["sent"] * 2, ["already_sent"] * 2]
    [asked] = [question for question in office.person.questions if "PRODUCTION" in question]
    assert PRODUCTION[ledger.system][0] in asked
    assert (ledger.made(at(office, sandbox)), ledger.made(at(office, second))) == ([1, 2], [1, 2])
    with office.journal() as journal:
        assert len({item.scope.host for item in journal.all()}) == 2
        assert [item.remote_id for item in journal.all()][:2] == rehearsed


@ASKED
def test_a_production_host_that_has_moved_gets_nothing_twice(
    office: Office, sandbox: Any, second: Sandbox, hosts: Hosts, ledger: Ledger
) -> None:
    """What one production host has is no rehearsal for another: rows are refused, and told where they are."""
    path = office.workbook(ledger.rows(2), template=ledger.template)
    first, moved = PRODUCTION[ledger.system]
    hosts.move(office, ledger.system, first, sandbox)
    assert statuses(office.run(path)) == ["sent", "sent"]
    hosts.move(office, ledger.system, moved, second)
    before = cells(path)
    outcome = office.run(path)
    assert statuses(outcome) == ["invalid", "invalid"]
    assert first in outcome.books[0].entries[0].message
    assert cells(path) == before
    assert (ledger.made(at(office, sandbox)), ledger.made(at(office, second))) == ([1, 2], [])


@ASKED
def test_one_production_host_under_another_name_is_asked_first(
    office: Office, sandbox: Any, hosts: Hosts, ledger: Ledger
) -> None:
    """A service that has moved with its records is asked for the rows' marks, and has them."""
    path = office.workbook(ledger.rows(2), template=ledger.template)
    first, moved = PRODUCTION[ledger.system]
    hosts.move(office, ledger.system, first, sandbox)
    assert statuses(office.run(path)) == ["sent", "sent"]
    hosts.move(office, ledger.system, moved, sandbox)
    assert statuses(office.run(path)) == ["already_sent", "already_sent"]
    assert ledger.made(at(office, sandbox)) == [1, 2]
