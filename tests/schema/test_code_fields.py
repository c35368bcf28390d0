"""Codes, tax numbers, ids, addresses: to the letter, or refused with what is wrong."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from cells import ENGLISH, LOOK, unfit
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.schema.fields import CodeField, DigitsField, EmailField, SepaIdField, UrlField
from xl_addin.schema.problem import Unfit
from xl_addin.workbook.port import CellValue

CODE = CodeField(**LOOK, longest=40)
DIGITS = DigitsField(**LOOK, longest=20)
SEPA_ID = SepaIdField(**LOOK, longest=35)
EMAIL = EmailField(**LOOK)
URL = UrlField(**LOOK)

SPACES = st.sampled_from(["", " ", "\t", "\u00a0"])
SEPA_LETTERS = "abcxyzABCXYZ0189?:().,'+-"


@given(st.text("0123456789", min_size=1, max_size=20), SPACES)
def test_digits_keep_their_leading_zeros(digits: str, space: str) -> None:
    """A NIT typed as text arrives digit by digit, without the spaces around it."""
    assert DIGITS.read(space + digits + space, ENGLISH) == digits


@given(st.integers(0, 10**15 - 1))
def test_a_number_cell_is_its_digits(number: int) -> None:
    """A NIT typed as a number has no exponent and no decimals."""
    for cell in (Decimal(number), Decimal(f"{number}.00")):
        assert DIGITS.read(cell, ENGLISH) == str(number)
        assert CODE.read(cell, ENGLISH) == str(number)


@pytest.mark.parametrize("cell", [Decimal(10**15), Decimal("1.23456789012345E+19"), Decimal("2026.1")])
def test_digits_that_a_spreadsheet_lost_are_not_made_up(cell: CellValue) -> None:
    """An account number of twenty digits typed as a number has lost its last five: it is refused."""
    assert unfit(CODE, cell) == "code_is_number"
    assert unfit(DIGITS, cell) == "code_is_number"


@pytest.mark.parametrize(
    "cell", ["4346405-1A", "1.023.456", "10 23", "-5", Decimal(-5), "٣", "²", "NIT 5", "1e5"]
)
def test_only_digits_are_digits(cell: CellValue) -> None:
    """What is no plain digit is asked about, not dropped."""
    assert unfit(DIGITS, cell) == "digits"


def test_codes_have_their_length_and_their_kind() -> None:
    """A code longer than its column takes, a date and a truth value are refused."""
    assert unfit(DIGITS, "1" * 21) == "too_long"
    assert unfit(CODE, "x" * 41) == "too_long"
    assert unfit(CODE, datetime(2026, 11, 30)) == "text_is_date"
    assert unfit(CODE, True) == "text_is_truth"


@given(st.text(SEPA_LETTERS, min_size=1, max_size=35))
def test_an_id_that_banks_carry_is_taken(text: str) -> None:
    """An end-to-end id reaches the creditor as it was typed."""
    assert SEPA_ID.read(text, ENGLISH) == text


@given(
    st.text(SEPA_LETTERS, max_size=5), st.characters(min_codepoint=0xA1, exclude_categories=["Cs", "Z", "C"])
)
def test_a_character_that_banks_do_not_carry_is_named(text: str, strange: str) -> None:
    """A letter with an accent is refused and shown, not replaced in silence."""
    with pytest.raises(Unfit) as caught:
        SEPA_ID.read(f"A{text}{strange}B", ENGLISH)
    assert caught.value.reason == "sepa_characters"
    assert caught.value.blanks["strange"] == strange


@pytest.mark.parametrize("text", ["/INV1", "INV1/", "INV//1", "/"])
def test_a_slash_in_the_wrong_place_is_refused(text: str) -> None:
    """Banks refuse an id that begins or ends with a slash or has two in a row."""
    assert unfit(SEPA_ID, text) == "sepa_slash"
    assert SEPA_ID.read("INV/1", ENGLISH) == "INV/1"
    assert unfit(SEPA_ID, "x" * 36) == "too_long"


@pytest.mark.parametrize(
    "text",
    [
        "ana@firma.example",
        "a.b+c@sub.firma.example",
        "o'hara@firma.example",
        "josé@ñandú.example",
        " ana@firma.example ",
    ],
)
def test_an_address_that_may_exist_is_taken(text: str) -> None:
    """No honest address is refused for its shape."""
    assert EMAIL.read(text, ENGLISH) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "ana",
        "ana@",
        "@firma.example",
        "ana@firma",
        "ana@firma.",
        "ana@.example",
        "ana@firma..example",
        "ana@b@firma.example",
        "ana maria@firma.example",
        "ana@firma.example, eva@firma.example",
        "ana@firma.example;",
        "Ana <ana@firma.example>",
        "ana@firma.example\nBcc",
        "ana\x00@firma.example",
    ],
)
def test_what_is_no_single_address_is_refused(text: str) -> None:
    """Two addresses, a name around one, or half of one would lose the e-mail: it is asked about."""
    assert unfit(EMAIL, text) == "email"


@pytest.mark.parametrize(
    "text",
    [
        "https://misitio.example/pago",
        "http://misitio.example:8080",
        "HTTPS://ñandú.example/x?y=1",
        "https://[::1]/",
    ],
)
def test_an_absolute_address_is_taken(text: str) -> None:
    """A notification URL arrives as it was typed."""
    assert URL.read(f" {text} ", ENGLISH) == text


@pytest.mark.parametrize(
    "text",
    [
        "misitio.example/pago",
        "//misitio.example",
        "ftp://misitio.example",
        "javascript:alert(1)",
        "https:///pago",
        "https://",
        "https://mi sitio.example",
        "https://misitio.example/\npago",
        "https://misitio.example:99999",
        "https://[::1",
        "mailto:ana@firma.example",
    ],
)
def test_what_a_gateway_cannot_call_is_refused(text: str) -> None:
    """An address without a scheme or a host is asked about before money depends on it."""
    assert unfit(URL, text) == "url"
