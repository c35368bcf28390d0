"""Rows of a colleague whose requests may still be on the way, and one service under two spellings."""

from __future__ import annotations

from datetime import date

import pytest
from office import Office, cells, retype, statuses

from xl_addin.connect.party import host_of, is_vendors

ROW = {"date": date(2026, 11, 2), "description": "Rent", "amount": -10}


def test_a_colleagues_key_is_no_new_row_at_first_sight(office: Office) -> None:
    """A row that a colleague may be sending just now is sent here only once the quiet time is over."""
    path = office.workbook([ROW])
    retype(path, 2, "Key", "k2345678")
    assert statuses(office.run(path)) == ["invalid"]
    assert "is certain after" in str(cells(path)[0]["Message"])
    hurried = office.hurried()
    hurried.wait_for_quiet()
    assert statuses(hurried.run(path)) == ["sent"]
    assert len(office.stored()) == 1


@pytest.mark.parametrize("status", [None, "Sent", "whatever"])
def test_an_id_is_proof_whatever_the_status_says(office: Office, status: str | None) -> None:
    """A colleague's row with an Id is never sent, nor is its Id wiped, though its mark is gone."""
    path = office.workbook([ROW])
    for name, value in {"Key": "k2345678", "Id": "4711", "Status": status}.items():
        retype(path, 2, name, value)
    for _ in range(2):
        assert statuses(office.run(path)) == ["invalid"]
    assert (cells(path)[0]["Id"], office.posts()) == ("4711", 0)


@pytest.mark.parametrize(
    "spelt", ["api.organizze.com.br.", "API.Organizze.com.br", "api.organizze。com.br:443"]
)
def test_one_host_has_one_spelling(spelt: str) -> None:
    """No spelling of the vendor's own host makes a rehearsal of the real thing."""
    host = host_of(f"https://{spelt}/rest/v2")
    assert host == "api.organizze.com.br"
    assert is_vendors(host, "api.organizze.com.br")
    assert is_vendors(host_of("https://api.organizze.com.br:8443"), "api.organizze.com.br")
