"""The command line under a company's policy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from commandline import RENT, SALES, Computer, Done, posts

PROGRAM = "import sys, pathlib; from xl_addin.cli.main import main; main(pathlib.Path(sys.argv.pop(1)))"
"""`xl-addin` on a computer whose policy is the file named first: only a program can say so, no user."""


def run(computer: Computer, policy: str, *arguments: str | Path) -> Done:
    """Runs the command under a policy."""
    file = computer.folder / "policy.toml"
    file.write_text(policy, "utf-8")
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, file, *arguments],
        cwd=computer.folder,
        env=computer.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("policy", "options", "said"),
    [
        ("send_anyway = false\n{folder}", ["--look-alikes", "send"], "--look-alikes send is out"),
        ("send_anyway = false", [], "needs journal_folder"),
        ("hosts = ['api.organizze.com.br']", [], "does not allow the host 127.0.0.1"),
    ],
)
def test_what_is_forbidden_is_wrong_use(
    computer: Computer, sandbox: Any, policy: str, options: list[str], said: str
) -> None:
    """Exit code 2 and a sentence that names the policy; nothing was sent."""
    text = policy.format(folder=f"journal_folder = '{computer.folder}'")
    done = run(computer, text, "import", computer.workbook([RENT]), "--yes", *options)
    assert done.returncode == 2
    assert said in done.stderr
    assert "policy.toml" in done.stderr
    assert posts(sandbox.state()) == 0


def test_too_many_rows_are_not_sent(computer: Computer, sandbox: Any) -> None:
    """Exit code 1, as for every row that was not sent."""
    done = run(computer, "rows = 1", "import", computer.workbook([RENT, SALES]), "--yes")
    assert done.returncode == 1
    assert "1 row an import; here are 2" in done.stdout
    assert posts(sandbox.state()) == 0


def test_no_variable_has_a_row_sent_again(computer: Computer, sandbox: Any) -> None:
    """What was sent is known under any name that a user gives themselves; another journal is not taken."""
    policy = f"send_anyway = false\njournal_folder = '{computer.folder}'"
    assert run(computer, policy, "import", computer.workbook([RENT]), "--yes").returncode == 0
    for more in ({"LOGNAME": "other", "USER": "other", "USERNAME": "other"}, {"XL_ADDIN_HOME": "elsewhere"}):
        computer.more = more
        done = run(computer, policy, "import", computer.workbook([RENT], "again.xlsx"), "--yes")
        assert done.returncode == 1
    computer.more = {"XL_ADDIN_JOURNAL_URL": f"sqlite:///{computer.folder / 'fresh.db'}"}
    done = run(computer, policy, "import", computer.workbook([RENT], "again.xlsx"), "--yes")
    assert (done.returncode, "wants the journal at" in done.stderr) == (2, True)
    assert posts(sandbox.state()) == 1


def test_the_doctor_shows_the_policy(computer: Computer) -> None:
    """A person sees what their company allows and which file says so."""
    done = run(computer, "rows = 400\npartial = false", "doctor")
    line = next(line for line in done.stdout.splitlines() if line.startswith("✓ policy"))
    assert "rows = 400" in line
    assert "partial = false" in line
    assert "policy.toml" in line


def test_the_doctor_names_what_is_wrong_with_it(computer: Computer) -> None:
    """An administrator's typing mistake is a line of the report, with its cure."""
    done = run(computer, "rows = 'many'", "doctor")
    assert done.returncode == 2
    assert "✗ settings" in done.stdout
    assert "administrator" in done.stdout
