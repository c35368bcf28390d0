"""iZi's lists, from the journal of real imports into the sandbox."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from bookkeeper import BAKERY, DINER, IZI, OFFICE, Bookkeeper, charge, column, invoice, lines

from xl_addin.errors import WrongUse
from xl_addin.fetching.export import as_records, export
from xl_addin.fetching.listing import Query
from xl_addin.settling.resolve import resolve
from xl_addin.values.la_paz import today

NOVEMBER = Query(start=date(2026, 11, 1), end=date(2026, 11, 30))
DECEMBER = Query(start=date(2026, 12, 1), end=date(2026, 12, 31))
LOST = "POST /izi/v1/facturas"


@pytest.fixture
def bookkeeper(sandbox_env: dict[str, str], tmp_path: Path) -> Bookkeeper:
    """Somebody with three issuers."""
    return Bookkeeper.with_issuers(tmp_path, sandbox_env)


def dated(bookkeeper: Bookkeeper, buyer: str, planned: str, answered: str) -> None:
    """Gives an operation other moments (UTC)."""
    statement = "UPDATE operations SET planned_at = ?, sent_at = ? WHERE typed LIKE ?"
    bookkeeper.edit(statement, f"{planned}.000000", f"{answered}.000000", f'%"{buyer}"%')


def test_invoices_are_listed_as_they_were_sent_and_answered(bookkeeper: Bookkeeper, sandbox: Any) -> None:
    """Each line has the row's words, iZi's number, codes, total and links, and the way back to the row."""
    more = {"item": "Copia", "quantity": Decimal("2.5"), "unit_price": Decimal("0.333"), "discount": None}
    first = invoice("A-17", price="100.50", discount=Decimal("0.50"), ref="P-9")
    bookkeeper.send([first, {**invoice("A-17"), **more, "ref": None}])
    [made] = sandbox.state()["izi"]["facturas"]
    listing = bookkeeper.fetch("invoices")
    [line] = lines(listing)
    [operation] = bookkeeper.operations()
    moment = datetime.fromisoformat(made["timestamp"]).astimezone(UTC) - timedelta(hours=4)
    assert abs(datetime.fromisoformat(f"{line['Date']} {line['Time']}+00:00") - moment) < timedelta(minutes=2)
    expected = {
        "Issuer": OFFICE,
        "Issuer name": "",
        "Number": str(made["numero"]),
        "State": "sent",
        "Buyer NIT": "4346405",
        "Buyer name": "Cliente A-17",
        "Items": 2,
        "Discount": Decimal("0.50"),
        "Total": Decimal("100.83"),
        "Authorization": made["autorizacion"],
        "Control code": made["control"],
        "Link": made["link"],
        "Roll link": made["pdfRollo"],
        "Workbook": "book0.xlsx",
        "Row": 2,
        "Invoice": "A-17",
        "Ref": "P-9",
        "Id": str(made["id"]),
        "Key": operation.key,
        "Operation": operation.id,
    }
    assert {name: line[name] for name in line if name not in ("Date", "Time")} == expected
    assert Decimal(str(made["montoTotal"])) == line["Total"]
    assert listing.notes == [f"{OFFICE}: 1 invoice sent, 100.83 Bs."]


def test_invoices_stand_by_issuer_and_number(bookkeeper: Bookkeeper) -> None:
    """Thirty companies' invoices come company by company, each with its numbers in order: 9 before 10."""
    bookkeeper.send(
        [invoice(f"{number}-{nit}", issuer=nit) for number in range(3) for nit in (BAKERY, OFFICE)]
    )
    [ninth, *_] = [item for item in bookkeeper.operations() if item.scope.company == BAKERY]
    bookkeeper.edit("UPDATE operations SET number = '9' WHERE id = ?", ninth.id)
    listing = bookkeeper.fetch("invoices")
    assert column(listing, "Issuer") == [OFFICE] * 3 + [BAKERY] * 3
    numbers = [int(number) for number in column(listing, "Number")]
    assert numbers[:3] == sorted(numbers[:3])
    assert numbers[3:] == [9, 20419, 20420]
    assert listing.notes == [
        f"{OFFICE}: 3 invoices sent, 30.00 Bs.",
        "Panadería San Gabriel: 3 invoices sent, 30.00 Bs.",
    ]


def test_a_lost_answer_is_listed_with_what_to_do(bookkeeper: Bookkeeper, sandbox: Any) -> None:
    """An invoice in doubt is neither hidden nor counted; a note says how many there are, and the way out."""
    bookkeeper.send([invoice(1)])
    sandbox.add_fault("drop-after-commit", 1, LOST)
    bookkeeper.send([invoice(2, price="70.00")])
    listing = bookkeeper.fetch("invoices")
    assert column(listing, "State") == ["sent", "in doubt"]
    assert column(listing, "Total") == [Decimal("10.00"), Decimal("70.00")]
    assert column(listing, "Number")[1] == ""
    total, doubt, own = listing.notes
    assert total.endswith("1 invoice sent, 10.00 Bs.")
    assert doubt.startswith("1 is in doubt")
    assert "`xl-addin journal resolve OPERATION --number NUMBER`" in doubt
    assert "`xl-addin journal list --state in_doubt`" in doubt
    assert own.startswith("1 total is our own sum")
    assert sandbox.state()["izi"]["facturas"][1]["numero"] is not None


def test_what_was_refused_is_no_invoice(bookkeeper: Bookkeeper) -> None:
    """A rejected row, and one that a person knows never arrived, are not in a list of invoices."""
    bookkeeper.send([invoice(1, issuer=BAKERY), invoice(2, issuer="9999999999")])
    assert {item.state for item in bookkeeper.operations()} == {"sent", "rejected"}
    assert column(bookkeeper.fetch("invoices"), "Buyer name") == ["Cliente 1"]


def test_a_day_is_a_day_in_la_paz(bookkeeper: Bookkeeper) -> None:
    """At 03:59 UTC on the first of December it is still November there; a minute later it is not."""
    bookkeeper.send([invoice("before"), invoice("after")])
    dated(bookkeeper, "before", "2026-12-01 03:58:00", "2026-12-01 03:59:00")
    dated(bookkeeper, "after", "2026-12-01 04:00:00", "2026-12-01 04:00:00")
    [last] = lines(bookkeeper.fetch("invoices", NOVEMBER))
    assert (last["Invoice"], last["Date"], last["Time"]) == ("before", date(2026, 11, 30), "23:59")
    [first] = lines(bookkeeper.fetch("invoices", DECEMBER))
    assert (first["Invoice"], first["Date"], first["Time"]) == ("after", date(2026, 12, 1), "00:00")


def test_an_answer_after_midnight_counts_where_it_came(bookkeeper: Bookkeeper) -> None:
    """An import that ran over the end of the month has its invoices in the month iZi made them in."""
    bookkeeper.send([invoice(1)])
    dated(bookkeeper, "1", "2026-12-01 03:50:00", "2026-12-01 04:02:00")
    assert not bookkeeper.fetch("invoices", NOVEMBER).rows
    assert column(bookkeeper.fetch("invoices", DECEMBER), "Date") == [date(2026, 12, 1)]


def test_a_settled_doubt_has_the_day_it_was_sent_on(bookkeeper: Bookkeeper, sandbox: Any) -> None:
    """A person's word in December makes no December invoice of one that went out in November."""
    sandbox.add_fault("drop-after-commit", 1, LOST)
    bookkeeper.send([invoice(1)])
    [lost] = bookkeeper.operations()
    bookkeeper.in_journal(lambda journal: resolve(journal, lost.id, sent_as="4711"))
    dated(bookkeeper, "1", "2026-11-30 20:00:00", "2026-12-02 13:00:00")
    bookkeeper.edit("UPDATE steps SET at = '2026-11-30 20:00:05.000000' WHERE after = 'sending'")
    [line] = lines(bookkeeper.fetch("invoices", NOVEMBER))
    assert (line["Date"], line["Time"], line["State"], line["Id"]) == (
        date(2026, 11, 30),
        "16:00",
        "sent",
        "4711",
    )
    assert not bookkeeper.fetch("invoices", DECEMBER).rows


def test_this_month_unless_told_otherwise(bookkeeper: Bookkeeper) -> None:
    """Asked for nothing in particular, it is the month it is in La Paz."""
    bookkeeper.send([invoice("now"), invoice("then")])
    before = today().replace(day=1) - timedelta(days=1)
    dated(bookkeeper, "then", f"{before} 12:00:00", f"{before} 12:00:00")
    assert column(bookkeeper.fetch("invoices"), "Invoice") == ["now"]
    with pytest.raises(WrongUse):
        bookkeeper.fetch("invoices", Query(start=DECEMBER.start, end=NOVEMBER.end))


@pytest.mark.parametrize("name", [BAKERY, "panaderia san GABRIEL"])
def test_one_issuers_invoices(bookkeeper: Bookkeeper, name: str) -> None:
    """`--account` names an issuer, by NIT or by name; case and accents do not count."""
    bookkeeper.send([invoice(1, issuer=BAKERY), invoice(2)])
    assert column(bookkeeper.fetch("invoices", Query(name)), "Issuer name") == ["Panadería San Gabriel"]


@pytest.mark.parametrize("name", ["Panaderia San Miguel", "3415720018", ""])
def test_an_unknown_issuer_is_refused(bookkeeper: Bookkeeper, name: str) -> None:
    """A slip in a NIT or name is no empty list that looks like an answer."""
    with pytest.raises(WrongUse, match="--account"):
        bookkeeper.fetch("invoices", Query(name))


def test_an_issuer_that_is_only_in_the_journal_is_known(bookkeeper: Bookkeeper) -> None:
    """Whoever left the settings is still found by NIT."""
    bookkeeper.send([invoice(1, issuer=BAKERY)])
    (bookkeeper.home / "config.toml").unlink()
    assert column(bookkeeper.fetch("invoices", Query(BAKERY)), "Issuer") == [BAKERY]
    with pytest.raises(WrongUse):
        bookkeeper.fetch("invoices", Query("Panadería San Gabriel"))


@pytest.mark.parametrize("what", ["invoices", "charges"])
def test_a_rehearsal_is_not_among_the_real_ones(bookkeeper: Bookkeeper, what: str) -> None:
    """What was sent to a test server is not shown when the settings name iZi's own."""
    bookkeeper.send([invoice(1)])
    bookkeeper.send([charge("Anticipo", "100.00")], "izi_charges")
    assert len(bookkeeper.fetch(what).rows) == 1
    assert not bookkeeper.fetch(what, XL_ADDIN_IZI_BASE_URL="").rows


@pytest.mark.parametrize("what", IZI.lists)
def test_nothing_is_asked_of_the_service(bookkeeper: Bookkeeper, sandbox: Any, what: str) -> None:
    """The service cannot be queried, so no list needs a key or a connection."""
    bookkeeper.send([invoice(1)])
    calls = sandbox.state()["calls"]
    bookkeeper.fetch(what, XL_ADDIN_IZI_CLIENT_ID="", XL_ADDIN_IZI_PUBLIC_KEY_FILE="")
    assert sandbox.state()["calls"] == calls


def test_charges(bookkeeper: Bookkeeper, sandbox: Any) -> None:
    """Each charge with what was asked of whom, in the order they went out; blanks show what they mean."""
    bookkeeper.send([charge("Anticipo", "100.10", order="178", ref="P-1", proforma=True)], "izi_charges")
    bookkeeper.send([charge("Saldo", "7.00", gateway=("SIP", "Khipu"), notify_payer=False)], "izi_charges")
    first, second = lines(bookkeeper.fetch("charges"))
    made = sorted(sandbox.state()["izi"]["cobros"], key=lambda item: item["id"])
    assert [first["Id"], second["Id"]] == [str(item["id"]) for item in made]
    shown = {
        "Description": "Anticipo",
        "Amount": Decimal("100.10"),
        "Gateway": "CYBERSOURCE",
        "Payer email": "ana@example.com",
        "Invoice NIT": "4346405",
        "Invoice name": "Ana Quispe",
        "Order": "178",
        "Notify payer": True,
        "Proforma": True,
        "State": "sent",
        "Ref": "P-1",
        "Workbook": "book0.xlsx",
        "Row": 2,
    }
    assert {name: first[name] for name in shown} == shown
    changed = ("Description", "Amount", "Gateway", "Notify payer", "Proforma", "Order")
    assert [second[name] for name in changed] == ["Saldo", Decimal("7.00"), "SIP,Khipu", False, False, ""]


def test_issuers(bookkeeper: Bookkeeper) -> None:
    """The settings' companies with their codes and limits; a secret of theirs is not shown."""
    assert lines(bookkeeper.fetch("issuers")) == [
        issuer(OFFICE),
        issuer(BAKERY, "Panadería San Gabriel", Branch=0),
        issuer(
            DINER, "Salteñas Doña Elvira", Activity=561110, Limit=Decimal("5000.00"), **{"Own account": True}
        ),
    ]
    assert not bookkeeper.fetch("issuers").notes


def issuer(nit: str, name: str = "", **more: Any) -> dict[str, Any]:
    """A line of the list of issuers."""
    line: dict[str, Any] = {"NIT": nit, "Name": name, "Branch": None, "Activity": None, "Limit": None}
    return {**line, "Own account": False, **more}


def test_no_issuers_is_said(bookkeeper: Bookkeeper) -> None:
    """An empty list tells where issuers are written down."""
    (bookkeeper.home / "config.toml").unlink()
    listing = bookkeeper.fetch("issuers", XL_ADDIN_IZI_ISSUER="")
    assert not listing.rows
    assert "[[izi.issuers]]" in listing.notes[0]


@pytest.mark.parametrize("what", IZI.lists)
@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
def test_every_list_goes_into_every_kind_of_file(bookkeeper: Bookkeeper, what: str, ending: str) -> None:
    """No value of a list is one that a file cannot hold."""
    bookkeeper.send([invoice(1)])
    bookkeeper.send([charge("Saldo", "7.00")], "izi_charges")
    listing = bookkeeper.fetch(what)
    file = bookkeeper.folder / f"{what}.{ending}"
    export(listing, file, overwrite=False)
    assert file.stat().st_size > 0
    assert len(as_records(listing)) >= 1
