"""A workbook in Portuguese, Spanish or French is the English one with other words in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from izi_office import line
from iziago_office import GLASS, TWO_ACCOUNTS, TWO_IBANS, pay
from office import Office, Row, make_office, retype, statuses

from xl_addin.build.edition import edition
from xl_addin.build.template import write_template
from xl_addin.importing.read import read
from xl_addin.importing.renew import renew
from xl_addin.schema import SHEETS
from xl_addin.schema.fields import ChoiceField
from xl_addin.texts import LANGUAGES, use
from xl_addin.workbook.file import FileWorkbook

DAY = date(2026, 11, 2)
ROWS: dict[str, list[Row]] = {
    "organizze_transactions": [
        {"date": DAY, "description": "Aluguel", "amount": Decimal("-3200.10"), "paid": True, "ref": "NF-1",
         "account": "bradesco cc", "category": "Aluguel", "tags": ("casa", "fixo"), "notes": "=1+1"},
        {"date": DAY, "description": "Academia", "amount": "-R$ 99,90", "paid": False, "repeat": "biweekly"},
        {"date": DAY, "description": "Geladeira", "amount": Decimal("-1200.00"), "installments": 3},
    ],
    "organizze_transfers": [
        {"date": DAY, "amount": Decimal("500.00"), "from_account": "Bradesco CC",
         "to_account": "Caixa Poupança", "paid": False, "tags": ("cofre",), "ref": "T-1"},
    ],
    "iziago_transfers": [
        pay(GLASS, "1842.10", reason="Facture VG260788", type="SEPA", subtype="Ordinary", ref="VG260788"),
        pay(TWO_ACCOUNTS, "0.01", creditor_account=TWO_IBANS[1], subtype="Salary"),
    ],
    "iziago_third_parties": [
        {"name": "Imprimerie Müller", "type": "company", "country": "France", "identifier": "F-77",
         "account": "FR1420041010050500013M02606", "currency": "EUR"},
        {"name": "Léa Morel", "type": "individual", "country": "CH", "email": "lea@example.com"},
    ],
    "izi_invoices": [
        line("A-1", "Pan integral", "24", "7.5", discount=Decimal("5.00"), ref="R-1"),
        line("A-1", "Marraqueta", "0.5", "13.3333", issuer=None, buyer_nit=None, buyer_name=None),
        line("A-2", "Queque", send_anyway=False),
    ],
    "izi_charges": [
        {"description": "Curso", "amount": Decimal("66.20"), "gateway": ("CYBERSOURCE", "SIP"),
         "payer_email": "taller@example.com", "notify_payer": False, "invoice_nit": "3390152",
         "invoice_name": "Ferretería El Tornillo", "proforma": True, "order": "178", "ref": "C-1"},
    ],
}  # fmt: skip
GIVEN = ("remote_id", "number", "link", "sent_at", "key", "authorization", "control_code", "roll_link")
"""Result columns that differ from one sending to the next."""


def in_words_of(language: str, template: str, row: Row) -> Row:
    """The row with its choices as the dropdowns of a language offer them."""
    english, spoken = (edition(SHEETS[template], code).fields for code in ("en", language))
    words = dict(row)
    for name, field in spoken.items():
        plain = english[name]
        if (
            isinstance(field, ChoiceField)
            and isinstance(plain, ChoiceField)
            and isinstance(row.get(name), str)
        ):
            code = next(code for code, shown in plain.choices.items() if shown[0] == row[name])
            words[name] = field.choices[code][0]
    return words


def workbook(office: Office, language: str, template: str) -> Path:
    """The template filled in a language."""
    path = office.folder / "book.xlsx"
    rows = [in_words_of(language, template, row) for row in ROWS[template]]
    write_template(SHEETS[template], path, language=language, guid="0d9f4c1e", rows=rows)
    return path


def told(office: Office, path: Path, template: str) -> dict[str, Any]:
    """What an import prints, keeps and writes, without what is new each time."""
    outcome = office.run(path, workers=1)
    printed = outcome.as_json()
    for row in printed["workbooks"][0]["rows"]:
        for name in ("remote_id", "number", "link", "operation_id"):
            row.pop(name)
    printed["workbooks"][0].pop("path")
    with office.journal() as journal:
        kept = [(item.typed, item.content, item.ref, item.state, item.place.sheet) for item in journal.all()]
    sheet = openpyxl.load_workbook(path).worksheets[0]
    names = list(SHEETS[template].columns())
    results = [
        {name: cell for name, cell in zip(names, row, strict=True) if name in SHEETS[template].results}
        for row in sheet.iter_rows(min_row=2, values_only=True)
    ]
    filled = [{name: bool(cell) if name in GIVEN else cell for name, cell in row.items()} for row in results]
    return {"printed": printed, "kept": sorted(kept, key=str), "written": filled}


@pytest.mark.parametrize("template", SHEETS)
def test_the_same_rows_in_four_languages_are_the_same(
    template: str, sandbox: Any, sandbox_env: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Service, journal, JSON and result cells do not know in which language somebody filled in a workbook."""
    found = {}
    for language in LANGUAGES:
        sandbox.reset()
        office = make_office(tmp_path / language, sandbox, sandbox_env, monkeypatch)
        before = office.state()
        found[language] = told(office, workbook(office, language, template), template)
        found[language] |= {"added": added(before, office.state(), SHEETS[template].system)}
    assert set(found["en"]["printed"]["totals"]) == {"sent"}
    assert found["en"]["added"]
    for language in LANGUAGES:
        assert found[language] == found["en"], language


OWN = ("key", "id", "timestamp", "numero", "link", "pdfRollo", "control", "notes", "tags", "endToEndId")
"""Parts of records that tell one from another of the same content."""


def added(before: Mapping[str, Any], after: Mapping[str, Any], system: str) -> dict[str, list[Any]]:
    """What a service got, by kind of record, without what is each record's own."""
    return {
        kind: [content(record) for record in records[len(before[system][kind]) :]]
        for kind, records in after[system].items()
        if len(records) > len(before[system][kind])
    }


def content(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record without its ids, moments, marks and addresses."""
    return {
        name: value
        for name, value in record.items()
        if name not in OWN and not name.endswith(("_id", "Id", "_at", "At"))
    }


@pytest.mark.parametrize("language", ["pt", "es", "fr"])
def test_a_renewed_workbook_keeps_its_language(language: str, office: Office) -> None:
    """Next month's copy has the same headers and words, no results, and is sent as new."""
    path = workbook(office, language, "organizze_transactions")
    assert statuses(office.run(path)) == ["sent"] * 3
    again = renew(path, office.folder / "again.xlsx")
    one, other = (openpyxl.load_workbook(file).worksheets[0] for file in (path, again))
    assert [cell.value for cell in one[1]] == [cell.value for cell in other[1]]
    assert FileWorkbook(again).properties()["language"] == language
    keys = [entry.key for entry in read(again).entries]
    assert keys == ["", "", ""]
    assert statuses(office.run(path)) == ["already_sent"] * 3


@pytest.mark.parametrize(
    ("language", "column", "word", "names"),
    [
        ("pt", "Valor", "dez", "Valor"),
        ("es", "Periodicidad", "diaria", "mensual, anual, semanal"),
        ("fr", "Date", "", "Date"),
    ],
)
def test_a_problem_is_told_in_the_words_of_the_sheet(
    language: str, column: str, word: str, names: str, office: Office
) -> None:
    """What is wrong names the column as it is headed, and the words as the dropdown has them."""
    path = workbook(office, language, "organizze_transactions")
    retype(path, 2, column, word)
    [problem] = read(path).all_problems
    assert column in problem.text
    assert names in problem.text


def test_sentences_say_amounts_and_choices_as_the_sheet_does(office: Office) -> None:
    """What a row makes, what was changed in it and what was stored are in the words of whoever reads it."""
    use("pt")
    try:
        path = workbook(office, "pt", "organizze_transactions")
        outcome = office.run(path)
        [shown] = office.person.previews
        retype(path, 2, "Valor", -3300)
        retype(path, 3, "Periodicidade", "anual")
        again = office.run(path)
    finally:
        use("en")
    assert {"1 linha gera 3 parcelas (mensal).", "1 linha se repete (quinzenal), sem data final."} <= {
        *shown.notes
    }
    assert "de 3, -1.200,00 cada" in outcome.books[0].entries[2].message
    told = " ".join(problem.text for problem in again.books[0].all_problems)
    assert "Valor mudou de -3.200,10 para -3.300,00" in told
    assert "Periodicidade mudou de quinzenal para anual" in told


@pytest.mark.parametrize("language", ["pt", "es", "fr"])
def test_a_table_copied_into_another_workbook_is_read(language: str, office: Office) -> None:
    """Without the hidden sheet a table is known by its headers, and its texts are read in its language."""
    path = workbook(office, language, "organizze_transactions")
    retype(path, 3, edition(SHEETS["organizze_transactions"], language).fields["date"].header, "03/04/2026")
    book = openpyxl.load_workbook(path)
    del book["_xl_addin"]
    book.save(path)
    found = read(path)
    assert (found.language, found.all_problems) == (language, [])
    assert found.entries[1].values["date"] == date(2026, 4, 3)
