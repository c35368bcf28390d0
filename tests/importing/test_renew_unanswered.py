"""A fresh copy is not made of rows of which nobody knows whether they were sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from office import Office, Person, cells, retype_row, statuses

from xl_addin.errors import WorkbookError
from xl_addin.importing.renew import renew

ROW = {"date": date(2026, 11, 2), "description": "Rent", "amount": -10}


@pytest.mark.parametrize(
    "left",
    [
        {"Status": None, "Message": None},
        {"Status": None, "Message": "Being sent again [xl:k7f3q2m9]."},
        {"Status": "rejected", "Message": "Being sent again [xl:k7f3q2m9]."},
        {"Status": "in_doubt"},
    ],
)
def test_rows_without_an_answer_are_not_sent_as_new(office: Office, left: Mapping[str, str | None]) -> None:
    """A key without a Status, or the note of a try, is what a killed import leaves: that comes first."""
    path, fresh = office.workbook([ROW]), office.folder / "fresh.xlsx"
    assert statuses(office.run(path)) == ["sent"]
    retype_row(path, 2, left)
    with pytest.raises(WorkbookError, match="Rows 2 are in doubt"):
        renew(path, fresh)
    assert not fresh.exists()
    assert statuses(office.run(path)) == ["already_sent"]
    renew(path, fresh)
    assert cells(fresh)[0]["Key"] is None


def test_a_row_that_was_never_begun_is_no_obstacle(office: Office) -> None:
    """A row that was refused, or not sent after a no, is as new as any."""
    path, fresh = office.workbook([ROW]), office.folder / "fresh.xlsx"
    office.person = Person(answer=False)
    assert statuses(office.run(path)) == ["not_sent"]
    renew(path, fresh)
    assert cells(fresh)[0]["Status"] is None
