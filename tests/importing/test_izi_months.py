"""Month after month: what is sent again, what is taken for a mistake, and what a rehearsal is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from izi_office import CHARGES, DINER, INVOICES, charged, invoiced, later, line
from office import Office, Person, cells, statuses

from xl_addin.importing.options import LookAlikes
from xl_addin.importing.renew import renew
from xl_addin.sandbox.server import running
from xl_addin.settings import load

NOVEMBER, DECEMBER = date(2026, 11, 30), date(2026, 12, 1)
FEES = [
    line("A", "Servicio mensual", "1", "350", ref=None),
    later("A", "Gastos", "1", "20.50"),
    line("B", "Servicio mensual", "1", "280", issuer=DINER),
]


def on(office: Office, day: date) -> Office:
    """The office on a day."""
    office.today = lambda: day
    office.person = Person()
    return office


def test_a_second_month_is_sent_after_one_question(office: Office) -> None:
    """The same invoices of the next month are no look-alikes: one yes, and they are sent."""
    path = office.workbook(FEES, "november.xlsx", INVOICES)
    assert statuses(on(office, NOVEMBER).run(path, look_alikes=LookAlikes.ASK)) == ["sent", "sent"]
    december = renew(path, office.folder / "december.xlsx")
    outcome = on(office, DECEMBER).run(december, look_alikes=LookAlikes.ASK)
    assert statuses(outcome) == ["sent", "sent"]
    assert len(office.person.questions) == 1
    assert office.person.questions[0].startswith("Send ")
    assert len(invoiced(office)) == 4
    assert {row["Id"] for row in cells(path)}.isdisjoint(row["Id"] for row in cells(december))


def test_the_same_month_again_is_refused(office: Office) -> None:
    """A copy that is sent a second time in its month looks like what was sent, and that is said."""
    path = office.workbook(FEES, "november.xlsx", INVOICES)
    on(office, date(2026, 11, 2)).run(path)
    again = renew(path, office.folder / "again.xlsx")
    outcome = on(office, NOVEMBER).run(again)
    assert statuses(outcome) == ["invalid", "invalid"]
    assert "Looks like row 2 of november.xlsx" in outcome.books[0].all_problems[0].text
    assert len(invoiced(office)) == 2


def test_the_same_month_again_is_one_question(office: Office) -> None:
    """In a terminal the look-alikes are one question; no sends nothing, yes sends them."""
    path = office.workbook(FEES, "november.xlsx", INVOICES)
    on(office, NOVEMBER).run(path)
    again = renew(path, office.folder / "again.xlsx")
    on(office, NOVEMBER).person.answer = False
    assert statuses(office.run(again, look_alikes=LookAlikes.ASK)) == ["invalid", "invalid"]
    [asked] = office.person.questions
    assert asked.startswith("Send 2 rows although they look like something sent before?\nagain.xlsx 2 (")
    on(office, NOVEMBER)
    assert statuses(office.run(again, look_alikes=LookAlikes.ASK)) == ["sent", "sent"]
    assert len(office.person.questions) == 2


def test_the_order_of_items_makes_no_other_invoice(office: Office) -> None:
    """The same items in another order are a look-alike; one more item is another invoice."""
    on(office, NOVEMBER).run(office.workbook(FEES, "first.xlsx", INVOICES))
    turned = [line("A", "Gastos", "1", "20.50"), later("A", "SERVICIO mensual", "1", "350")]
    assert statuses(office.run(office.workbook(turned, "turned.xlsx", INVOICES))) == ["invalid"]
    longer = [*turned, later("A", "Fotocopias", "3", "0.50")]
    assert statuses(office.run(office.workbook(longer, "longer.xlsx", INVOICES))) == ["sent"]


def test_the_same_workbook_next_month_sends_nothing(office: Office) -> None:
    """Without a fresh copy, last month's workbook stays sent: its rows have their keys."""
    path = office.workbook(FEES, template=INVOICES)
    on(office, NOVEMBER).run(path)
    assert statuses(on(office, DECEMBER).run(path)) == ["already_sent", "already_sent"]
    assert office.posts() == 2


def test_a_ref_is_not_reused_next_month(office: Office) -> None:
    """The same Ref is asked about whatever the month: it is the bill's own number."""
    bill = [{**FEES[2], "ref": "C-17"}]
    on(office, NOVEMBER).run(office.workbook(bill, "november.xlsx", INVOICES))
    other = [line("X", "Otra cosa", ref="c-17", issuer=DINER)]
    december = office.workbook(other, "december.xlsx", INVOICES)
    outcome = on(office, DECEMBER).run(december)
    assert statuses(outcome) == ["invalid"]
    assert "the same Ref c-17" in outcome.books[0].all_problems[0].text
    waived = office.workbook([{**other[0], "send_anyway": True}], "waived.xlsx", INVOICES)
    assert statuses(office.run(waived)) == ["sent"]


def test_charges_have_months_too(office: Office) -> None:
    """A monthly charge goes out each month, and twice in one month only when told to."""
    fee = {
        "description": "Cuota mensual",
        "amount": 150,
        "payer_email": "ana@example.com",
        "invoice_nit": "4346405",
        "invoice_name": "Ana",
    }
    on(office, NOVEMBER).run(office.workbook([fee], "november.xlsx", CHARGES))
    assert statuses(office.run(office.workbook([fee], "again.xlsx", CHARGES))) == ["invalid"]
    december = office.workbook([fee], "december.xlsx", CHARGES)
    assert statuses(on(office, DECEMBER).run(december)) == ["sent"]
    assert len(charged(office)) == 2


def rehearse(office: Office, path: Path) -> str:
    """Sends a workbook to a service at another address, as to iZi's test server; its host."""
    with running() as rehearsal:
        settings = load({**office.environment, **rehearsal.ready["env"]})
        there = Office(office.folder, settings, rehearsal.state)
        assert set(statuses(there.run(path))) == {"sent"}
        return settings.izi.base_url.split("/")[2]


def test_a_rehearsal_does_not_block_the_real_thing(office: Office) -> None:
    """What was tried on a test server is sent to the real one from the same workbook, and that is said."""
    path = office.workbook(FEES, template=INVOICES)
    host = rehearse(office, path)
    tried = [row["Id"] for row in cells(path)]
    assert statuses(office.run(path)) == ["sent", "sent"]
    assert any(host in note and "not yet here" in note for note in office.person.previews[0].notes)
    assert len(invoiced(office)) == 2
    assert statuses(office.run(path)) == ["already_sent", "already_sent"]
    assert len(tried) == 3
    assert {row["Id"] for row in cells(path)} == {str(invoice["id"]) for invoice in invoiced(office)}


def test_a_rehearsal_makes_no_look_alikes(office: Office) -> None:
    """A fresh copy of what was rehearsed, and its Refs, are new to the real service."""
    path = office.workbook([{**FEES[2], "ref": "C-17"}], template=INVOICES)
    rehearse(office, path)
    copy = renew(path, office.folder / "copy.xlsx")
    assert statuses(office.run(copy)) == ["sent"]
