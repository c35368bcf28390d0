"""`fetch` and `balance set`: lists onto the screen and into files."""

from __future__ import annotations

import csv
import json
import re
import stat
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from commandline import Computer

from xl_addin.fetching.organizze import LISTS
from xl_addin.fetching.systems import SYSTEMS


def test_every_list_is_named(computer: Computer) -> None:
    """Whoever does not know what can be fetched is told, with a sentence each."""
    listed = computer.run("fetch", "list")
    assert [line.split()[:2] for line in listed.stdout.splitlines()] == [
        [system, name] for system, lists in SYSTEMS.items() for name in lists.names
    ]
    unknown = computer.run("fetch", "organizze", "invoices")
    assert unknown.returncode == 2
    assert "transactions" in unknown.stderr
    assert "Did you mean card_invoices?" in unknown.stderr
    assert computer.run("fetch", "nobody", "accounts").returncode == 2


@pytest.mark.parametrize("what", LISTS)
def test_every_list_comes_into_a_file_and_onto_the_screen(computer: Computer, what: str) -> None:
    """The file is private and whole; the screen shows the same rows, and stdout only them."""
    lately = ["--start", str(date.today() - timedelta(days=60)), "--end", str(date.today())]
    done = computer.run("fetch", "organizze", what, *lately, "-o", f"{what}.json")
    assert (done.returncode, done.stdout) == (0, "")
    file = computer.folder / f"{what}.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    records = json.loads(file.read_text("utf-8"))
    assert records
    shown = computer.run("fetch", "organizze", what, *lately)
    assert shown.returncode == 0
    _, *rows = shown.stdout.splitlines()
    assert len(rows) == len(records)
    first = next(value for value in records[0].values() if isinstance(value, str) and value)
    assert rows[0].startswith(first)


def test_one_list_in_three_files_says_the_same(computer: Computer) -> None:
    """Sheet, CSV and JSON have the same rows; an existing file is kept unless told otherwise."""
    for ending in ("xlsx", "csv", "json"):
        done = computer.run(
            "fetch", "organizze", "transactions", "--account", "bradesco cc", "-o", f"t.{ending}"
        )
        assert done.returncode == 0
    records = json.loads((computer.folder / "t.json").read_text("utf-8"))
    with (computer.folder / "t.csv").open(encoding="utf-8-sig", newline="") as stream:
        table = list(csv.DictReader(stream))
    sheet = openpyxl.load_workbook(computer.folder / "t.xlsx").worksheets[0]
    ids, amounts = [item["id"] for item in records], [item["amount"] for item in records]
    assert [line["Id"] for line in table] == list(map(str, ids))
    assert [line["Amount"] for line in table] == amounts
    headers = [cell.value for cell in sheet[1]]
    for header, values in (("Id", list(map(str, ids))), ("Amount", list(map(Decimal, amounts)))):
        column = [row[headers.index(header)].value for row in sheet.iter_rows(min_row=2)]
        assert [value if header == "Id" else Decimal(repr(value)) for value in column] == values
    assert computer.run("fetch", "organizze", "accounts", "-o", "t.json").returncode == 2
    assert json.loads((computer.folder / "t.json").read_text("utf-8")) == records


def test_days_are_typed_as_in_the_readers_language(computer: Computer, sandbox: Any) -> None:
    """A Brazilian's 02/03 is the second of March; what is no day is told in Portuguese."""
    computer.more = {"XL_ADDIN_LANG": "pt"}
    days = {date.fromisoformat(item["date"]) for item in sandbox.state()["organizze"]["transactions"]}
    day = next(day for day in sorted(days) if day.month != day.day <= 12)
    typed = f"{day:%d/%m/%Y}"
    asked = ("fetch", "organizze", "transactions", "--start", typed, "--end", typed)
    done = computer.run(*asked, "-o", "t.json")
    assert done.returncode == 0, done.stderr
    records = json.loads((computer.folder / "t.json").read_text("utf-8"))
    assert {item["date"] for item in records} == {f"{day}"}
    refused = computer.run("fetch", "organizze", "transactions", "--start", "amanhã")
    assert refused.returncode == 2
    assert "não é uma data" in refused.stderr


def test_lists_on_the_screen_are_in_the_readers_language(computer: Computer) -> None:
    """Types are words, percentages have the marks of amounts, and columns are called as in the templates."""
    computer.more = {"XL_ADDIN_LANG": "pt"}
    accounts = computer.run("fetch", "organizze", "accounts").stdout
    assert {"corrente", "poupança"} <= set(accounts.split())
    assert not {"checking", "savings"} & set(accounts.split())
    budgets = computer.run("fetch", "organizze", "budgets").stdout.splitlines()[1:]
    assert all(re.search(r" \d+,\d$", line.rstrip()) for line in budgets)
    header = computer.run("fetch", "organizze", "transactions").stdout.splitlines()[0]
    assert "Tags" in header
    records = json.loads(computer.run("call", "ORGANIZZE_ACCOUNTS", "--json").stdout)
    assert "checking" in str(records)


def test_what_cannot_be_asked_is_wrong_use(computer: Computer) -> None:
    """A wrong date, a wrong name, a wrong ending: exit code 2 and a sentence, no file."""
    for wrong in (
        ["transactions", "--start", "soon"],
        ["transactions", "--start", "2026-12-01", "--end", "2026-11-01"],
        ["transactions", "--account", "Nowhere"],
        ["accounts", "-o", "accounts.pdf"],
    ):
        done = computer.run("fetch", "organizze", *wrong)
        assert (done.returncode, done.stdout) == (2, ""), wrong
        assert done.stderr
    assert not list(computer.folder.glob("*.pdf"))


def test_a_balance_counts_from_what_a_person_saw(computer: Computer, sandbox: Any) -> None:
    """`balance set` is the fixed point: on its day the balance is what the person read, to the cent."""
    account = next(item for item in sandbox.state()["organizze"]["accounts"] if item["default"])
    day = f"{date.today() - timedelta(days=30)}"
    done = computer.run("balance", "set", account["name"].upper(), "-1234.56", day)
    assert done.returncode == 0
    fetched = computer.run("fetch", "organizze", "balances", "--end", day, "-o", "b.json")
    assert fetched.returncode == 0
    records = {item["account"]: item for item in json.loads((computer.folder / "b.json").read_text("utf-8"))}
    assert records[account["name"]]["balance"] == "-1234.56"
    others = [item for name, item in records.items() if name != account["name"]]
    assert all(item["known_balance"] is None for item in others)
    assert "zero" in others[0]["basis"]
    for wrong in (
        ["Nowhere", "1.00", day],
        [account["name"], "1.234", day],
        ["x", "1", "soon"],
    ):
        assert computer.run("balance", "set", *wrong).returncode == 2
