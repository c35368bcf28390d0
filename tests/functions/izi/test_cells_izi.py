"""iZi's functions in cells, from the journal of real imports into the sandbox."""

from __future__ import annotations

import time
from datetime import date, timedelta
from typing import Any

from bookkeeper import BAKERY, DINER, OFFICE, Bookkeeper, charge, invoice
from cells_desk import Desk, desk_with

from xl_addin.fetching.listing import Query
from xl_addin.values.la_paz import today

LOST = "POST /izi/v1/facturas"


def told(desk: Desk, name: str, *arguments: Any) -> str:
    """What the only cell shows, and why."""
    outcome = desk.outcome(name, *arguments)
    [error] = outcome.errors
    return f"{error.code.text} {error.reason}"


def numbers(desk: Desk, *arguments: Any) -> list[str]:
    """The Invoice column of a table of invoices."""
    return sorted(line["Invoice"] for line in desk.lines("IZI_INVOICES", *arguments))


def test_tables_are_what_fetch_shows(bookkeeper: Bookkeeper, desk: Desk) -> None:
    """Invoices and charges are the rows, columns and notes that people know from the command line."""
    bookkeeper.send([invoice("A", ref="P-1"), invoice("B", issuer=BAKERY, price="70.00")])
    bookkeeper.send([charge("Curso", "100.00"), charge("Libro", "35.50")], "izi_charges")
    for name, what in (("IZI_INVOICES", "invoices"), ("IZI_CHARGES", "charges")):
        fetched, shown = bookkeeper.fetch(what, Query()), desk.table(name)
        assert (shown.rows, shown.columns, shown.notes) == (fetched.rows, fetched.columns, fetched.notes)
        assert len(shown.rows) == 2
    assert desk.calls("izi") == ["/izi/v1/facturas"] * 2 + ["/izi/v1/cobros"] * 2, "cells asked for nothing"


def test_invoices_of_some_issuers_and_buyers(bookkeeper: Bookkeeper, desk: Desk) -> None:
    """Issuers by NIT or name, buyers by NIT or name, one or a range of them; accents do not count."""
    bookkeeper.send(
        [
            invoice("A"),
            invoice("B", issuer=BAKERY, buyer_nit="1234567", buyer_name="Café Ñandú S.R.L."),
            invoice("C", buyer_nit="7654321"),
        ]
    )
    assert numbers(desk) == ["A", "B", "C"]
    assert numbers(desk, None, None, OFFICE) == ["A", "C"]
    assert numbers(desk, None, None, [["Panaderia san gabriel"], [None], [DINER]]) == ["B"]
    assert numbers(desk, None, None, None, "CAFE NANDU S.R.L.") == ["B"]
    assert numbers(desk, None, None, None, [[1234567.0, "Cliente C"]]) == ["B", "C"]
    assert numbers(desk, None, None, OFFICE, "1234567") == []
    known = told(desk, "IZI_INVOICES", None, None, None, "Cafe Nandu SRL")
    assert known.startswith("#N/A buyer “Cafe Nandu SRL” is not known. Did you mean: Café Ñandú S.R.L.")
    known = told(desk, "IZI_INVOICES", None, None, "Panadería San Gabriél 2")
    assert known.startswith("#N/A issuer “Panadería San Gabriél 2” is not known. Did you mean: Panadería")
    assert told(desk, "IZI_INVOICES", None, None, "99").startswith("#N/A issuer “99” is not known")


def test_days_are_those_of_la_paz(bookkeeper: Bookkeeper, desk: Desk) -> None:
    """At 03:59 UTC on the first of December it is November there; without days it is this month's."""
    bookkeeper.send([invoice("old"), invoice("new")])
    moments = "UPDATE operations SET planned_at = ?, sent_at = ? WHERE typed LIKE ?"
    bookkeeper.edit(moments, "2025-12-01 03:58:00.000000", "2025-12-01 03:59:00.000000", '%"old"%')
    assert numbers(desk) == ["new"]
    assert numbers(desk, date(2025, 11, 1), "2025-11-30") == ["old"]
    assert numbers(desk, date(2025, 12, 1), date(2025, 12, 31)) == []
    assert numbers(desk, today()) == ["new"]


def test_a_list_without_days_is_left_behind_by_a_new_day_in_la_paz(
    bookkeeper: Bookkeeper, desk: Desk
) -> None:
    """East of La Paz the computer's own midnight comes first: the list is pointed out when it is La Paz's."""
    day = today()
    bookkeeper.send([invoice("A")])
    bookkeeper.send([charge("Curso", "100.00")], "izi_charges")
    desk.books.la_paz = lambda: day
    tomorrow, much_later = day + timedelta(days=1), day + timedelta(days=40)
    ledger = desk.books.ledger
    for cell, name, start in (
        ("A1", "IZI_INVOICES", None),
        ("B1", "IZI_CHARGES", None),
        ("C1", "IZI_INVOICES", day),
    ):
        ledger.put(cell, desk.outcome(name, start, start))
    assert ledger.overtaken(0, tomorrow, la_paz=day) == []
    assert ledger.overtaken(0, tomorrow, la_paz=tomorrow) == ["A1", "B1"]
    with desk_with(bookkeeper.settings(), desk.sandbox) as later:
        later.books.la_paz = lambda: much_later
        assert numbers(later) == []


def test_a_field_of_the_row_that_was_sent(bookkeeper: Bookkeeper, desk: Desk, sandbox: Any) -> None:
    """Beside a row its Ref, Invoice, number or Key tells whatever iZi answered; by itself the number."""
    bookkeeper.send([invoice("A-17", ref="P-9", price="100.50"), invoice("A-18")])
    made = sandbox.state()["izi"]["facturas"][0]
    [operation, other] = bookkeeper.operations()
    for name in ("P-9", "p-9", "A-17", operation.key, operation.number, int(operation.number), operation.id):
        assert desk.value("IZI_INVOICE", name) == str(made["numero"])
    assert desk.value("IZI_INVOICE", "P-9", "Total") == "100.50"
    assert desk.value("IZI_INVOICE", "P-9", "authorization") == made["autorizacion"]
    assert desk.value("IZI_INVOICE", "P-9", "Link") == made["link"]
    column = [["P-9"], [None], ["A-18"], ["A-19"]]
    assert desk.value("IZI_INVOICE", column) == [[str(made["numero"])], [None], [other.number], ["#N/A"]]


def test_a_name_of_several_or_of_none_is_no_number(bookkeeper: Bookkeeper, desk: Desk) -> None:
    """A Ref that two invoices have shows #N/A with both; so does one that none has, with what is like it."""
    bookkeeper.send([invoice("A", ref="Obra 7"), invoice("B", ref="obra 7")])
    first, second = bookkeeper.operations()
    several = told(desk, "IZI_INVOICE", "OBRA 7")
    assert several.startswith("#N/A ref “OBRA 7” is the name of several")
    assert first.key in several
    assert second.key in several
    assert "Did you mean: obra 7" in told(desk, "IZI_INVOICE", "Obra 77")
    assert told(desk, "IZI_INVOICE", first.key, "Totl").startswith("#VALUE! There is no column Totl")
    assert told(desk, "IZI_INVOICE", first.key, "Total, Link").startswith("#VALUE!")


def test_a_ref_goes_before_a_number(bookkeeper: Bookkeeper, desk: Desk) -> None:
    """Where one invoice's Ref is another's number, the Ref is meant: it is what the row itself says."""
    bookkeeper.send([invoice("A")])
    [first] = bookkeeper.operations()
    bookkeeper.send([invoice("B", ref=first.number)])
    assert desk.value("IZI_INVOICE", first.number, "Invoice") == "B"
    assert desk.value("IZI_INVOICE", first.key, "Invoice") == "A"


def test_what_is_in_doubt_has_no_number_yet(bookkeeper: Bookkeeper, desk: Desk, sandbox: Any) -> None:
    """An invoice whose answer was lost shows #N/A and the way out, never an empty number."""
    sandbox.add_fault("drop-after-commit", 1, LOST)
    bookkeeper.send([invoice("A", ref="P-1")])
    assert "`xl-addin journal resolve` settles it" in told(desk, "IZI_INVOICE", "P-1")
    assert desk.value("IZI_INVOICE", "P-1", "State") == "in_doubt"
    assert desk.value("IZI_INVOICE", "P-1", "Total") == "10.00"
    assert desk.value("JOURNAL_STATUS", "P-1") == "in_doubt"


def test_what_is_imported_meanwhile_is_there_at_the_next_calculation(
    bookkeeper: Bookkeeper, desk: Desk
) -> None:
    """Nobody has to reopen the workbook: cells know what another program sent a moment ago."""
    bookkeeper.send([invoice("A", ref="P-1")])
    assert numbers(desk) == ["A"]
    assert desk.value("IZI_INVOICE", "P-2") == "#N/A"
    bookkeeper.send([invoice("B", ref="P-2")])
    numbers(desk)
    while desk.books.pending and not desk.books.arrived:  # a slow machine is told the older list for a moment
        time.sleep(0.05)
    assert numbers(desk) == ["A", "B"]
    assert desk.value("IZI_INVOICE", "P-2", "Total") == "10.00"


def test_an_invoice_of_another_host_is_not_shown(bookkeeper: Bookkeeper, desk: Desk) -> None:
    """A rehearsal elsewhere is no invoice of this iZi."""
    bookkeeper.send([invoice("A", ref="P-1")])
    bookkeeper.edit("UPDATE operations SET host = 'elsewhere.example'")
    assert numbers(desk) == []
    assert desk.value("IZI_INVOICE", "P-1") == "#N/A"
