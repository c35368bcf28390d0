"""The declarations keep within Excel's limits, and every header means one column."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from xl_addin.schema import SHEETS, Sheet
from xl_addin.schema.fields import Field, NameField
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
}
RESULTS = ["Status", "Id", "Number", "Link", "Message", "Sent at", "Key"]
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
    assert [field.header for field in sheet.results.values()] == RESULTS


def test_hints_fit_into_excel(sheet: type[Sheet]) -> None:
    """Excel takes 32 letters of a hint's title and 255 of its text, and repairs a file that has more."""
    for field in sheet.columns().values():
        assert 0 < len(field.header) <= 32
        assert 0 < len(field.help) <= 255
        assert field.header == field.header.strip()
        assert not set("\n\r\t*[]#'@") & set(field.header)


def test_headers_are_unique(sheet: type[Sheet]) -> None:
    """An Excel table takes each header once, whatever its capitals and accents."""
    counts = Counter(plain(field.header) for field in sheet.columns().values())
    assert max(counts.values()) == 1


def test_a_header_of_another_program_means_one_column(sheet: type[Sheet]) -> None:
    """No alias is the header or an alias of another column, so that an import never mixes up two."""
    meanings: dict[str, set[str]] = {}
    for field in sheet.columns().values():
        for word in (field.header, *field.aliases):
            meanings.setdefault(plain(word), set()).add(field.name)
    assert {word: names for word, names in meanings.items() if len(names) > 1} == {}


def test_no_alias_is_said_twice(sheet: type[Sheet]) -> None:
    """Each alias adds a header: one that is the same without accents would be found twice and refused."""
    for field in sheet.columns().values():
        words = [plain(word) for word in (field.header, *field.aliases)]
        assert len(words) == len(set(words)), field.header


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


def test_name_columns_draw_on_known_lists() -> None:
    """A dropdown is filled from a list that the service really has."""
    fields: list[Field] = [field for sheet in SHEETS.values() for field in sheet.fields.values()]
    sources = {field.source for field in fields if isinstance(field, NameField)}
    assert sources <= {"accounts", "categories", "credit_cards"}
