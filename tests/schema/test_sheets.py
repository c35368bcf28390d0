"""The declarations keep within Excel's limits, and every header means one column."""

from __future__ import annotations

import re
from collections import Counter
from typing import get_args

import pytest
from cells import ENGLISH

from xl_addin.apis.iziago.models import ThirdPartyType, TransferSubtype, TransferType
from xl_addin.schema import SHEETS, Sheet
from xl_addin.schema.fields import AmountField, ChoiceField, ChoicesField, Field, NameField
from xl_addin.schema.iziago_third_parties import KINDS
from xl_addin.schema.iziago_transfers import SUBTYPES, TYPES
from xl_addin.schema.results import RESULTS as RESULT_FIELDS
from xl_addin.schema.safeguards import SEND_ANYWAY
from xl_addin.schema.sheet import EXTRA
from xl_addin.texts import LANGUAGES
from xl_addin.values.names import plain

PINNED = {
    "organizze_transactions": (
        "Transactions",
        "Date* Description* Amount* Account Credit_card Category Paid Tags Notes Repeat Installments"
        " Ref Send_anyway",
    ),
    "organizze_transfers": (
        "Transfers",
        "Date* Amount* From_account* To_account* Paid Tags Ref Send_anyway",
    ),
    "iziago_transfers": (
        "Transfers",
        "Debtor_account* Creditor* Creditor_account* Amount* Currency* Execution_date* Reason Type Subtype"
        " End-to-end_id Ref Send_anyway",
    ),
    "iziago_third_parties": (
        "ThirdParties",
        "Name* Type* Country* Group Identifier Email Account BIC Currency Ref Send_anyway",
    ),
    "izi_invoices": (
        "Invoices",
        "Invoice* Issuer Buyer_NIT* Buyer_name* Item* Quantity* Unit_price* Discount Branch Activity"
        " Purchase_type Ref Send_anyway",
    ),
    "izi_charges": (
        "Charges",
        "Description* Amount* Gateway Payer_email* Notify_payer Invoice_NIT* Invoice_name* Branch Activity"
        " Proforma Order Notification_URL Ref Send_anyway",
    ),
}
RESULTS = ["Status", "Id", "Number", "Link", "Message", "Sent at", "Key"]
INVOICE_RESULTS = [*RESULTS, "Authorization", "Control code", "Total", "Roll link"]
VBA_WORDS = set(
    "Date Time Currency Name Type Next Loop End Sub Function Option Select Case".casefold().split()
)


@pytest.fixture(params=SHEETS.values(), ids=list(SHEETS))
def sheet(request: pytest.FixtureRequest) -> type[Sheet]:
    """Each declared sheet in turn."""
    declared: type[Sheet] = request.param
    return declared


@pytest.mark.parametrize("template", PINNED)
def test_columns_are_those_of_the_design(template: str) -> None:
    """Names, order and required columns are a promise to everybody who has a workbook."""
    table, headers = PINNED[template]
    sheet = SHEETS[template]
    declared = [field.header + "*" * field.required for field in sheet.fields.values()]
    assert (sheet.table, declared) == (table, [header.replace("_", " ") for header in headers.split()])
    results = INVOICE_RESULTS if template == "izi_invoices" else RESULTS
    assert [field.header for field in sheet.results.values()] == results


def test_there_are_the_templates_of_the_design() -> None:
    """No template is missing, and `template list` shows them service by service."""
    assert list(SHEETS) == list(PINNED)


def test_hints_fit_into_excel(sheet: type[Sheet]) -> None:
    """Excel takes 32 letters of a hint's title and 255 of its text, and repairs a file that has more."""
    for field in sheet.columns().values():
        assert 0 < len(field.header) <= 32
        assert 0 < len(field.help) <= 255
        assert field.header == field.header.strip()
        assert not set("\n\r\t*[]#'@") & set(field.header)


@pytest.mark.parametrize("language", LANGUAGES)
def test_headers_are_unique(sheet: type[Sheet], language: str) -> None:
    """An Excel table takes each header once, whatever its capitals and accents."""
    headers = [field.headed(language) for field in sheet.columns().values()]
    assert max(Counter(map(plain, headers)).values()) == 1
    assert not set("\n\r\t*[]#'@’") & set("".join(headers))
    assert all(header == header.strip() for header in headers)


def test_a_header_of_another_program_means_one_column(sheet: type[Sheet]) -> None:
    """No header in any language is that of another column, so that an import never mixes up two."""
    meanings: dict[str, set[str]] = {}
    for field in sheet.columns().values():
        for word in field.forms:
            meanings.setdefault(plain(word), set()).add(field.name)
    assert {word: names for word, names in meanings.items() if len(names) > 1} == {}


def test_no_alias_is_said_twice(sheet: type[Sheet]) -> None:
    """Each alias adds a header: one that is a header without accents, in any language, adds nothing."""
    for field in sheet.columns().values():
        aliases = [plain(alias) for alias in field.aliases]
        assert len(aliases) == len(set(aliases)), field.header
        assert not set(aliases) & {plain(field.headed(language)) for language in LANGUAGES}, field.header


def test_table_names_are_names_to_excel(sheet: type[Sheet]) -> None:
    """The table's name is no cell reference and fits a sheet's tab, which bears it too."""
    assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,30}", sheet.table)
    assert not re.fullmatch(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*", sheet.table)
    assert sheet.table.casefold() not in VBA_WORDS


def test_names_in_the_program_are_plain(sheet: type[Sheet]) -> None:
    """A template is named by lower-case words, as on the command line; so are its columns."""
    assert re.fullmatch(r"[a-z]+(_[a-z]+)+", sheet.template)
    assert sheet.template.startswith(sheet.system + "_")
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in sheet.columns())
    assert all(field.name == name for name, field in sheet.columns().items())


def test_no_input_column_shadows_a_result(sheet: type[Sheet]) -> None:
    """What a person types and what the program writes never share a name."""
    assert not sheet.fields.keys() & sheet.results.keys()


def test_prose_is_plain_sentences(sheet: type[Sheet]) -> None:
    """Helps and instructions end as sentences do, and hold no sign that a page footer would act on."""
    prose = [field.help for field in sheet.columns().values()] + list(sheet.instructions)
    assert all(text.endswith(".") and text == " ".join(text.split()) for text in prose)
    assert "&" not in sheet.title


SOURCES = {
    "organizze": {"accounts", "categories", "credit_cards"},
    "iziago": {"payment_accounts", "creditors", "creditor_accounts"},
    "izi": {"issuers"},
}


@pytest.mark.parametrize("system", SOURCES)
def test_name_columns_draw_on_lists_of_their_service(system: str) -> None:
    """A dropdown is filled from a list that the service has, and never with another service's names."""
    sheets = [sheet for sheet in SHEETS.values() if sheet.system == system]
    fields: list[Field] = [field for sheet in sheets for field in sheet.fields.values()]
    assert {field.source for field in fields if isinstance(field, NameField)} == SOURCES[system]


def test_a_word_means_one_choice(sheet: type[Sheet]) -> None:
    """No word stands for two of a column's choices, and each one the dropdown offers is understood."""
    for field in sheet.fields.values():
        if not isinstance(field, ChoiceField):
            continue
        meanings = Counter(
            word for code, words in field.choices.items() for word in {plain(word) for word in (code, *words)}
        )
        assert max(meanings.values()) == 1, field.header
        for language in LANGUAGES:
            shown = [words[0] for words in field.within(language).choices.values()]
            assert [field.read(word, ENGLISH) for word in shown] == [
                field.read(code, ENGLISH) for code in field.choices
            ]
        for offer in field.together if isinstance(field, ChoicesField) else ():
            assert len(field.read(offer, ENGLISH)) > 1


def test_yes_and_no_are_read_in_every_language() -> None:
    """What the dropdown offers for yes and for no means that, whatever language the sheet is in."""
    for language in LANGUAGES:
        field = SEND_ANYWAY.within(language)
        assert [field.read(word, ENGLISH) for word in field.words] == [True, False]
        assert [SEND_ANYWAY.read(word, ENGLISH) for word in field.words] == [True, False]


def test_the_key_tells_the_language() -> None:
    """No two languages call the Key alike: by it a table is known that was copied into another workbook."""
    assert len({plain(RESULT_FIELDS["key"].headed(language)) for language in LANGUAGES}) == len(LANGUAGES)


def test_the_choices_are_the_clients_words() -> None:
    """What a sheet says of a transfer or third party is a word that the client sends."""
    assert list(TYPES) == list(get_args(TransferType))
    assert list(SUBTYPES) == list(get_args(TransferSubtype))
    assert list(KINDS) == list(get_args(ThirdPartyType))


def test_a_record_of_several_rows_is_declared_whole(sheet: type[Sheet]) -> None:
    """What belongs to the whole, is said once, or goes out later, is a column of the sheet."""
    declared = {*sheet.headed, *sheet.second_step, *filter(None, [sheet.groups_by])}
    assert declared <= sheet.fields.keys()
    assert sheet.once <= sheet.headed
    assert sheet.groups_by not in sheet.headed
    assert bool(sheet.headed) <= bool(sheet.groups_by)


def test_rows_of_an_invoice_are_its_items() -> None:
    """Item, quantity and price are a row's own; all else is said once for the whole invoice."""
    sheet = SHEETS["izi_invoices"]
    assert sheet.groups_by == "invoice"
    own = sheet.fields.keys() - sheet.headed - {"invoice"}
    assert own == {"item", "quantity", "unit_price"}
    assert sheet.once == {"discount"}


def test_an_extra_column_is_a_text_of_the_services_own() -> None:
    """An extra column's cells are sent to the letter, under the id in its header."""
    sheet = SHEETS["izi_invoices"]
    fields = sheet.fields_of(["status", "item", f"{EXTRA}Campo 12"])
    assert list(fields) == [*sheet.fields, "extra:Campo 12"]
    extra = fields["extra:Campo 12"]
    assert (extra.name, extra.header, extra.required) == ("extra:Campo 12", "Extra: Campo 12", False)
    assert extra.read(" =1+1 ", ENGLISH) == " =1+1 "
    assert extra.read("  ", ENGLISH) is None
    assert "extra:Campo 12" not in sheet.fields


def test_only_a_signed_amount_can_be_an_expense() -> None:
    """Whether all amounts are positive is asked where a sign means something, and nowhere else."""
    signed = {
        sheet.template
        for sheet in SHEETS.values()
        for field in sheet.fields.values()
        if isinstance(field, AmountField) and field.signed
    }
    assert signed == {"organizze_transactions"}
