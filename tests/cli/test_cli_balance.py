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


def test_what_is_known_can_be_seen_and_forgotten(computer: Computer) -> None:
    """`balance list` shows each account's amount, day and origin; `balance remove` takes one back."""
    computer.home.mkdir(parents=True)
    file = computer.home / "config.toml"
    file.write_text('[organizze.balances]\n"Cofre" = { amount = 77.10, day = 2026-10-31 }\n', "utf-8")
    assert computer.run("balance", "set", "Bradesco CC", "1.50", "2026-10-30").returncode == 0
    shown = computer.run("balance", "list").stdout.splitlines()
    assert any("Bradesco CC: 1.50 at the end of 2026-10-30 (balance set" in line for line in shown)
    assert any("Cofre: 77.10 at the end of 2026-10-31 (" in line and "config.toml" in line for line in shown)
    assert computer.run("balance", "remove", "bradesco cc").returncode == 0
    assert "Bradesco" not in computer.run("balance", "list").stdout
    for account, word in (("Bradesco CC", "Nobody told"), ("Cofre", "config.toml"), ("Nowhere", "Nowhere")):
        done = computer.run("balance", "remove", account)
        assert (done.returncode, done.stdout) == (2, "")
        assert word in done.stderr


def test_a_day_that_nobody_saw_is_refused_everywhere(computer: Computer) -> None:
    """A slipped year is no known balance: not by command, not by workbook, not in the settings."""
    computer.home.mkdir(parents=True)
    for day in ("2207-11-20", "1920-11-20"):
        done = computer.run("balance", "set", "Cofre", "1", day)
        assert (done.returncode, done.stdout) == (2, "")
        assert day in done.stderr
        done = computer.run("balance", "read", workbook(computer, ("Cofre", 1, day)))
        assert (done.returncode, done.stdout) == (1, "")
        assert "C2" in done.stderr
    assert not (computer.home / "balances.json").exists()
    text = '[organizze.balances]\n"Cofre" = { amount = 1, day = "20/11/2026" }\n'
    (computer.home / "config.toml").write_text(text, "utf-8")
    done = computer.run("balance", "list")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Cofre" in done.stderr
    assert "2026-11-20" in done.stderr
    assert "RFC3339" not in done.stderr


def test_an_impossible_day_in_the_settings_refuses_its_account_alone(computer: Computer) -> None:
    """A slipped year in the settings makes one account #N/A, with where to mend it; the others count on."""
    computer.home.mkdir(parents=True)
    lines = ['"Cofre" = { amount = 1, day = 2207-11-20 }', '"Conta Pix" = { amount = 7.5, day = 2026-10-31 }']
    (computer.home / "config.toml").write_text("\n".join(["[organizze.balances]", *lines]), "utf-8")
    done = computer.run("call", "ORGANIZZE_BALANCE", "Cofre")
    assert done.stdout.strip() == "#N/A"
    assert "2207-11-20" in done.stderr
    assert "[organizze.balances]" in done.stderr
    done = computer.run("call", "ORGANIZZE_BALANCE", "Conta Pix", "2026-10-31")
    assert done.stdout.strip() == "7.50"
    assert "2207-11-20" in computer.run("balance", "list").stdout
