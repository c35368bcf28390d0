"""Columns are found by their headers, also those that only one customer has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.importing.headers import fit, language_of, match
from xl_addin.schema import SHEETS, Sheet
from xl_addin.texts import LANGUAGES

INVOICES = SHEETS["izi_invoices"]
HEADERS = [field.header for field in INVOICES.columns().values()]


def headed(sheet: type[Sheet], language: str) -> list[str]:
    """The headers of a template in a language."""
    return [field.headed(language) for field in sheet.columns().values()]


@pytest.fixture(params=SHEETS.values(), ids=list(SHEETS))
def sheet(request: pytest.FixtureRequest) -> type[Sheet]:
    """Each declared sheet in turn."""
    declared: type[Sheet] = request.param
    return declared


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_fits_itself_and_no_other(sheet: type[Sheet], language: str) -> None:
    """Two templates have a table called Transfers: a workbook without metadata is still one of them only."""
    headers = headed(sheet, language)
    assert [other for other in SHEETS.values() if fit(other, headers)] == [sheet]
    assert fit(sheet, headers) == len(sheet.fields)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_of_a_language_is_found(sheet: type[Sheet], language: str) -> None:
    """A template is read in each language, and without its metadata too: the Key says which one it is."""
    headers = headed(sheet, language)
    assert language_of(sheet, headers) == language
    columns, wrong = match(sheet, headers, language)
    assert (columns, wrong) == ({name: index for index, name in enumerate(sheet.columns())}, [])


@pytest.mark.parametrize("own", ["Número", "Mensagem", "Link", "Status", "Total", "Enviada em", "Chave"])
def test_a_column_of_ones_own_is_never_written_over(own: str) -> None:
    """A sheet that has Status and Key keeps a column that a Portuguese template would call a result."""
    english = ["Invoice", "NIT", "Razón social", "Item", "Quantity", "Unit price", "Status", "Key"]
    headers = english if own == "Status" else [own, *english]
    columns, wrong = match(INVOICES, headers, language_of(INVOICES, headers))
    assert wrong == []
    found = {name for name in INVOICES.results if name in columns}
    assert found == {"status", "key"} | (
        {"link"} if own == "Link" else {"total"} if own == "Total" else set()
    )


def test_a_header_of_the_sheets_language_goes_before_others() -> None:
    """A person may put a Total of their own beside Valor, as beside Amount in an English sheet."""
    transactions = SHEETS["organizze_transactions"]
    headers = ["Total", *headed(transactions, "pt"), "Descripción"]
    columns, wrong = match(transactions, headers, "pt")
    assert wrong == []
    assert (headers[columns["amount"]], headers[columns["description"]]) == ("Valor", "Descrição")
    _, refused = match(transactions, headers)
    assert len(refused) > 1


@pytest.mark.parametrize(
    ("language", "header"), [("pt", "Chave da linha"), ("es", "Clave de la fila"), ("fr", "Clé de la ligne")]
)
def test_a_missing_column_is_named_as_in_the_template(language: str, header: str) -> None:
    """Whoever deleted a column reads its name as it stood there."""
    headers = [each for each in headed(INVOICES, language) if each != header]
    assert language_of(INVOICES, headers, language) == language
    _, [said] = match(INVOICES, headers, language)
    assert header in said


def test_what_the_key_says_goes_before_what_is_told() -> None:
    """A Spanish table pasted into an English workbook is read by its own headers."""
    assert language_of(INVOICES, headed(INVOICES, "es"), "en") == "es"
    assert language_of(INVOICES, HEADERS, "de") == "en"
    assert language_of(INVOICES, [*headed(INVOICES, "pt"), "Key"], "pt") == "pt"


@given(st.permutations(HEADERS))
def test_columns_may_be_moved(headers: list[str]) -> None:
    """Each field is found where its header stands."""
    columns, wrong = match(INVOICES, headers)
    assert wrong == []
    assert {name: headers[index] for name, index in columns.items()} == {
        name: field.header for name, field in INVOICES.columns().items()
    }


def test_headers_of_another_program_are_understood() -> None:
    """A sheet of Spanish headers is read without renaming them."""
    spanish = ["Factura", "NIT", "Razón social", "Artículo", "Cantidad", "Precio unitario", "Status", "Key"]
    columns, wrong = match(INVOICES, spanish)
    assert wrong == []
    assert [*columns] == [
        *("invoice", "buyer_nit", "buyer_name", "item", "quantity", "unit_price"),
        *("status", "key"),
    ]


def test_a_column_whose_cells_may_be_blank_must_be_there() -> None:
    """Without the column Creditor account nothing is sent: it may have been removed by mistake."""
    transfers = SHEETS["iziago_transfers"]
    headers = [field.header for field in transfers.columns().values() if field.header != "Creditor account"]
    _, wrong = match(transfers, headers)
    assert len(wrong) == 1
    assert "Creditor account" in wrong[0]
    assert fit(transfers, headers) == 0


IDS = st.text(st.characters(categories=["L", "N"], max_codepoint=0x24F), min_size=1, max_size=12)


@given(
    IDS,
    st.sampled_from(["Extra", "extra", "EXTRA", " Extra "]),
    st.sampled_from([":", " : ", ": ", "\uff1a", "\u00a0:\t"]),
)
def test_an_extra_column_is_known_by_its_id(field_id: str, word: str, colon: str) -> None:
    """Capitals and blanks in `Extra: ID` do not count, those of the id stay."""
    columns, wrong = match(INVOICES, [*HEADERS, f"{word}{colon}{field_id} "])
    assert wrong == []
    assert columns[f"extra:{field_id}"] == len(HEADERS)


def test_extra_columns_stand_where_people_put_them() -> None:
    """Several extra columns between the others are each found; columns of no meaning are passed over."""
    columns, wrong = match(INVOICES, ["Extra: 12", *HEADERS, "My notes", "Extra: Vendedor  Nro 3", "Extras"])
    assert wrong == []
    assert {name: index for name, index in columns.items() if name.startswith("extra:")} == {
        "extra:12": 0,
        "extra:Vendedor Nro 3": len(HEADERS) + 2,
    }


@pytest.mark.parametrize("twice", ["Extra: 12", "EXTRA:12", "extra : 12 "])
def test_two_extra_columns_of_one_id_are_refused(twice: str) -> None:
    """Which of two cells would be sent is not guessed."""
    _, wrong = match(INVOICES, [*HEADERS, "Extra: 12", twice])
    assert len(wrong) == 1
    assert "Extra: 12" in wrong[0]
    assert twice in wrong[0]


@pytest.mark.parametrize("header", ["Extra:", "Extra :  "])
def test_an_extra_column_without_an_id_is_refused(header: str) -> None:
    """A column that was meant to be sent is not left out in silence."""
    _, wrong = match(INVOICES, [*HEADERS, header])
    assert len(wrong) == 1
    assert header.strip() in wrong[0]


def test_other_templates_have_no_extra_columns() -> None:
    """Where the service has no extra fields, such a column is one of the person's own."""
    charges = SHEETS["izi_charges"]
    headers = [field.header for field in charges.columns().values()]
    columns, wrong = match(charges, [*headers, "Extra: 12", "Extra:"])
    assert wrong == []
    assert columns.keys() == charges.columns().keys()
