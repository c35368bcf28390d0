"""`xl-addin call`: a cell function at the terminal, with all that a reader of its value must know."""

from __future__ import annotations

import json
from typing import Any

import pytest
from commandline import Computer

BALANCE = ("call", "ORGANIZZE_BALANCE", "Bradesco CC", "2026-11-20")


def test_a_value_comes_with_its_notes(computer: Computer) -> None:
    """A balance counted from zero says so beside it, on stderr: stdout is the value alone."""
    done = computer.run(*BALANCE)
    assert done.returncode == 0
    float(done.stdout)
    assert "zero" in done.stderr
    whole = computer.run(*BALANCE, "--json")
    assert json.loads(whole.stdout) == {"value": done.stdout.strip()}
    assert "zero" in whole.stderr


def test_an_old_value_says_that_it_is_old(computer: Computer) -> None:
    """With a token that is refused, the last value stands there with its age and the refusal."""
    before = computer.run(*BALANCE)
    computer.more = {"XL_ADDIN_ORGANIZZE_TOKEN": "wrong"}
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
    done = computer.run("call", "ORGANIZZE_TRANSFERS", "2026-10-01", "2026-10-31", "Date,Amount", "--json")
    header, *rows = json.loads(done.stdout)["value"]
    assert header == ["Date", "Amount"]
    assert rows
    assert all(isinstance(amount, str) for _, amount in rows)
