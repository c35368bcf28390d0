"""A template in Portuguese, Spanish or French, as another program's reader sees it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from xl_addin.build.columns import words
from xl_addin.build.edition import edition
from xl_addin.build.template import path_of, write_template
from xl_addin.importing.read import read
from xl_addin.schema import SHEETS, Sheet
from xl_addin.texts import LANGUAGES

Opened = Callable[..., Workbook]
every_language = pytest.mark.parametrize("language", LANGUAGES)

HEADERS = {
    "pt": "Data Descrição Valor Conta Cartão_de_crédito Categoria Pago Tags Observações Periodicidade"
    " Parcelas Ref Enviar_mesmo_assim Status Id Número Link Mensagem Enviada_em Chave_da_linha",
    "es": "Fecha Descripción Monto Cuenta Tarjeta_de_crédito Categoría Pagado Etiquetas Notas Periodicidad"
    " Cuotas Ref Enviar_de_todos_modos Estado Id Número Enlace Mensaje Enviada_el Clave_de_la_fila",
    "fr": "Date Description Montant Compte Carte_de_crédit Catégorie Payé Étiquettes Notes Périodicité"
    " Échéances Réf Envoyer_quand_même Statut Id Numéro Lien Message Envoyée_le Clé_de_la_ligne",
}
WORDS = {
    "pt": ["sim", "não", "mensal", "anual", "semanal", "quinzenal", "bimestral", "trimestral"],
    "es": ["sí", "no", "mensual", "anual", "semanal", "quincenal", "bimestral", "trimestral"],
    "fr": ["oui", "non", "mensuel", "annuel", "hebdomadaire", "bimensuel", "bimestriel", "trimestriel"],
}


def offered(book: Workbook, name: str) -> list[str]:
    """The words of a named dropdown."""
    title, area = next(iter(book.defined_names[f"list_{name}"].destinations))
    return [cell.value for (cell,) in book[title][area]]


@pytest.mark.parametrize("language", HEADERS)
def test_headers_and_dropdowns_are_in_the_language(language: str, opened: Opened) -> None:
    """A family in São Paulo, an accountant in La Paz and a treasurer in Lyon read their own words."""
    book = opened(SHEETS["organizze_transactions"], language=language)
    headers = [cell.value for cell in book["Transactions"][1]]
    assert headers == [header.replace("_", " ") for header in HEADERS[language].split()]
    assert book["Transactions"].tables["Transactions"].column_names == headers
    assert offered(book, "yes_no") + offered(book, "repeat") == WORDS[language]


@every_language
def test_table_tab_and_status_words_are_the_same(sheet: type[Sheet], language: str, opened: Opened) -> None:
    """What the program and other workbooks go by has one name everywhere."""
    book = opened(sheet, language=language)
    page = book.worksheets[0]
    assert (page.title, list(page.tables)) == (sheet.table, [sheet.table])
    (area,) = page.conditional_formatting
    assert '"in_doubt"' in [rule.formula[0] for rule in area.rules]
    assert "sent" in [cell.value for (cell,) in book.worksheets[1].iter_rows(max_col=1)]


@every_language
def test_no_sentence_is_in_another_language(sheet: type[Sheet], language: str, opened: Opened) -> None:
    """Title, hints and Instructions speak the language of the headers."""
    book, spoken = opened(sheet, language=language), edition(sheet, language)
    rules = book.worksheets[0].data_validations.dataValidation
    prompts = {rule.promptTitle: rule.prompt for rule in rules if rule.promptTitle}
    assert prompts == {field.header: field.help for field in spoken.fields.values()}
    texts = {cell.value for row in book.worksheets[1].iter_rows() for cell in row}
    assert {spoken.title, *map(spoken.say, sheet.instructions)} <= texts
    assert book.worksheets[1].title == spoken.say("Instructions")
    assert book.properties.title == spoken.title


@pytest.mark.parametrize(("language", "shown"), [("en", "yyyy-mm-dd"), ("pt", "dd/mm/yyyy")])
def test_days_are_shown_as_people_write_them(language: str, shown: str, opened: Opened) -> None:
    """30/11/2026 in Brazil, and what has one reading only in English."""
    page = opened(SHEETS["organizze_transactions"], language=language).worksheets[0]
    assert page["A2"].number_format == shown
    assert page["S2"].number_format == f"{shown} hh:mm"


@every_language
def test_every_column_is_read_back(sheet: type[Sheet], language: str, tmp_path: Path) -> None:
    """No column that a template shows is passed over by the import, and nothing in a fresh one is wrong."""
    path = tmp_path / "new.xlsx"
    write_template(sheet, path, language=language, guid="0d9f4c1e", rows=[{"ref": "1"}])
    book = read(path)
    assert (book.sheet, book.language, book.problems) == (sheet, language, [])
    assert book.columns == {name: index for index, name in enumerate(sheet.columns())}
    assert [entry.values["ref"] for entry in book.entries] == ["1"]
    assert read(path_of(sheet, language)).problems == []


@every_language
def test_every_word_of_a_dropdown_is_read_back(sheet: type[Sheet], language: str, tmp_path: Path) -> None:
    """What is chosen from a list means what the English word means."""
    path, english = tmp_path / "new.xlsx", tmp_path / "english.xlsx"
    write_template(sheet, path, language=language, rows=chosen(sheet, language))
    write_template(sheet, english, rows=chosen(sheet, "en"))
    names = chosen(sheet, "en")[0].keys()
    ours, theirs = (
        [[entry.values[name] for name in names] for entry in read(file).entries] for file in (path, english)
    )
    assert ours == theirs
    assert None not in [value for row in ours for value in row]


def chosen(sheet: type[Sheet], language: str) -> list[dict[str, str]]:
    """Rows in which every word of each dropdown is chosen once at least."""
    offers = {name: words(field) for name, field in edition(sheet, language).fields.items() if words(field)}
    most = max(map(len, offers.values()))
    return [{name: offer[row % len(offer)] for name, offer in offers.items()} for row in range(most)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_is_read_in_the_language_of_its_template(language: str, tmp_path: Path) -> None:
    """03/04/2026 typed as text is the third of April in a Spanish template, and refused in an English one."""
    row = {"date": "03/04/2026", "description": "Pan", "amount": "-1,5"}
    path = tmp_path / "book.xlsx"
    write_template(SHEETS["organizze_transactions"], path, language=language, rows=[row])
    expected = None if language == "en" else date(2026, 4, 3)
    assert read(path).entries[0].values.get("date") == expected
