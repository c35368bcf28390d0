"""A request travels in one header: what is too long for it is seen before anything is sent."""

from __future__ import annotations

import re

import pytest
from izi_office import CHARGES, DINER, INVOICES, invoiced, issuers_toml, later, line
from office import Office, Row, cells, statuses

CHARGE = {
    "description": "Cuota",
    "amount": 10,
    "payer_email": "ana@example.com",
    "invoice_nit": "4346405",
    "invoice_name": "Ana",
}


def long_invoice(name: str, items: int) -> list[Row]:
    """An invoice of so many items, about 70 bytes each."""
    return [line(name, "Artículo 0"), *(later(name, f"Artículo {number}") for number in range(1, items))]


def lengths(text: str) -> tuple[int, int]:
    """The bytes and the limit that a message names."""
    found = re.search(r"request of (\d+) bytes, and (\d+) are allowed", text)
    assert found, text
    return int(found[1]), int(found[2])


def test_an_invoice_too_long_is_invalid_before_anything_is_sent(office: Office) -> None:
    """The row names its bytes, the limit and what to do; nothing of the workbook leaves."""
    path = office.workbook([line("A"), *long_invoice("B", 100)], template=INVOICES)
    outcome = office.run(path)
    assert statuses(outcome) == ["not_sent", "invalid"]
    [problem] = outcome.books[0].all_problems
    length, limit = lengths(problem.text)
    assert limit == 8000 < length
    assert problem.cell == "A3"
    assert "Split it in two" in problem.text
    assert "header_limit" in problem.text
    assert office.posts() == 0
    assert cells(path)[1]["Status"] == "invalid"


def test_the_limit_is_a_setting(office: Office) -> None:
    """Whoever knows that iZi takes more raises header_limit, and the same invoice is sent."""
    path = office.workbook(long_invoice("B", 100), template=INVOICES)
    length, _ = lengths(office.run(path).books[0].all_problems[0].text)
    office.configure(issuers_toml([], header_limit=length - 1))
    assert lengths(office.run(path).books[0].all_problems[0].text) == (length, length - 1)
    office.configure(issuers_toml([], header_limit=length))
    assert statuses(office.run(path)) == ["sent"]
    assert len(invoiced(office)[0]["listaItems"]) == 100


def test_a_server_that_takes_less_is_told_apart(office: Office) -> None:
    """Where the server itself refuses the header, that row is rejected with advice, the next is sent."""
    office.configure(issuers_toml([], header_limit=60_000))
    rows = [*long_invoice("A", 250), line("B"), line("C", issuer=DINER)]
    path = office.workbook(rows, template=INVOICES)
    assert statuses(office.run(path)) == ["rejected", "sent", "sent"]
    message = cells(path)[0]["Message"]
    assert "431" in message
    assert "two invoices" in message
    assert len(invoiced(office)) == 2


@pytest.mark.parametrize("offline", [False, True])
def test_a_check_tells_it_too(office: Office, offline: bool) -> None:
    """`check` needs no connection to iZi to say what is too long, with or without --offline."""
    path = office.workbook([line("A"), *long_invoice("B", 100)], template=INVOICES)
    before = path.read_bytes()
    outcome = office.run(path, dry_run=True, offline=offline)
    assert statuses(outcome) == ["ready", "invalid"]
    lengths(outcome.books[0].all_problems[0].text)
    assert path.read_bytes() == before
    assert office.posts() == 0


def test_an_offline_check_needs_no_credentials(office: Office) -> None:
    """Without a key nothing can be said of lengths, and the cells are checked all the same."""
    office.environment = {**office.environment, "XL_ADDIN_IZI_CLIENT_ID": ""}
    office.configure("")
    path = office.workbook([line("A"), line("B", quantity="0")], template=INVOICES)
    outcome = office.run(path, dry_run=True, offline=True)
    assert statuses(outcome) == ["ready", "invalid"]


def test_a_charge_too_long_names_its_description(office: Office) -> None:
    """A charge whose texts do not fit is invalid as well."""
    path = office.workbook([{**CHARGE, "description": "ñandú " * 1200}], template=CHARGES)
    outcome = office.run(path)
    assert statuses(outcome) == ["invalid"]
    [problem] = outcome.books[0].all_problems
    assert problem.cell == "A2"
    assert lengths(problem.text)[0] > 8000
    assert office.posts() == 0
