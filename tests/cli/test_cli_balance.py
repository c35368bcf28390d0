"""`balance read`: what Organizze showed, out of a workbook."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import openpyxl
from commandline import Computer

SEEN_ON = datetime(2026, 10, 31)


def workbook(computer: Computer, *rows: tuple[Any, ...]) -> str:
    """A workbook of opening balances."""
    book = openpyxl.Workbook()
    for row in (("Account", "Amount", "Date"), *rows):
        book.active.append(row)
    book.save(computer.folder / "openings.xlsx")
    return "openings.xlsx"


def shown(computer: Computer, account: str) -> Any:
    """What a formula shows for the account's balance on the day."""
    done = computer.run("call", "ORGANIZZE_BALANCE", account, "2026-10-31", "--json")
    return json.loads(done.stdout)["value"]


def test_a_table_of_balances_is_taken(computer: Computer) -> None:
    """All accounts at once, archived ones too; formulas count from there."""
    rows = ("bradesco cc", -1234.56, SEEN_ON), ("Banco antigo", "500.00", "2026-10-31")
    done = computer.run("balance", "read", workbook(computer, *rows))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Bradesco CC: -1,234.56" in done.stdout
    assert [shown(computer, name) for name in ("Bradesco CC", "Banco antigo")] == ["-1234.56", "500.00"]


def test_one_wrong_row_and_nothing_is_taken(computer: Computer) -> None:
    """A table is taken whole or not at all, and every problem is said with its cell."""
    rows = [
        ("Bradesco CC", 1, SEEN_ON),
        ("Nowhere", 1, SEEN_ON),
        ("BRADESCO CC", 2, SEEN_ON),
        ("Cofre", "ten", SEEN_ON),
    ]
    done = computer.run("balance", "read", workbook(computer, *rows))
    assert (done.returncode, done.stdout) == (1, "")
    assert all(cell in done.stderr for cell in ("A3", "A4", "B5"))
    assert not (computer.home / "balances.json").exists()
    assert computer.run("balance", "read", "missing.xlsx").returncode == 1


def test_balances_in_the_settings(computer: Computer) -> None:
    """`[organizze.balances]` in the settings file says where accounts begin; half cents are refused."""
    computer.home.mkdir(parents=True)
    file = computer.home / "config.toml"
    file.write_text('[organizze.balances]\n"Cofre" = { amount = 77.10, day = 2026-10-31 }\n', "utf-8")
    assert shown(computer, "cofre") == "77.10"
    file.write_text('[organizze.balances]\n"Cofre" = { amount = "77.105", day = 2026-10-31 }\n', "utf-8")
    done = computer.run("call", "ORGANIZZE_BALANCE", "Cofre")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Cofre" in done.stderr
