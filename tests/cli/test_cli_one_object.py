"""`--json`: one object on stdout, whatever happens."""

from __future__ import annotations

import json
import signal
import socket
import sys
from pathlib import Path
from typing import Any

import pytest
from commandline import RENT, SALES, Computer, posts


@pytest.mark.parametrize("command", ["check", "import"])
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--json",), "WORKBOOK"),
        (("--json", "--nix", "book.xlsx"), "--nix"),
        (("book.xlsx", "--json", "--workers", "many"), "--workers"),
    ],
)
def test_a_mistyped_call_is_an_object_too(
    computer: Computer, command: str, arguments: tuple[str, ...], said: str
) -> None:
    """A program that calls it wrongly reads why where it reads everything else; exit code 2."""
    done = computer.run(command, *arguments)
    assert done.returncode == 2
    told = json.loads(done.stdout)
    assert (told["workbooks"], told["totals"]) == ([], {})
    assert said in "".join(told["problems"])
    assert said in done.stderr


def test_a_mistyped_call_without_it_prints_nothing_there(computer: Computer) -> None:
    """What a program would read there stays empty."""
    assert computer.run("import", "--nix").stdout == ""


def test_rows_are_told_when_there_is_nobody_to_ask(computer: Computer, sandbox: Any) -> None:
    """Without a terminal nothing is sent, and each filled row says so."""
    done = computer.run("import", computer.workbook([RENT, SALES]), "--json")
    assert done.returncode == 2
    told = json.loads(done.stdout)
    assert told["totals"] == {"not_sent": 2}
    assert [row["row"] for row in told["workbooks"][0]["rows"]] == [2, 3]
    assert "--look-alikes send" in "".join(told["problems"])
    assert posts(sandbox.state()) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a SIGINT cannot be sent to another process")
def test_rows_are_told_when_it_is_interrupted_before_sending(computer: Computer) -> None:
    """Ctrl-C while names are looked up: nothing was sent, and each filled row says so."""
    told = _interrupted(computer, "import", computer.workbook([RENT, SALES]), "--yes", "--json")
    assert told["totals"] == {"not_sent": 2}
    assert told["problems"] == ["Interrupted."]


@pytest.mark.parametrize(
    ("arguments", "value"),
    [
        ((), None),
        (("ORGANIZZE_NOTHING",), None),
        (("ORGANIZZE_BALANCE", "Nobody"), "#N/A"),
    ],
)
def test_a_call_has_a_value_or_none(computer: Computer, arguments: tuple[str, ...], value: object) -> None:
    """An error of the function's is Excel's; a call that means no function has no value."""
    done = computer.run("call", *arguments, "--json")
    assert json.loads(done.stdout) == {"value": value}
    assert done.returncode == (2 if value is None else 1)


def test_all_functions_are_rows_for_programs(computer: Computer) -> None:
    """`call list --json` names them with their help."""
    value = json.loads(computer.run("call", "list", "--json").stdout)["value"]
    names = {signature.split("(")[0]: help_text for signature, help_text in value}
    assert {"XL_ADDIN_WHY", "ORGANIZZE_BALANCE"} <= names.keys()
    assert all(names.values())


@pytest.mark.skipif(sys.platform == "win32", reason="a SIGINT cannot be sent to another process")
def test_what_was_sent_before_is_not_called_unsent(computer: Computer, sandbox: Any) -> None:
    """Interrupted before it looked at a row that was tried: it is in doubt, and says so."""
    path = computer.workbook([RENT, SALES])
    assert computer.run("import", path, "--yes", "--json").returncode == 0
    sandbox.add_fault("drop-after-commit", 1.0, "POST /organizze/rest/v2/transactions")
    lost = computer.workbook([{**SALES, "description": "Lost"}], "lost.xlsx")
    assert computer.run("import", lost, "--yes").returncode == 3
    told = _interrupted(computer, "import", path, lost, "--yes", "--json")
    assert told["totals"] == {"already_sent": 2, "in_doubt": 1}
    assert "before it looked" in told["workbooks"][1]["rows"][0]["message"]


def _interrupted(computer: Computer, *arguments: str | Path) -> dict[str, Any]:
    """What a command prints that gets Ctrl-C while its first question stays without an answer."""
    with socket.create_server(("127.0.0.1", 0)) as mute:
        port = mute.getsockname()[1]
        computer.more = {"XL_ADDIN_PROXY": f"http://127.0.0.1:{port}"}
        with computer.started(*arguments) as process:
            mute.settimeout(60)
            mute.accept()[0].detach()
            process.send_signal(signal.SIGINT)
            stdout, _stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    told: dict[str, Any] = json.loads(stdout)
    return told
