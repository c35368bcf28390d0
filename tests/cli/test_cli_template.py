"""`template`: what a person starts from."""

from __future__ import annotations

from typing import Any

import openpyxl
from commandline import Computer

from xl_addin.schema import SHEETS


def test_templates_are_listed(computer: Computer) -> None:
    """Whoever does not know the names is told."""
    listed = computer.run("template", "list")
    assert listed.returncode == 0
    assert [line.split()[0] for line in listed.stdout.splitlines()] == list(SHEETS)


def test_a_template_offers_the_services_own_names(computer: Computer, sandbox: Any) -> None:
    """The dropdowns have the accounts and cards that can be used, archived ones left out."""
    done = computer.run("template", "organizze_transactions", "--out", "november.xlsx")
    assert (done.returncode, done.stdout) == (0, "november.xlsx\n")
    book = openpyxl.load_workbook(computer.folder / "november.xlsx")
    for kind in ("accounts", "credit_cards"):
        place = book.defined_names[f"list_{kind}"].attr_text.replace("'", "")
        sheet, _, area = place.rpartition("!")
        offered = {cell.value for [cell] in book[sheet][area.replace("$", "")]}
        records = sandbox.state()["organizze"][kind]
        assert offered == {item["name"] for item in records if not item["archived"]}
    properties = {key.value: value.value for key, value in book["_xl_addin"].iter_rows(max_col=2)}
    assert properties["guid"]
    assert computer.run("check", "november.xlsx").returncode == 0
    exists = computer.run("template", "organizze_transactions", "--out", "november.xlsx")
    assert exists.returncode == 2


def test_a_template_needs_no_credentials(computer: Computer) -> None:
    """The dropdowns stay empty then, and it is said."""
    computer.more = {"XL_ADDIN_ORGANIZZE_TOKEN": "", "XL_ADDIN_ORGANIZZE_EMAIL": ""}
    done = computer.run("template", "organizze_transfers")
    assert (done.returncode, done.stdout) == (0, "organizze_transfers.xlsx\n")
    assert "dropdowns" in done.stderr
    assert (computer.folder / "organizze_transfers.xlsx").exists()


def test_what_cannot_be_made_is_wrong_use(computer: Computer) -> None:
    """An unknown name is answered with the known ones, another language with what to do."""
    unknown = computer.run("template", "transactions")
    assert unknown.returncode == 2
    assert "organizze_transactions" in unknown.stderr
    language = computer.run("template", "organizze_transactions", "--lang", "pt")
    assert (language.returncode, language.stdout) == (2, "")
    assert list(computer.folder.glob("*.xlsx")) == []
