"""A workbook that was rehearsed on one host comes to whoever sends it to another, with an own journal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bystander import Bystander
from izi_office import CHARGES, FACTURAS, INVOICES, charged, invoiced, line
from iziago_office import TRANSFERS, pay, transfers
from ledgers import reconnect
from office import Office, Row, cells, edit, retype_row, statuses
from outside import outside
from outsider import Outsider

from xl_addin.connect.party import host_of

CHARGE: Row = {
    "description": "Cuota",
    "amount": 10,
    "payer_email": "ana@example.com",
    "invoice_nit": "4346405",
    "invoice_name": "Ana",
}
KINDS: list[tuple[str, Row]] = [(INVOICES, line(1)), (CHARGES, CHARGE)]


@pytest.fixture
def elsewhere(sandbox: Any, colleague: Office) -> Iterator[Outsider]:
    """The colleague speaks with another host; what arrives there is to be seen in the same sandbox."""
    with outside(colleague, sandbox) as made:
        yield made


def made(office: Office) -> int:
    """How many invoices and charges there are."""
    return len(invoiced(office)) + len(charged(office))


def host(office: Office) -> str:
    """Where an office's iZi is."""
    return host_of(office.environment["XL_ADDIN_IZI_BASE_URL"])


@pytest.mark.parametrize(("template", "row"), KINDS, ids=["invoices", "charges"])
def test_a_colleagues_rehearsal_is_not_taken_for_the_real_thing(
    office: Office, colleague: Office, elsewhere: Outsider, template: str, row: Row
) -> None:
    """Rows that the sheet says were sent to another host are refused, with both hosts' names; none counts."""
    path = office.workbook([row], template=template)
    assert statuses(office.run(path)) == ["sent"]
    before = cells(path)
    for options in ({"dry_run": True, "offline": True}, {}, {}):
        outcome = colleague.run(path, **options)
        assert (outcome.exit_code, statuses(outcome)) == (1, ["invalid"])
        assert f"was sent to {host(office)}" in outcome.books[0].entries[0].message
        assert f"not to {host(colleague)}" in outcome.books[0].entries[0].message
    assert (cells(path), made(office)) == (before, 1)
    assert statuses(office.run(path)) == ["already_sent"]


def test_a_rehearsal_under_a_contract_without_a_list_is_told_too(
    office: Office, colleague: Office, elsewhere: Outsider, tmp_path: Path
) -> None:
    """Where Iziago cannot be asked about transfers, the sheet names the host as it does for iZi."""
    profile = tmp_path / "profile.toml"
    profile.write_text('[operations.payments.transfers]\npath = ""\n', "utf-8")
    for each in (office, colleague):
        reconnect(each, XL_ADDIN_IZIAGO_PROFILE=str(profile))
    path = office.workbook([pay()], template=TRANSFERS)
    assert statuses(office.run(path)) == ["sent"]
    assert cells(path)[0]["Message"].endswith(f" [TEST {host(office)}]")
    assert statuses(colleague.run(path)) == ["invalid"]
    assert statuses(office.run(path)) == ["already_sent"]
    assert len(transfers(office)) == 1


def test_the_host_is_named_in_a_workbook_that_was_saved_meanwhile(office: Office) -> None:
    """Results that find their rows again after somebody saved the workbook are as complete as any."""
    path = office.workbook([line(1), line(2)], template=INVOICES)
    office.person = Bystander(lambda: edit(path, lambda sheet: None), after=1)
    assert statuses(office.run(path)) == ["sent"] * 2
    assert [row["Message"] for row in cells(path)] == [f"[TEST {host(office)}]"] * 2


def test_cleared_rows_of_a_rehearsal_go_out(office: Office, colleague: Office, elsewhere: Outsider) -> None:
    """Who does as the refusal says has the row sent as new, and its Message names the host it is at now."""
    path = office.workbook([line(1)], template=INVOICES)
    office.run(path)
    retype_row(path, 2, dict.fromkeys(("Status", "Id", "Key", "Message"), None))
    assert statuses(colleague.run(path)) == ["sent"]
    assert (cells(path)[0]["Message"], made(office)) == (f"[TEST {host(colleague)}]", 2)


def test_ones_own_rehearsal_is_sent_for_real(office: Office, colleague: Office, elsewhere: Outsider) -> None:
    """The journal knows that the rows were at another host only: they go to this one, once."""
    path = office.workbook([line(1)], template=INVOICES)
    office.run(path)
    reconnect(office, **{**colleague.environment, "XL_ADDIN_HOME": office.environment["XL_ADDIN_HOME"]})
    assert [statuses(office.run(path)) for _ in range(2)] == [["sent"], ["already_sent"]]
    assert (cells(path)[0]["Message"], made(office)) == (f"[TEST {host(colleague)}]", 2)


def test_the_word_for_a_host_goes_from_hand_to_hand(
    office: Office, colleague: Office, elsewhere: Outsider, sandbox_env: dict[str, str], tmp_path: Path
) -> None:
    """A second computer takes the word for its own host, and leaves it so that a third one is warned."""
    path = office.workbook([line(1)], template=INVOICES)
    office.run(path)
    reconnect(office, XL_ADDIN_HOME=str(tmp_path / "second"))
    assert statuses(office.run(path)) == ["already_sent"]
    assert "by the sheet's word" in cells(path)[0]["Message"]
    assert statuses(colleague.run(path)) == ["invalid"]
    assert made(office) == 1


def test_a_doubt_is_not_settled_by_another_hosts_word(office: Office, sandbox: Any) -> None:
    """What the sheet says of a rehearsal tells nothing of the request that was lost here."""
    path = office.workbook([line(1)], template=INVOICES)
    sandbox.add_fault("drop-after-commit", 1.0, FACTURAS)
    assert statuses(office.run(path)) == ["in_doubt"]
    sandbox.add_fault("drop-after-commit", 0.0, FACTURAS)
    claim = {"Status": "sent", "Id": "77", "Number": "12"}
    retype_row(path, 2, claim | {"Message": "[TEST 127.0.0.9:4443]"})
    assert statuses(office.run(path)) == ["in_doubt"]
    retype_row(path, 2, claim | {"Message": f"[TEST {host(office)}]"})
    assert statuses(office.run(path)) == ["already_sent"]
