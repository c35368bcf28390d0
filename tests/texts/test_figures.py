"""Amounts in four languages."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.texts import LANGUAGES, use
from xl_addin.texts.figures import MARKS, exact_of, figure
from xl_addin.values import money


@pytest.fixture(autouse=True)
def in_english_again() -> Iterator[None]:
    """Each test leaves the language as it found it."""
    yield
    use("en")


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "-1,234,567.80"),
        ("pt", "-1.234.567,80"),
        ("es", "-1.234.567,80"),
        ("fr", "-1\u202f234\u202f567,80"),
    ],
)
def test_each_language_has_its_marks(language: str, written: str) -> None:
    """Thousands and decimals are parted as people write them."""
    use(language)
    assert figure(Decimal("-1234567.8")) == written


@pytest.mark.parametrize(
    ("text", "written"), [("-3200.00", "-3.200,00"), ("0.1234", "0,1234"), ("dez", "dez")]
)
def test_amounts_kept_as_text_are_written_likewise(text: str, written: str) -> None:
    """What the journal keeps of an amount is shown as all others are, other words as they stand."""
    use("pt")
    assert exact_of(text) == written


@given(st.sampled_from(list(LANGUAGES)), st.integers(-(10**14), 10**14))
def test_what_is_shown_is_read_back(language: str, cents: int) -> None:
    """An amount that we show and somebody types as it stands is the same amount, or refused as ambiguous."""
    use(language)
    amount = money.from_cents(cents)
    comma = MARKS[language][1] == ","
    assert money.parse(figure(amount), decimal_comma=comma) == amount
