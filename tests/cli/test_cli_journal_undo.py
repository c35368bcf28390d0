"""`journal undo` at the keyboard, in scripts, and when the computer dies."""

from __future__ import annotations

import json
import signal
import sys
import time
from dataclasses import replace
from typing import Any

import pytest
from commandline import RENT, SALES, Computer, marked

from xl_addin.apis.organizze.client import connect
from xl_addin.apis.organizze.models import TransactionChange
from xl_addin.journal.keys import new_key
from xl_addin.journal.operation import Operation
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.values.secret import Secret

DELETE = "DELETE /organizze/rest/v2/transactions"


def imported(computer: Computer, *rows: Any, name: str = "book.xlsx") -> str:
    """Imports a workbook; the batch."""
    path = computer.workbook(rows or [RENT, SALES], name)
    assert computer.run("import", path, "--yes").returncode == 0
    return operations(computer)[-1].batch


def operations(computer: Computer) -> list[Operation]:
    """What stands in the journal, oldest first."""
    with Journal(f"sqlite:///{(computer.home / 'journal.db').as_posix()}") as journal:
        return journal.all()


def states(computer: Computer) -> list[str]:
    """What the journal says, oldest first."""
    return [item.state.value for item in operations(computer)]


def test_an_import_is_taken_back(computer: Computer, sandbox: Any) -> None:
    """Shown, deleted, told; again there is nothing to do; and the rows can be sent anew."""
    batch = imported(computer)
    done = computer.run("journal", "undo", batch, "--yes")
    assert done.returncode == 0
    assert "is deleted" in done.stderr
    assert [line.split(": ")[1].split(" – ")[0] for line in done.stdout.splitlines()] == ["undone"] * 2
    assert (states(computer), marked(sandbox.state())) == (["undone", "undone"], [])
    again = computer.run("journal", "undo", batch, "--yes")
    assert (again.returncode, again.stdout) == (0, "")
    assert "nothing to take back" in again.stderr
    assert computer.run("import", "book.xlsx", "--yes").returncode == 0
    assert len(marked(sandbox.state())) == 2


def test_one_row_alone(computer: Computer, sandbox: Any) -> None:
    """By the Key in the sheet; the others stay."""
    imported(computer)
    first, _second = operations(computer)
    assert computer.run("journal", "undo", first.key, "--yes").returncode == 0
    assert (states(computer), len(marked(sandbox.state()))) == (["undone", "sent"], 1)


def test_the_try_that_is_there_is_taken_back(computer: Computer, sandbox: Any) -> None:
    """Sent, then refused at another address of the service: its Key still means the record that is there."""
    imported(computer, RENT)
    [sent] = operations(computer)
    with Journal(f"sqlite:///{(computer.home / 'journal.db').as_posix()}") as journal:
        [batch] = journal.batches()
        scope = replace(sent.scope, host="other.example")
        later = replace(sent, id=new_key(), batch=new_key(), scope=scope, state=State.PLANNED, remote_id="")
        journal.plan(replace(batch, id=later.batch, host=scope.host), [later])
        for before, after in ((State.PLANNED, State.SENDING), (State.SENDING, State.REJECTED)):
            assert journal.step(later.id, before, after)
    shown = json.loads(computer.run("journal", "show", sent.key, "--json").stdout)
    assert (shown["id"], shown["state"]) == (sent.id, "sent")
    assert computer.run("journal", "undo", sent.key, "--yes").returncode == 0
    assert (states(computer), marked(sandbox.state())) == (["undone", "rejected"], [])


def test_without_a_terminal_nothing_is_deleted(computer: Computer, sandbox: Any) -> None:
    """A script that forgot `--yes` is told the question and gets exit code 2."""
    batch = imported(computer)
    done = computer.run("journal", "undo", batch)
    assert done.returncode == 2
    assert "Delete 2 records in TEST" in done.stderr
    assert "with --yes" in done.stderr
    assert "--look-alikes" not in done.stderr
    assert (states(computer), len(marked(sandbox.state()))) == (["sent", "sent"], 2)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(("word", "code", "left"), [("y", 0, 0), ("n", 1, 1)])
def test_a_person_is_asked(computer: Computer, sandbox: Any, word: str, code: int, left: int) -> None:
    """A clear yes deletes; anything else leaves everything, exit code 1."""
    batch = imported(computer, RENT)
    with computer.at_a_terminal("journal", "undo", batch) as screen:
        screen.wait_for("Delete 1 record in TEST")
        screen.type(word)
        assert screen.end() == code
    assert len(marked(sandbox.state())) == left


def test_the_imports_are_shown_when_none_is_named(computer: Computer) -> None:
    """Whoever does not know the batch finds it here; nothing is deleted."""
    batch = imported(computer)
    shown = computer.run("journal", "undo")
    assert shown.returncode == 2
    assert batch in shown.stdout
    assert "sent 2" in shown.stdout
    assert computer.run("journal", "undo", "nothing", "--yes").returncode == 2


def test_an_undo_is_told_in_the_language_in_use(computer: Computer) -> None:
    """The imports, the preview and what became of each row are in Portuguese for whoever chose it."""
    batch = imported(computer)
    computer.more = {"XL_ADDIN_LANG": "pt"}
    shown = computer.run("journal", "undo").stdout
    assert {"Lote", "Servidor", "Linhas", "enviada"} <= set(shown.split())
    done = computer.run("journal", "undo", batch, "--yes")
    assert {"Linha", "Valor", "-3.200,00"} <= set(done.stderr.split())
    assert [line.split(": ")[1].split(" – ")[0] for line in done.stdout.splitlines()] == ["desfeita"] * 2


def test_what_must_stay_is_told(computer: Computer, sandbox: Any) -> None:
    """A record that somebody changed stays with its reason, exit code 1; the other goes."""
    batch = imported(computer)
    given = sandbox.ready["organizze"]
    person = (given["base_url"], given["email"], Secret(given["token"]), "Ana (ana@example.com)")
    with connect(*person, ca_bundle=sandbox.ready["ca_bundle"]) as client:
        number = int(operations(computer)[0].remote_id)
        client.transactions.update(number, TransactionChange(description="Rent, corrected"))
    done = computer.run("journal", "undo", batch, "--yes")
    assert done.returncode == 1
    assert "Rent, corrected" in done.stderr
    assert states(computer) == ["sent", "undone"]
    [record] = marked(sandbox.state())
    assert record["description"] == "Rent, corrected"


def test_what_no_api_takes_back(computer: Computer, sandbox: Any) -> None:
    """An invoice stays, nothing is asked, and it is said where a person voids it."""
    row = {"invoice": "1", "buyer_nit": "4346405", "buyer_name": "Peña", "item": "Café"}
    path = computer.workbook([{**row, "quantity": 2, "unit_price": 10}], "i.xlsx", "izi_invoices")
    assert computer.run("import", path, "--yes").returncode == 0
    done = computer.run("journal", "undo", operations(computer)[0].batch)
    assert done.returncode == 1
    assert "anular" in done.stderr
    assert states(computer) == ["sent"]


def test_a_lost_deletion_is_a_doubt(computer: Computer, sandbox: Any) -> None:
    """Exit code 3, the row is not sent again meanwhile; `reconcile` waits, asks and settles it."""
    computer.more = {"XL_ADDIN_DEADLINE": "60"}
    batch = imported(computer, RENT)
    sandbox.add_fault("drop-before-commit", 1.0, DELETE)
    done = computer.run("journal", "undo", batch, "--yes")
    sandbox.add_fault("drop-before-commit", 0.0, DELETE)
    assert (done.returncode, states(computer)) == (3, ["undoing"])
    assert computer.run("import", "book.xlsx", "--yes").returncode == 3
    computer.more = {"XL_ADDIN_DEADLINE": "1"}  # the quiet time is over soon
    assert computer.run("journal", "reconcile").returncode == 0
    assert (states(computer), len(marked(sandbox.state()))) == (["sent"], 1)


@pytest.mark.skipif(sys.platform == "win32", reason="a SIGINT cannot be sent to another process")
def test_interrupted_it_finishes_what_left(computer: Computer, sandbox: Any) -> None:
    """Ctrl-C leaves no row half undone: what was on its way is gone, the rest stays sent, exit code 130."""
    rows = [{**SALES, "description": f"Sale {number}"} for number in range(6)]
    computer.home.mkdir()
    (computer.home / "config.toml").write_text("workers = 1\n")
    batch = imported(computer, *rows)
    sandbox.add_fault("slow", 1.0, DELETE, seconds=1)
    with computer.started("journal", "undo", batch, "--yes") as process:
        while len(marked(sandbox.state())) == len(rows):
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate()
    assert (process.returncode, "Traceback" in stdout + stderr) == (130, False)
    sandbox.add_fault("slow", 0.0, DELETE)
    gone = len(rows) - len(marked(sandbox.state()))
    assert 0 < gone < len(rows)
    assert sorted(states(computer)) == ["sent"] * (len(rows) - gone) + ["undone"] * gone
    assert computer.run("journal", "undo", batch, "--yes").returncode == 0
    assert marked(sandbox.state()) == []
