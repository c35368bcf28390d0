"""What a company's policy forbids an import, and that it is told before anything is sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from office import Office, cells, statuses

from xl_addin.errors import WrongUse
from xl_addin.importing.options import LookAlikes
from xl_addin.settings import load
from xl_addin.workbook.live.selection import Selected

RENT = {
    "date": date(2026, 11, 2),
    "description": "Rent",
    "amount": Decimal("-3200.00"),
    "account": "Bradesco CC",
}
SALES = {**RENT, "description": "Sales", "amount": Decimal("812.35")}
WRONG = {**RENT, "description": "Wrong", "amount": "ten"}


def under(office: Office, text: str) -> Office:
    """The same office on a computer with a policy."""
    file = office.folder / "policy.toml"
    file.write_text(text, "utf-8")
    return replace(office, settings=load(office.environment, policy=file))


def test_partial_is_refused(office: Office) -> None:
    """Whoever asks for what is forbidden is told so, and nothing is sent; without it all goes its way."""
    walled, path = under(office, "partial = false"), office.workbook([RENT, WRONG])
    with pytest.raises(WrongUse, match=r"does not allow --partial"):
        walled.run(path, partial=True)
    assert statuses(walled.run(path)) == ["not_sent", "invalid"]
    assert office.posts() == 0


def test_a_selection_is_refused(office: Office) -> None:
    """Whoever may not send a part by `--partial` may not send it by marking it either."""
    walled, path = under(office, "partial = false"), office.workbook([RENT, SALES])
    with pytest.raises(WrongUse, match="not a selection"):
        walled.run(path, only=Selected("Transactions", frozenset({2})))
    assert office.posts() == 0


def test_look_alikes_stay_at_home(office: Office) -> None:
    """Neither an option nor a yes nor a cell sends what looks sent; what is forbidden is not even asked."""
    walled = under(office, f"send_anyway = false\njournal_folder = '{office.folder}'")
    assert statuses(walled.run(walled.workbook([RENT]))) == ["sent"]
    alike = walled.workbook([RENT], "alike.xlsx")
    with pytest.raises(WrongUse, match="--look-alikes send"):
        walled.run(alike, look_alikes=LookAlikes.SEND)
    asked = len(walled.person.questions)
    assert statuses(walled.run(alike, look_alikes=LookAlikes.ASK)) == ["invalid"]
    assert len(walled.person.questions) == asked
    waived = walled.workbook([{**RENT, "send_anyway": True}], "waived.xlsx")
    outcome = walled.run(waived)
    assert statuses(outcome) == ["invalid"]
    assert "Send anyway" in outcome.books[0].all_problems[0].text
    assert len(office.stored()) == 1


def test_a_row_sent_before_the_policy_came_stays_sent(office: Office) -> None:
    """Its cell may still say `Send anyway`: it is not new, and nothing is wrong with it."""
    path = office.workbook([{**RENT, "send_anyway": True}])
    assert statuses(office.run(path)) == ["sent"]
    walled = under(office, f"send_anyway = false\njournal_folder = '{office.folder}'")
    assert statuses(walled.run(path)) == ["already_sent"]


def test_more_rows_than_allowed_are_all_held_back(office: Office) -> None:
    """Also in several workbooks at once; what was sent before does not count; split up, they go."""
    walled = under(office, "rows = 2")
    first = walled.workbook([RENT, SALES], "first.xlsx")
    second = walled.workbook([{**RENT, "description": "Water"}], "second.xlsx")
    refused = walled.run(first, second)
    assert statuses(refused) == ["not_sent"] * 3
    assert "2 rows an import; here are 3" in refused.books[1].all_problems[0].text
    assert refused.exit_code == 1
    assert office.posts() == 0
    assert statuses(walled.run(first)) == ["sent", "sent"]
    assert statuses(walled.run(first, second)) == ["already_sent", "already_sent", "sent"]
    assert cells(second)[0]["Status"] == "sent"


def test_a_check_tells_of_it_beforehand(office: Office) -> None:
    """Nobody learns only from the import that there are too many rows."""
    walled = under(office, "rows = 1")
    checked = walled.run(walled.workbook([RENT, SALES]), dry_run=True)
    assert statuses(checked) == ["not_sent", "not_sent"]
    assert "1 row an import" in checked.books[0].all_problems[0].text
