"""`check`, `import` and `renew` as other programs see them: exit codes, stdout, files."""

from __future__ import annotations

import json
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from commandline import COMMAND, RENT, SALES, WRONG, Computer, Done, lines, marked, posts

POST = "POST /organizze/rest/v2/transactions"


def told(done: Done) -> dict[str, Any]:
    """The one object on stdout."""
    outcome: dict[str, Any] = json.loads(done.stdout)
    return outcome


def statuses(done: Done) -> list[str]:
    """The rows' statuses."""
    return [row["status"] for book in told(done)["workbooks"] for row in book["rows"]]


def test_check_is_0_for_good_rows_and_1_for_bad_ones(computer: Computer, sandbox: Any) -> None:
    """A script can tell from the exit code; a person reads cell and reason; nothing is sent or written."""
    good, bad = computer.workbook([RENT]), computer.workbook([RENT, WRONG], "bad.xlsx")
    before = good.read_bytes(), bad.read_bytes()
    assert computer.run("check", good).returncode == 0
    refused = computer.run("check", good, bad)
    assert refused.returncode == 1
    assert "bad.xlsx, Transactions!C3: Amount is “ten”, which is no amount." in refused.stdout
    assert (good.read_bytes(), bad.read_bytes()) == before
    assert posts(sandbox.state()) == 0


def test_check_tells_what_the_import_will_ask(computer: Computer) -> None:
    """Nobody is surprised by a question: check names it beforehand."""
    done = computer.run("check", computer.workbook([RENT, RENT]))
    assert done.returncode == 0
    told = " ".join(done.stderr.split())
    assert "The import will ask: Send all 2 rows of book.xlsx that equal one another? Rows 2, 3." in told


def test_check_offline_asks_the_service_nothing(computer: Computer, sandbox: Any) -> None:
    """On a train the sheet's form is checked; names are looked up once there is a connection."""
    path = computer.workbook([{**RENT, "account": "Bradesko"}])
    assert computer.run("check", "--offline", path).returncode == 0
    assert sandbox.state()["calls"] == []
    assert "Bradesko" in computer.run("check", path).stdout
    computer.more = {"XL_ADDIN_ORGANIZZE_TOKEN": "", "XL_ADDIN_ORGANIZZE_EMAIL": ""}
    assert computer.run("check", "--offline", path).returncode == 0


def test_json_has_the_promised_shape_and_stdout_nothing_else(computer: Computer) -> None:
    """A program reads one object, its keys as documented; all that people read goes to stderr."""
    path = computer.workbook([RENT, SALES])
    done = computer.run("import", path, "--yes", "--json")
    outcome = told(done)
    assert done.returncode == 0
    assert list(outcome) == ["workbooks", "totals", "problems"]
    [book] = outcome["workbooks"]
    assert list(book) == ["path", "template", "rows", "problems"]
    assert (book["path"], book["template"]) == (str(path), "organizze_transactions")
    keys = ["sheet", "row", "ref", "status", "remote_id", "number", "link", "message", "operation_id"]
    assert [list(row) for row in book["rows"]] == [keys, keys]
    first, second = book["rows"]
    assert (first["sheet"], first["row"], first["ref"], second["row"]) == ("Transactions", 2, "NF-1", 3)
    assert [row["remote_id"] for row in book["rows"]] == [line["Id"] for line in lines(path)]
    assert [row["operation_id"] for row in book["rows"]] == [item["id"] for item in computer.journal()]
    assert (outcome["totals"], outcome["problems"], book["problems"]) == ({"sent": 2}, [], [])
    assert "sent 2" in done.stderr
    assert "TEST" in done.stderr


def test_check_speaks_the_same_json(computer: Computer) -> None:
    """Every filled row appears, the invalid ones with their problems."""
    done = computer.run("check", computer.workbook([RENT, WRONG]), "--json")
    assert done.returncode == 1
    assert statuses(done) == ["ready", "invalid"]
    assert told(done)["totals"] == {"ready": 1, "invalid": 1}
    assert "Transactions!C3" in told(done)["workbooks"][0]["problems"][0]


def test_a_question_without_a_terminal_is_wrong_use(computer: Computer, sandbox: Any) -> None:
    """A forgotten --yes in a script sends nothing, exits with 2 and says what was asked."""
    path = computer.workbook([RENT])
    done = computer.run("import", path, "--json")
    assert done.returncode == 2
    assert "Send 1 row to TEST" in told(done)["problems"][0]
    plain = computer.run("import", path)
    assert (plain.returncode, plain.stdout) == (2, "")
    assert "with --yes" in plain.stderr
    assert "--look-alikes send" in plain.stderr
    assert posts(sandbox.state()) == 0


def test_one_bad_row_holds_back_its_workbook_unless_partial(computer: Computer, sandbox: Any) -> None:
    """All or nothing; --partial sends the good rows, and the exit code still says that one is left."""
    path = computer.workbook([RENT, WRONG])
    held = computer.run("import", path, "--yes", "--json")
    assert (held.returncode, statuses(held)) == (1, ["not_sent", "invalid"])
    partial = computer.run("import", path, "--yes", "--partial", "--json")
    assert (partial.returncode, statuses(partial)) == (1, ["sent", "invalid"])
    assert len(marked(sandbox.state())) == 1


def test_dry_run_shows_and_does_nothing(computer: Computer, sandbox: Any) -> None:
    """The preview is shown, no question asked, nothing sent, no byte of the file changed."""
    path = computer.workbook([RENT])
    before = path.read_bytes()
    done = computer.run("import", path, "--dry-run", "--json")
    assert (done.returncode, statuses(done)) == (0, ["ready"])
    assert "-3,200.00" in done.stderr
    assert path.read_bytes() == before
    assert posts(sandbox.state()) == 0


def test_look_alikes_are_refused_by_yes_and_sent_when_asked_for(computer: Computer, sandbox: Any) -> None:
    """--yes does not mean twice: look-alikes of what was sent want a word of their own."""
    computer.run("import", computer.workbook([RENT]), "--yes")
    again = computer.workbook([RENT], "again.xlsx")
    refused = computer.run("import", again, "--yes", "--json")
    assert (refused.returncode, statuses(refused)) == (1, ["invalid"])
    assert "row 2 of book.xlsx, sent on" in told(refused)["workbooks"][0]["rows"][0]["message"]
    sent = computer.run("import", again, "--yes", "--look-alikes", "send", "--json")
    assert (sent.returncode, statuses(sent)) == (0, ["sent"])
    assert len(marked(sandbox.state())) == 2


@pytest.mark.parametrize("fault", ["drop-after-commit", "error-500", "truncate"])
def test_a_lost_answer_is_exit_code_3_and_settles_by_importing_again(
    computer: Computer, sandbox: Any, fault: str
) -> None:
    """Doubt is told apart from failure, and wins over it; nothing is sent twice to find out."""
    path = computer.workbook([RENT, WRONG])
    sandbox.add_fault(fault, 1.0, POST)
    doubtful = computer.run("import", path, "--yes", "--partial", "--json")
    assert (doubtful.returncode, statuses(doubtful)) == (3, ["in_doubt", "invalid"])
    sandbox.add_fault(fault, 0.0, POST)
    known = computer.run("import", path, "--yes", "--partial", "--json")
    acted = fault != "error-500"
    assert (known.returncode, statuses(known)[0]) == ((1, "already_sent") if acted else (3, "in_doubt"))
    assert len(marked(sandbox.state())) == acted
    assert posts(sandbox.state()) == 1


def test_renewed_rows_are_new(computer: Computer, sandbox: Any) -> None:
    """Next month's copy has no results, and its rows are sent as new once they are changed."""
    path = computer.workbook([RENT])
    computer.run("import", path, "--yes")
    done = computer.run("renew", path, "--out", "december.xlsx")
    assert (done.returncode, done.stdout) == (0, "december.xlsx\n")
    assert "1 row keeps its Ref" in done.stderr
    new = computer.folder / "december.xlsx"
    assert [lines(new)[0][name] for name in ("Status", "Id", "Key")] == [None, None, None]
    assert lines(path)[0]["Status"] == "sent"
    assert statuses(computer.run("import", new, "--yes", "--look-alikes=send", "--json")) == ["sent"]
    assert len(marked(sandbox.state())) == 2
    exists = computer.run("renew", path, "--out", "december.xlsx")
    assert exists.returncode != 0
    assert "exists already" in exists.stderr


def test_renewed_rows_without_a_ref_need_no_word(computer: Computer) -> None:
    """Where nothing but the dates must be changed, nothing but the path is told."""
    done = computer.run("renew", computer.workbook([SALES]), "--out", "december.xlsx")
    assert (done.returncode, done.stdout, done.stderr) == (0, "december.xlsx\n", "")


def test_several_workbooks_are_one_object(computer: Computer) -> None:
    """Transactions and transfers in one command: each workbook in the order given."""
    first = computer.workbook([RENT])
    transfer = {
        "date": RENT["date"],
        "amount": Decimal("5.00"),
        "from_account": "#3",
        "to_account": "#4",
    }
    second = computer.workbook([transfer], "transfers.xlsx", "organizze_transfers")
    done = computer.run("import", first, second, "--yes", "--json")
    assert done.returncode == 0
    assert [book["template"] for book in told(done)["workbooks"]] == [
        "organizze_transactions",
        "organizze_transfers",
    ]


def test_what_is_no_workbook_is_said_and_the_others_go_on(computer: Computer) -> None:
    """A picture among the files is a problem of its own, in the same object."""
    picture = computer.folder / "picture.xlsx"
    picture.write_bytes(b"\x89PNG")
    done = computer.run("import", picture, computer.workbook([RENT]), "--yes", "--json")
    assert done.returncode == 1
    assert [bool(book["problems"]) for book in told(done)["workbooks"]] == [True, False]
    assert statuses(done) == ["sent"]


@pytest.mark.parametrize("command", [("check",), ("check", "--offline"), ("import", "--yes")])
def test_a_file_that_is_not_there_is_wrong_use(
    computer: Computer, sandbox: Any, command: tuple[str, ...]
) -> None:
    """A slip in a name ends with exit code 2 before any other file is read; the name is said once."""
    there = computer.workbook([RENT])
    for missing in ("novmber.xlsx", Path("book.xlsx", "november.xlsx")):
        done = computer.run(*command, there, missing, "--json")
        assert done.returncode == 2
        answer = json.loads(done.stdout)
        assert (answer["workbooks"], answer["totals"]) == ([], {})
        [said] = answer["problems"]
        assert said.count(str(missing)) == 1
        assert said in done.stderr.replace("\n", " ")
        assert computer.run(*command, there, missing).returncode == 2
        renewed = computer.run("renew", missing, "--out", "december.xlsx")
        assert (renewed.returncode, renewed.stderr.count(str(missing))) == (2, 1)
    assert not marked(sandbox.state())


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_json_is_whole_whatever_the_consoles_encoding(
    computer: Computer, sandbox: Any, encoding: str
) -> None:
    """A program that reads our output on a Windows machine, or under cron, gets every row of it."""
    path = computer.workbook([{**RENT, "ref": "Pão 😀 →"}])
    computer.more = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run(
        [COMMAND, "import", path, "--yes", "--json"],
        env=computer.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    [row] = json.loads(done.stdout.decode("utf-8"))["workbooks"][0]["rows"]
    assert (row["ref"], row["status"]) == ("Pão 😀 →", "sent")
    assert len(marked(sandbox.state())) == 1
