"""`journal`: looking back, and settling doubts."""

from __future__ import annotations

import json
import re
import sqlite3
import stat
from contextlib import closing
from decimal import Decimal
from typing import Any

import pytest
from commandline import RENT, SALES, Computer, hurry, lines, marked

POST = "POST /organizze/rest/v2/transactions"
INVOICED = "POST /izi/v1/facturas"
COFFEE = {"buyer_nit": "4346405", "item": "Café", "quantity": Decimal(2), "unit_price": Decimal("10.00")}


def invoices(computer: Computer, client: int) -> int:
    """Imports one invoice; how the command ends."""
    line = {**COFFEE, "invoice": str(client), "buyer_name": f"Client {client}"}
    path = computer.workbook([line], f"{client}.xlsx", "izi_invoices")
    return computer.run("import", path, "--yes").returncode


def test_what_was_sent_is_listed_shown_and_exported(computer: Computer) -> None:
    """From the list to one row's history to a file: the same operations, without secrets."""
    path = computer.workbook([RENT, SALES])
    computer.run("import", path, "--yes")
    first, second = computer.journal()
    assert [item["remote_id"] for item in (first, second)] == [line["Id"] for line in lines(path)]
    assert (first["state"], first["row"], second["row"]) == ("sent", 2, 3)
    shown = json.loads(computer.run("journal", "show", first["id"], "--json").stdout)
    assert (shown["request"]["amount_cents"], shown["typed"]["ref"]) == (-320000, "NF-1")
    assert [step["after"] for step in shown["history"]] == ["sending", "sent"]
    story = computer.run("journal", "show", first["id"])
    assert (story.returncode, story.stderr) == (0, "")
    assert "-3200.00" in story.stdout
    listed = computer.run("journal", "list").stdout
    assert re.search(rf"{first['id']}  +\d{{4}}-\d\d-\d\d \d\d:\d\d  +sent", listed)
    file = computer.folder / "journal.json"
    assert computer.run("journal", "export", "--out", file).returncode == 0
    exported = json.loads(file.read_text("utf-8"))
    assert [item["id"] for item in exported] == [first["id"], second["id"]]
    assert exported[0]["history"] == shown["history"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    computer.keeps_secrets(file.read_text("utf-8"))
    assert computer.run("journal", "export", "--out", file).returncode == 2


def test_several_companies_are_told_apart(computer: Computer) -> None:
    """The list has an invoice's total, buyer and issuer; its story the number and the link."""
    computer.run("import", computer.workbook([RENT]), "--yes")
    assert "Company" not in computer.run("journal", "list").stdout
    invoice = {"invoice": "1", "buyer_nit": "4346405", "buyer_name": "Peña", "item": "Café"}
    line = {**invoice, "quantity": Decimal(2), "unit_price": Decimal("10.00")}
    path = computer.workbook([line], "invoices.xlsx", "izi_invoices")
    assert computer.run("import", path, "--yes").returncode == 0
    header, rent, sale = computer.run("journal", "list").stdout.splitlines()
    assert "Company" in header
    computer.more = {"XL_ADDIN_LANG": "pt"}
    assert {"Estado", "enviada", "-3.200,00", "20,00"} <= set(computer.run("journal", "list").stdout.split())
    computer.more = {}
    assert {"-3,200.00", computer.given["XL_ADDIN_ORGANIZZE_EMAIL"], "Rent"} <= set(rent.split())
    assert {"20.00", computer.given["XL_ADDIN_IZI_ISSUER"], "Peña"} <= set(sale.split())
    story = computer.run("journal", "show", sale.split()[0]).stdout
    for column in ("Number", "Link", "Control code"):
        assert str(lines(path)[0][column]) in story
    assert "izi, 127.0.0.1:" in story


def test_reconcile_settles_what_the_service_has(computer: Computer, sandbox: Any) -> None:
    """A lost answer becomes sent without importing again; before that the exit code would be 3."""
    path = computer.workbook([RENT])
    sandbox.add_fault("drop-after-commit", 1.0, POST)
    assert computer.run("import", path, "--yes").returncode == 3
    sandbox.add_fault("drop-after-commit", 0.0, POST)
    settled = computer.run("journal", "reconcile")
    assert settled.returncode == 0
    [operation] = computer.journal()
    [record] = marked(sandbox.state())
    assert (operation["state"], operation["remote_id"]) == ("sent", str(record["id"]))
    assert operation["id"] in settled.stdout


def test_reconcile_waits_until_an_absence_is_certain(computer: Computer, sandbox: Any) -> None:
    """Without patience the row stays in doubt, exit code 3; after the quiet time it was never sent."""
    computer.more = {"XL_ADDIN_DEADLINE": "1"}
    path = computer.workbook([RENT])
    sandbox.add_fault("drop-before-commit", 1.0, POST)
    computer.run("import", path, "--yes")
    sandbox.add_fault("drop-before-commit", 0.0, POST)
    settled = computer.run("journal", "reconcile")
    assert settled.returncode == 0
    assert [item["state"] for item in computer.journal()] == ["not_sent"]
    assert marked(sandbox.state()) == []
    assert computer.run("import", path, "--yes").returncode == 0
    assert len(marked(sandbox.state())) == 1


def test_reconcile_without_an_answer_leaves_the_doubt(computer: Computer, sandbox: Any) -> None:
    """While the service is down nothing is settled: exit code 3, and the reason."""
    sandbox.add_fault("drop-after-commit", 1.0, POST)
    computer.run("import", computer.workbook([RENT]), "--yes")
    sandbox.add_fault("error-500", 1.0, "GET /organizze/rest/v2/transactions")
    unsettled = computer.run("journal", "reconcile", "--no-wait")
    assert unsettled.returncode == 3
    assert [item["state"] for item in computer.journal()] == ["in_doubt"]


@pytest.mark.parametrize(
    ("word", "state"),
    [(("--sent", "4711", "--anyway"), "sent"), (("--not-sent",), "not_sent")],
    ids=["sent", "not sent"],
)
def test_a_persons_word_settles(computer: Computer, sandbox: Any, word: tuple[str, ...], state: str) -> None:
    """What a person found out is taken, once; the next import acts on it."""
    path = computer.workbook([RENT])
    sandbox.add_fault("drop-before-commit", 1.0, POST)
    computer.run("import", path, "--yes")
    [operation] = computer.journal()
    if state == "sent":
        unproved = computer.run("journal", "resolve", operation["id"], *word[:2])
        assert unproved.returncode == 2, "the service has no such id"
    hurry(computer)
    done = computer.run("journal", "resolve", operation["id"], *word)
    assert (done.returncode, done.stdout.split()[:3]) == (0, [operation["id"], "book.xlsx", "2"])
    del computer.more["XL_ADDIN_DEADLINE"]
    assert [item["state"] for item in computer.journal()] == [state]
    assert computer.run("journal", "resolve", operation["id"], "--not-sent").returncode == 2
    sandbox.add_fault("drop-before-commit", 0.0, POST)
    assert computer.run("import", path, "--yes").returncode == 0
    assert len(marked(sandbox.state())) == (state == "not_sent")
    if state == "sent":
        assert (lines(path)[0]["Status"], lines(path)[0]["Id"]) == ("sent", "4711")


def test_an_unknown_operation_is_said(computer: Computer) -> None:
    """A mistyped id changes nothing and says where to look."""
    for wrong in (["show", "nothing"], ["resolve", "nothing", "--not-sent"]):
        done = computer.run("journal", *wrong)
        assert (done.returncode, done.stdout) == (2, "")
        assert "journal list" in done.stderr
    assert computer.run("journal", "resolve", "nothing").returncode == 2


def test_a_doubt_that_a_person_must_settle(computer: Computer, sandbox: Any) -> None:
    """Of an invoice in doubt: who, how much, when, and the number that is missing beside it."""
    assert invoices(computer, 1) == 0
    sandbox.add_fault("drop-after-commit", 1.0, INVOICED)
    assert invoices(computer, 2) == 3
    sandbox.add_fault("drop-after-commit", 0.0, INVOICED)
    listed = computer.run("journal", "list", "--state", "in_doubt").stdout
    assert "missing" not in listed
    assert "20.00" in listed.splitlines()[1].split()
    assert invoices(computer, 3) == 0
    listed = computer.run("journal", "list").stdout
    numbers = [int(item["number"]) for item in computer.journal() if item["number"]]
    assert numbers[1] - numbers[0] == 2
    for text in (computer.given["XL_ADDIN_IZI_ISSUER"], "Client 2 (4346405)", "total 20.00", "La Paz"):
        assert text in listed
    assert f"Number {numbers[0] + 1} is missing between its neighbours" in listed
    assert "it may be this one. Look in iZi" in listed
    [doubt] = [item for item in computer.journal() if item["state"] == "in_doubt"]
    assert "missing" in doubt["doubt"]


def test_an_invoice_is_settled_by_its_number(computer: Computer, sandbox: Any) -> None:
    """What a person finds in iZi's app is a number: no other row's is taken, and it is filed as such."""
    assert invoices(computer, 1) == 0
    sandbox.add_fault("drop-after-commit", 1.0, INVOICED)
    assert invoices(computer, 2) == 3
    sandbox.add_fault("drop-after-commit", 0.0, INVOICED)
    there, doubt = computer.journal()
    assert f"journal resolve {doubt['id']} --number NUMBER" in doubt["message"]
    settle = ("journal", "resolve", doubt["id"], "--number")
    for anothers in (there["number"], f"000{there['number']}"):
        refused = computer.run(*settle, anothers)
        assert refused.returncode == 2
        assert there["id"] in refused.stderr
        assert "--anyway" in refused.stderr
    assert "Number" in computer.run(*settle, "F-7", "--anyway").stderr
    assert computer.journal()[1]["state"] == "in_doubt"
    number = str(sandbox.state()["izi"]["facturas"][-1]["numero"])
    assert computer.run(*settle, number).returncode == 0
    settled = computer.journal()[1]
    assert (settled["state"], settled["number"], settled["remote_id"]) == ("sent", number, "")
    assert computer.run("import", computer.folder / "2.xlsx", "--yes").returncode == 0
    [row] = lines(computer.folder / "2.xlsx")
    assert (row["Status"], row["Number"], row["Id"]) == ("sent", number, None)


def test_numbers_of_another_series_are_free(computer: Computer, sandbox: Any) -> None:
    """Under a new authorization numbers begin anew: what the old one had is no other row's."""
    assert [invoices(computer, 1), invoices(computer, 2)] == [0, 0]
    old, near = computer.journal()
    with closing(sqlite3.connect(computer.home / "journal.db")) as journal, journal:
        another = json.dumps({"authorization": "1"})
        journal.execute("UPDATE operations SET more = ? WHERE id = ?", (another, old["id"]))
    sandbox.add_fault("drop-after-commit", 1.0, INVOICED)
    assert invoices(computer, 3) == 3
    doubt = computer.journal()[2]
    assert computer.run("journal", "resolve", doubt["id"], "--number", near["number"]).returncode == 2
    assert computer.run("journal", "resolve", doubt["id"], "--number", old["number"]).returncode == 0
