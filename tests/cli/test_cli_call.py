"""`xl-addin call`: a cell function at the terminal, with all that a reader of its value must know."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from commandline import Computer
from run_day import TODAY

BALANCE = ("call", "ORGANIZZE_BALANCE", "Bradesco CC", f"{TODAY - timedelta(days=1)}")


def test_a_value_comes_with_its_notes(computer: Computer) -> None:
    """A balance counted from zero says so beside it, on stderr; stdout is the value, as people read it."""
    done = computer.run(*BALANCE)
    assert done.returncode == 0
    assert "zero" in done.stderr
    whole = computer.run(*BALANCE, "--json")
    amount = json.loads(whole.stdout)["value"]
    assert done.stdout == f"{Decimal(amount):,.2f}\n"
    assert "zero" in whole.stderr
    computer.more = {"XL_ADDIN_LANG": "pt"}
    assert computer.run(*BALANCE).stdout == done.stdout.translate({ord(","): ".", ord("."): ","})


def test_an_old_value_says_that_it_is_old(computer: Computer, sandbox: Any) -> None:
    """Where the service refuses all of a sudden, the last value stands there with its age and the refusal."""
    before = computer.run(*BALANCE)
    sandbox.add_fault("unauthorized", 1, "GET /organizze")
    after = computer.run(*BALANCE)
    assert (after.returncode, after.stdout) == (0, before.stdout)
    assert "min ago" in after.stderr
    assert "Older than it should be" in after.stderr
    assert "401" in after.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "shown", "reason"),
    [
        (("ORGANIZZE_BALANCE", "Nobody"), 1, "#N/A", "Nobody"),
        (("ORGANIZZE_BALANCE", "Cofre", "31/31/2026"), 1, "#VALUE!", "31/31/2026"),
        (("ORGANIZZE_BALANCE",), 1, "#VALUE!", "account"),
        (("ORGANIZZE_NOTHING",), 2, "", "ORGANIZZE_NOTHING"),
        (("BALANCE",), 2, "", "Did you mean ORGANIZZE_BALANCE"),
        (("ORGANIZZE_BALANSE",), 2, "", "Did you mean ORGANIZZE_BALANCE"),
        (("ORGANIZZE_BALANCE", "Cofre", "2026"), 1, "#VALUE!", "1905-07-18"),
        (("ORGANIZZE_ACCOUNTS", "--jsn"), 2, "", "--jsn"),
    ],
)
def test_what_fails_says_why(
    computer: Computer, arguments: tuple[str, ...], code: int, shown: str, reason: str
) -> None:
    """The cell's error on stdout, the reason on stderr, and an exit code that a script can use."""
    done = computer.run("call", *arguments)
    assert (done.returncode, done.stdout.strip()) == (code, shown)
    assert reason in done.stderr


def test_a_table_shows_the_columns_asked_for(computer: Computer) -> None:
    """Columns asked for by name are shown, empty or not; a formula pasted with its sign is understood."""
    done = computer.run(
        "call", "=organizze_transactions", "2026-11-01", "2026-11-05", "", "", "", "", "Date, Key"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].split() == ["Date", "Key"]


def test_all_functions_are_named(computer: Computer) -> None:
    """With what may be left out in brackets."""
    listed = computer.run("call", "list").stdout
    assert "ORGANIZZE_BALANCE(account, [day])" in listed


def test_tables_are_rows_of_texts_for_programs(computer: Computer, sandbox: Any) -> None:
    """A header row, then amounts as texts."""
    start, end = f"{TODAY - timedelta(days=100)}", f"{TODAY - timedelta(days=9)}"
    done = computer.run("call", "ORGANIZZE_TRANSFERS", start, end, "Date,Amount", "--json")
    header, *rows = json.loads(done.stdout)["value"]
    assert header == ["Date", "Amount"]
    assert rows
    assert all(isinstance(amount, str) for _, amount in rows)
