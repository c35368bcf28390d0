"""A row that two computers sent, whose own try came to nothing: the other one's record is its record."""

from __future__ import annotations

import shutil
from typing import Any

import pytest
from backups import journal_of
from izi_office import FACTURAS, INVOICES, invoiced, line
from office import Office, cells, retype, statuses

from xl_addin.journal.contents import read
from xl_addin.journal.merge import merge
from xl_addin.settling.resolve import resolve


@pytest.mark.parametrize("theirs", ["sent", "in_doubt"])
def test_a_live_twin_holds_the_row(office: Office, colleague: Office, sandbox: Any, theirs: str) -> None:
    """Ours was not sent, the colleague's was, or may have been: nothing leaves, though the row is edited."""
    path = office.workbook([line(1)], template=INVOICES)
    sandbox.add_fault("unauthorized", 1.0, FACTURAS)
    assert statuses(office.run(path)) == ["rejected"]
    sandbox.add_fault("unauthorized", 0.0, FACTURAS)
    with colleague.journal() as journal:
        merge(journal, [read(journal_of(office))])
    copied = path.with_name("copied.xlsx")
    shutil.copyfile(path, copied)
    if theirs == "in_doubt":
        sandbox.add_fault("drop-after-commit", 1.0, FACTURAS)
    assert statuses(colleague.run(copied)) == [theirs]
    sandbox.add_fault("drop-after-commit", 0.0, FACTURAS)
    sandbox.add_fault("drop-before-commit", 1.0, FACTURAS)
    assert statuses(office.run(path)) == ["in_doubt"]
    sandbox.add_fault("drop-before-commit", 0.0, FACTURAS)
    with office.journal() as journal:
        ours = journal.get(cells(path)[0]["Key"]).id
        merge(journal, [read(journal_of(colleague))])
        resolve(journal, ours, sent_as=None)
    expected = "already_sent" if theirs == "sent" else "in_doubt"
    assert statuses(office.run(path)) == [expected]
    assert cells(path)[0]["Id"] == cells(copied)[0]["Id"]
    retype(path, 2, "Item", "Pan integral")
    assert statuses(office.run(path)) == ["invalid" if theirs == "sent" else "in_doubt"]
    assert len(invoiced(office)) == 1
