"""The sheet people fill in, as another program's reader sees it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from xl_addin.build.entry import LAST_ROW
from xl_addin.build.styles import STATUS_COLOURS
from xl_addin.schema import SHEETS, Sheet
from xl_addin.schema.fields import (
    AmountField,
    ChoiceField,
    ChoicesField,
    CurrencyField,
    DateField,
    NameField,
    NumberField,
    YesNoField,
)
from xl_addin.schema.fields.iso import OFFERED

Opened = Callable[..., Workbook]

NAMES = {
    "accounts": ["Banco do Brasil", "Caixa, a velha", "=1+1"],
    "categories": ["Moradia", "Moradia > Aluguel"],
    "credit_cards": ["Visa", "Nubank"],
    "payment_accounts": ["Compte courant", "Livret"],
    "creditors": ["Imprimerie Müller, Lyon", "Livret"],
    "creditor_accounts": ["FR76 3000 6000 0112 3456 7890 189", "00012345678"],
    "issuers": ["1023456028", "Comercial Illimani"],
}


def rules_of(book: Workbook) -> dict[str, DataValidation]:
    """The rule of each column of the first sheet, by header."""
    page = book.worksheets[0]
    headers = [cell.value for cell in page[1]]
    found = {}
    for rule in page.data_validations.dataValidation:
        (area,) = rule.sqref.ranges
        assert area.min_col == area.max_col
        assert (area.min_row, area.max_row) == (2, LAST_ROW)
        found[headers[area.min_col - 1]] = rule
    return found


def test_the_first_sheet_holds_exactly_the_named_table(sheet: type[Sheet], opened: Opened) -> None:
    """The table of the design stands at A1 of the first sheet, and no other table is in the workbook."""
    book = opened(sheet)
    page = book.worksheets[0]
    last = get_column_letter(len(sheet.columns()))
    assert page.title == sheet.table
    assert page.tables.items() == [(sheet.table, f"A1:{last}2")]
    assert not any(other.tables for other in book.worksheets[1:])


def test_headers_are_the_declared_ones_in_order(sheet: type[Sheet], opened: Opened) -> None:
    """Headers carry no star or other sign, in the cells as in the table's own list."""
    page = opened(sheet).worksheets[0]
    declared = [field.header for field in sheet.columns().values()]
    assert [cell.value for cell in page[1]] == declared
    assert page.tables[sheet.table].column_names == declared
    assert page.freeze_panes == "A2"


def test_required_optional_and_result_headers_look_different(sheet: type[Sheet], opened: Opened) -> None:
    """A person sees what must be filled in, what may be, and what to leave alone."""
    page = opened(sheet).worksheets[0]
    looks: dict[str, set[tuple[str, bool]]] = {"required": set(), "optional": set(), "result": set()}
    for cell, (name, field) in zip(page[1], sheet.columns().items(), strict=True):
        kind = "result" if name in sheet.results else "required" if field.required else "optional"
        looks[kind].add((cell.fill.fgColor.rgb, bool(cell.font.b)))
    assert all(len(look) == 1 for look in looks.values())
    assert len(set.union(*looks.values())) == 3


def test_a_whole_column_has_its_format(sheet: type[Sheet], opened: Opened) -> None:
    """A code typed far below the table stays a text, and a date is shown as one."""
    page = opened(sheet).worksheets[0]
    for index, field in enumerate(sheet.columns().values(), start=1):
        dimension = page.column_dimensions[get_column_letter(index)]
        assert dimension.number_format == field.number_format
        assert page.cell(2, index).number_format == field.number_format
        assert dimension.width >= len(field.header) + 4


def test_texts_have_the_text_format() -> None:
    """Neither 00123 nor 1/2 nor =1+1 typed into a text column becomes something else."""
    assert BUILTIN_FORMATS[49] == "@"
    fields = SHEETS["organizze_transactions"].columns()
    typed = {name for name, field in fields.items() if field.number_format == "@"}
    assert typed == fields.keys() - {"date", "amount", "installments", "sent_at"}


def test_quantities_and_prices_show_their_decimals() -> None:
    """1 is not shown as 1., and a price of 0.125 not as 0.13."""
    fields = SHEETS["izi_invoices"].columns()
    formats = {name: fields[name].number_format for name in ("quantity", "unit_price", "buyer_nit")}
    assert formats == {"quantity": "General", "unit_price": "#,##0.00########", "buyer_nit": "@"}


def test_every_input_column_has_its_hint(sheet: type[Sheet], opened: Opened) -> None:
    """Selecting a cell shows what belongs there."""
    rules = rules_of(opened(sheet))
    for field in sheet.fields.values():
        assert (rules[field.header].promptTitle, rules[field.header].prompt) == (field.header, field.help)
        assert rules[field.header].showInputMessage


def test_no_rule_forbids(sheet: type[Sheet], opened: Opened) -> None:
    """What the program understands can be typed: a rule warns, blanks are fine, numbers have none."""
    rules = rules_of(opened(sheet, lists=NAMES))
    for header, rule in rules.items():
        assert rule.errorStyle == "warning" or rule.type in (None, "none"), header
        assert rule.allow_blank
    for field in sheet.fields.values():
        if isinstance(field, AmountField | NumberField):
            assert rules[field.header].type in (None, "none")


def test_dropdowns_offer_the_words(sheet: type[Sheet], opened: Opened) -> None:
    """A dropdown shows the service's names and the program's words, from the hidden sheet."""
    book = opened(sheet, lists=NAMES)
    rules = rules_of(book)
    assert book["_lists"].sheet_state == "hidden"
    for field in sheet.fields.values():
        expected: list[str] = []
        if isinstance(field, NameField):
            expected = NAMES[field.source]
        elif isinstance(field, ChoiceField):
            expected = [words[0] for words in field.choices.values()]
            expected += field.together if isinstance(field, ChoicesField) else ()
        elif isinstance(field, CurrencyField):
            expected = list(OFFERED)
        elif isinstance(field, YesNoField):
            expected = ["yes", "no"]
        assert offered(book, rules[field.header]) == expected, field.header


def test_gateways_are_offered_together(opened: Opened) -> None:
    """Cards and QR codes in one charge need no typing, and a warning tells how to write others."""
    book = opened(SHEETS["izi_charges"])
    rule = rules_of(book)["Gateway"]
    assert offered(book, rule) == ["CYBERSOURCE", "SIP", "Khipu", "CYBERSOURCE, SIP"]
    assert "commas" in (rule.error or "")


def test_any_currency_may_be_typed(opened: Opened) -> None:
    """The list of currencies is short, and its warning says that every other code will do."""
    rule = rules_of(opened(SHEETS["iziago_transfers"]))["Currency"]
    assert (rule.type, rule.errorStyle) == ("list", "warning")
    assert "ISO 4217" in (rule.error or "")


def offered(book: Workbook, rule: DataValidation) -> list[str]:
    """The words behind a dropdown."""
    if rule.type != "list":
        return []
    title, area = next(iter(book.defined_names[rule.formula1.lstrip("=")].destinations))
    return [cell.value for (cell,) in book[title][area]]


def test_without_names_a_name_column_has_a_hint_only(opened: Opened) -> None:
    """A template made without credentials offers no empty dropdown."""
    rules = rules_of(opened(SHEETS["organizze_transactions"], lists={"accounts": []}))
    for header in ("Account", "Credit card", "Category"):
        assert rules[header].type in (None, "none")


def test_dates_are_bounded_as_the_program_bounds_them(opened: Opened) -> None:
    """Excel warns about the dates that the check would refuse."""
    sheet = SHEETS["organizze_transactions"]
    rule = rules_of(opened(sheet))["Date"]
    assert isinstance(sheet.fields["date"], DateField)
    assert (rule.type, rule.operator or "between") == ("date", "between")
    assert (rule.formula1, rule.formula2) == ("61", "401768")  # 1900-03-01 and 2999-12-31


def test_typing_into_a_result_column_warns(sheet: type[Sheet], opened: Opened) -> None:
    """A person who types over the Key is told that xl-addin goes by it."""
    rules = rules_of(opened(sheet))
    for field in sheet.results.values():
        assert (rules[field.header].type, rules[field.header].formula1) == ("textLength", "0")
        assert "xl-addin writes this column" in (rules[field.header].error or "")


def test_status_is_coloured(sheet: type[Sheet], opened: Opened) -> None:
    """Every status a row can have is seen from afar, below the table too."""
    page = opened(sheet).worksheets[0]
    column = get_column_letter(list(sheet.columns()).index("status") + 1)
    (area,) = page.conditional_formatting
    assert str(area.sqref) == f"{column}2:{column}{LAST_ROW}"
    assert {rule.formula[0].strip('"') for rule in area.rules} == set(STATUS_COLOURS)
    assert all(rule.dxf.fill for rule in area.rules)


def test_it_prints_on_pages_one_sheet_wide(sheet: type[Sheet], opened: Opened) -> None:
    """A printed table is landscape, as wide as the paper, with its headers on each page."""
    page = opened(sheet).worksheets[0]
    assert page.page_setup.orientation == "landscape"
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page.print_title_rows == "$1:$1"


def test_prefilled_rows_are_typed_values_in_the_table(opened: Opened) -> None:
    """A row that `demo` fills in reads as if a person had typed it."""
    row = {
        "date": date(2026, 11, 30),
        "description": "Aluguel",
        "amount": Decimal("-4200.10"),
        "paid": True,
        "tags": ("casa", "fixo"),
        "installments": 12,
        "send_anyway": False,
        "sent_at": datetime(2026, 11, 30, 8, 15),
    }
    book = opened(SHEETS["organizze_transactions"], rows=[row, {"ref": "00123"}, {}])
    page = book.worksheets[0]
    values = dict(zip(SHEETS["organizze_transactions"].columns(), [c.value for c in page[2]], strict=True))
    assert page.tables["Transactions"].ref == "A1:T4"
    assert {name: value for name, value in values.items() if value is not None} == {
        "date": datetime(2026, 11, 30),
        "description": "Aluguel",
        "amount": -4200.10,
        "paid": "yes",
        "tags": "casa, fixo",
        "installments": 12,
        "send_anyway": "no",
        "sent_at": datetime(2026, 11, 30, 8, 15),
    }
    assert [cell.value for cell in page[3]].count("00123") == 1


@pytest.mark.parametrize("first", "=+-@\t")
def test_a_dangerous_text_lands_as_text(first: str, opened: Opened) -> None:
    """A description from a stranger never becomes a formula."""
    text = f"{first}HYPERLINK(1)"
    page = opened(SHEETS["organizze_transactions"], rows=[{"description": text}]).worksheets[0]
    assert (page["B2"].value, page["B2"].data_type, page["B2"].number_format) == (text, "s", "@")


CELL_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60)


@settings(max_examples=25, deadline=None)
@given(text=CELL_TEXT)
def test_any_text_survives(text: str, opened: Opened) -> None:
    """What stood in a cell stands there to the letter after the workbook is made."""
    page = opened(SHEETS["organizze_transfers"], rows=[{"ref": text}]).worksheets[0]
    assert page.cell(2, list(SHEETS["organizze_transfers"].columns()).index("ref") + 1).value == text


@settings(max_examples=25, deadline=None)
@given(cents=st.integers(-(10**15) + 1, 10**15 - 1))
def test_any_amount_survives(cents: int, opened: Opened) -> None:
    """Every amount the program takes is in the file to the cent."""
    amount = Decimal(cents).scaleb(-2)
    page = opened(SHEETS["organizze_transactions"], rows=[{"amount": amount}]).worksheets[0]
    assert Decimal(repr(page["C2"].value)) == amount


def test_many_rows_all_get_hints(opened: Opened) -> None:
    """A long prefilled table has its hints and colours to its last row."""
    page = opened(SHEETS["organizze_transfers"], rows=[{}] * (LAST_ROW + 5)).worksheets[0]
    (area,) = page.conditional_formatting
    assert str(area.sqref).endswith(str(LAST_ROW + 6))
