"""The token and what is made of it stay where they belong."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from commandline import RENT, SALES, Computer, secret_forms

POST = "POST /organizze/rest/v2/transactions"


def contents(path: Path) -> list[bytes]:
    """A file's bytes, and those of its parts when it is a workbook."""
    found = [path.read_bytes()]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            found += [package.read(name) for name in package.namelist()]
    return found


def test_no_file_that_is_left_behind_holds_the_token(
    computer: Computer, sandbox: Any, sandbox_env: dict[str, str]
) -> None:
    """After refusals, lost answers, successes and fetches: not in the journal, a workbook or a list."""
    path = computer.workbook([RENT, SALES])
    for fault in ("unauthorized", "truncate", "drop-before-commit"):
        sandbox.add_fault(fault, 1.0, POST)
        computer.run("import", path, "--yes", "--json")
        sandbox.add_fault(fault, 0.0, POST)
    computer.run("template", "organizze_transactions", "--out", "new.xlsx")
    for ending in ("xlsx", "json"):
        computer.run("fetch", "organizze", "transactions", "-o", f"fetched.{ending}")
    computer.run("journal", "export", "--out", "journal.json")
    forms = secret_forms(*(sandbox_env[f"XL_ADDIN_ORGANIZZE_{name}"] for name in ("EMAIL", "TOKEN")))
    left = [file for file in computer.folder.rglob("*") if file.is_file()]
    assert {file.suffix for file in left} >= {".db", ".xlsx", ".json"}
    for file in left:
        for content in contents(file):
            assert not [form for form in forms if form.encode() in content], file
