"""`template`: what a person starts from."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from commandline import RENT, SALES, Computer, Row, posts

from xl_addin.build.template import write_template
from xl_addin.schema import SHEETS


def test_templates_are_listed(computer: Computer) -> None:
    """Whoever does not know the names is told."""
    listed = computer.run("template", "list")
    assert listed.returncode == 0
    assert [line.split()[0] for line in listed.stdout.splitlines()] == list(SHEETS)


def offered(file: Path, source: str) -> set[str]:
    """What a dropdown of a workbook offers; nothing where it was given nothing."""
    book = openpyxl.load_workbook(file)
    if f"list_{source}" not in book.defined_names:
        return set()
    place = book.defined_names[f"list_{source}"].attr_text.replace("'", "")
    sheet, _, area = place.rpartition("!")
    cells = book[sheet][area.replace("$", "")]
    return {cell.value for [cell] in (cells if isinstance(cells, tuple) else [[cells]])}


def test_a_template_offers_the_services_own_names(computer: Computer, sandbox: Any) -> None:
    """The dropdowns have the accounts and cards that can be used, archived ones left out."""
    done = computer.run("template", "organizze_transactions", "--out", "november.xlsx")
    assert (done.returncode, done.stdout) == (0, "november.xlsx\n")
    for kind in ("accounts", "credit_cards"):
        records = sandbox.state()["organizze"][kind]
        names = {item["name"] for item in records if not item["archived"]}
        assert offered(computer.folder / "november.xlsx", kind) == names
    book = openpyxl.load_workbook(computer.folder / "november.xlsx")
    properties = {key.value: value.value for key, value in book["_xl_addin"].iter_rows(max_col=2)}
    assert properties["guid"]
    assert computer.run("check", "november.xlsx").returncode == 0
    exists = computer.run("template", "organizze_transactions", "--out", "november.xlsx")
    assert exists.returncode == 2


def test_a_transfers_template_offers_whom_to_pay(computer: Computer, sandbox: Any) -> None:
    """Iziago's third parties are there by name, so that nobody types one wrongly."""
    done = computer.run("template", "iziago_transfers")
    assert (done.returncode, done.stderr) == (0, "")
    names = Counter(item["name"] for item in sandbox.state()["iziago"]["third_parties"])
    creditors = offered(computer.folder / "iziago_transfers.xlsx", "creditors")
    assert {name for name, count in names.items() if count == 1} <= creditors
    assert not {name for name, count in names.items() if count > 1} & creditors
    assert offered(computer.folder / "iziago_transfers.xlsx", "payment_accounts")


def test_an_invoices_template_offers_the_issuers_of_the_settings(computer: Computer) -> None:
    """An accountant's issuers are offered by name; no credentials are needed for that."""
    computer.home.mkdir()
    issuers = '[[izi.issuers]]\nnit = "1020703031"\nname = "Mercado Lanza"\n'
    (computer.home / "config.toml").write_text(issuers, "utf-8")
    computer.more = {"XL_ADDIN_IZI_CLIENT_ID": "", "XL_ADDIN_IZI_PUBLIC_KEY_FILE": ""}
    assert computer.run("template", "izi_invoices").returncode == 0
    assert "Mercado Lanza" in str(offered(computer.folder / "izi_invoices.xlsx", "issuers"))


@pytest.mark.parametrize(
    ("template", "columns", "reason"),
    [
        ("organizze_transfers", "From account, To account", "credentials set organizze"),
        ("iziago_transfers", "Debtor account, Creditor, Creditor account", "credentials set iziago"),
        ("izi_invoices", "Issuer", "nothing is known"),
    ],
)
def test_a_template_needs_no_credentials(
    computer: Computer, template: str, columns: str, reason: str
) -> None:
    """The dropdowns stay empty then, and it is said which and why."""
    computer.given = {}
    done = computer.run("template", template)
    assert (done.returncode, done.stdout) == (0, f"{template}.xlsx\n")
    assert f"dropdowns of {columns} stay empty" in done.stderr
    assert reason in done.stderr
    assert (computer.folder / f"{template}.xlsx").exists()


@pytest.mark.parametrize("template", ["iziago_third_parties", "izi_charges"])
def test_a_template_without_names_asks_nobody(computer: Computer, sandbox: Any, template: str) -> None:
    """Where no dropdown holds a service's names, the service is not asked and nothing is amiss."""
    done = computer.run("template", template)
    assert (done.returncode, done.stderr) == (0, "")
    assert sandbox.state()["calls"] == []


def test_a_service_that_cannot_be_reached_gives_an_empty_template(computer: Computer) -> None:
    """A template can be made on a train; why its dropdowns are empty is said."""
    computer.more = {"XL_ADDIN_ORGANIZZE_BASE_URL": "https://127.0.0.1:9/organizze/rest/v2"}
    done = computer.run("template", "organizze_transactions")
    assert done.returncode == 0
    assert "stay empty: 127.0.0.1" in done.stderr


def test_what_cannot_be_made_is_wrong_use(computer: Computer) -> None:
    """An unknown name is answered with the known ones, and so is an unknown language."""
    unknown = computer.run("template", "transactions")
    assert unknown.returncode == 2
    assert "organizze_transactions" in unknown.stderr
    language = computer.run("template", "organizze_transactions", "--lang", "de")
    assert (language.returncode, language.stdout) == (2, "")
    assert "en, pt, es, fr" in language.stderr
    assert list(computer.folder.glob("*.xlsx")) == []


def headers(file: Path) -> list[Any]:
    """The first row of a workbook's first sheet."""
    return [cell.value for cell in openpyxl.load_workbook(file).worksheets[0][1]]


def test_the_language_is_chosen_by_option_then_settings(computer: Computer) -> None:
    """English where nothing is set, the settings' language where one is, else the one that is asked for."""
    assert computer.run("template", "izi_charges", "--out", "en.xlsx").returncode == 0
    computer.more = {"XL_ADDIN_LANG": "es"}
    assert computer.run("template", "izi_charges", "--out", "es.xlsx").returncode == 0
    assert computer.run("template", "izi_charges", "--lang", "fr", "--out", "fr.xlsx").returncode == 0
    first = [headers(computer.folder / f"{language}.xlsx")[3] for language in ("en", "es", "fr")]
    assert first == ["Payer email", "Correo del pagador", "E-mail du payeur"]
    listed = computer.run("template", "list")
    assert "Cobros para iZi" in listed.stdout


@pytest.mark.parametrize("template", SHEETS)
def test_a_fresh_template_in_another_language_is_in_order(computer: Computer, template: str) -> None:
    """A template just written has nothing wrong, and what its dropdowns lack is said in its words."""
    computer.given, computer.more = {}, {"XL_ADDIN_LANG": "pt"}
    done = computer.run("template", template)
    assert done.returncode == 0
    assert "Account" not in done.stderr
    checked = computer.run("check", f"{template}.xlsx", "--offline")
    assert checked.returncode == 0, checked.stderr


RECEIPTS: dict[str, list[Row]] = {
    language: [
        {**RENT, "paid": True, "repeat": monthly},
        {**SALES, "description": "Pão", "send_anyway": False, "tags": ("a", "b")},
    ]
    for language, monthly in {"en": "monthly", "pt": "mensal", "es": "mensual", "fr": "mensuel"}.items()
}


def test_four_languages_print_the_same(computer: Computer, sandbox: Any) -> None:
    """A program that reads `import --json` need not know in which language a family keeps its workbook."""
    printed = []
    for language, rows in RECEIPTS.items():
        path = computer.folder / "book.xlsx"
        path.unlink(missing_ok=True)
        write_template(SHEETS["organizze_transactions"], path, language=language, rows=rows)
        done = computer.run("import", "book.xlsx", "--yes", "--json", "--look-alikes", "send")
        assert done.returncode == 0, done.stderr
        printed.append(json.loads(done.stdout))
    for result in printed:
        for row in result["workbooks"][0]["rows"]:
            assert row.pop("remote_id")
            assert row.pop("operation_id")
    assert printed.count(printed[0]) == len(RECEIPTS)
    assert printed[0]["totals"] == {"sent": 2}
    assert posts(sandbox.state()) == 2 * len(RECEIPTS)
