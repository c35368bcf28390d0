"""An amount typed as text is read as its writer meant it, or refused."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.values import money
from xl_addin.values.money import LARGEST, AmountError, checked, from_cents, to_cents

parse = partial(money.parse, currency=("R$", "BRL"))

MOST_CENTS = int(LARGEST * 100)
CENTS = st.integers(-MOST_CENTS, MOST_CENTS)
SIGNS = ("-{}", "{}-", "({})", "\u2212{}", "\u2013{}", "- {}")
CURRENCIES = ("{}", "R$ {}", "R${}", "{} R$", "r$ {}", "BRL {}", "{} BRL")
THOUSANDS = {True: (".", "", " ", "\u00a0", "\u202f", "'"), False: (",", "", " ", "\u00a0", "\u202f", "'")}


@st.composite
def written(draw: st.DrawFn) -> tuple[str, Decimal, bool]:
    """A text in one of the ways people write, the amount it means, and whether its decimals have a comma."""
    comma = draw(st.booleans())
    cents = draw(CENTS)
    mark = draw(st.sampled_from(THOUSANDS[comma]))
    digits = f"{abs(cents) // 100:,}".replace(",", mark) + f"{'.,'[comma]}{abs(cents) % 100:02}"
    text = draw(st.sampled_from(CURRENCIES)).format(digits)
    if cents < 0:
        text = draw(st.sampled_from(SIGNS)).format(text)
    spaces = st.sampled_from(("", " ", "\u00a0", "\t"))
    return draw(spaces) + text + draw(spaces), Decimal(cents).scaleb(-2), comma


@given(written())
def test_every_way_of_writing_is_read_back(case: tuple[str, Decimal, bool]) -> None:
    """Sign before, behind or as brackets, a currency, thousands marks: the same amount comes out."""
    text, amount, comma = case
    assert parse(text, decimal_comma=comma) == amount


@given(written(), st.booleans())
def test_no_text_becomes_another_amount(case: tuple[str, Decimal, bool], comma: bool) -> None:
    """In a sheet of the other language a text means the same: two decimals tell how it is to be read."""
    text, amount, _ = case
    assert parse(text, decimal_comma=comma) == amount


@pytest.mark.parametrize("comma", [True, False], ids=["comma", "point"])
@pytest.mark.parametrize("text", ["1.234", "1,234", "-12.345", "(999,999)", "R$ 1.500", "100.000"])
def test_what_two_readers_fit_is_refused(text: str, comma: bool) -> None:
    """1.234 may be a thousand or one and a bit: it is not guessed."""
    with pytest.raises(AmountError, match="ambiguous"):
        parse(text, decimal_comma=comma)


NO_AMOUNTS = """
-|()|R$|abc|12a|1.2.3|1,2,3|1.23.456|1,234.567,89|,5|.5|12,,5|--5|-(5)|(5|5)|5-3|1e5|1E5|NaN|Infinity|0x10|1_000
٣|½|²|10 %|15%|=1+1|1/2|12:30|#REF!|
""".replace("\n", "|").split("|")


@pytest.mark.parametrize("comma", [True, False], ids=["comma", "point"])
@pytest.mark.parametrize("text", NO_AMOUNTS)
def test_what_is_no_amount_is_refused(text: str, comma: bool) -> None:
    """A date, a share, a formula or a slip of the finger is never taken for money."""
    with pytest.raises(AmountError):
        parse(text, decimal_comma=comma)


@pytest.mark.parametrize("text", ["150 00", "1 5", "12 34 56", "1234 567", "1'5", "12€50", "12 R$ 500"])
def test_digits_torn_apart_are_refused(text: str) -> None:
    """150 00 does not become fifteen thousand, nor 12€50 over a thousand."""
    with pytest.raises(AmountError):
        parse(text, decimal_comma=True)


@given(st.text(max_size=20), st.booleans())
def test_any_text_is_read_or_refused(text: str, comma: bool) -> None:
    """Whatever stands in the cell ends in an amount with two decimals or in a refusal, never in a crash."""
    try:
        amount = parse(text, decimal_comma=comma)
    except AmountError:
        return
    assert amount == checked(amount)
    assert amount.as_tuple().exponent == -2


@given(st.text("0123456789.,-+()R$ '", max_size=14), st.booleans())
def test_the_sign_never_gets_lost(text: str, comma: bool) -> None:
    """An expense never becomes income: a minus or brackets around an amount make it negative."""
    try:
        amount = parse(text, decimal_comma=comma)
    except AmountError:
        return
    assert amount <= 0 if "-" in text or "(" in text else amount >= 0


@given(CENTS)
def test_cents_go_there_and_back(cents: int) -> None:
    """What the service stores in cents is what the sheet shows."""
    assert to_cents(from_cents(cents)) == cents
    assert from_cents(cents).as_tuple().exponent == -2


@given(st.decimals(allow_nan=True, allow_infinity=True))
def test_a_number_is_taken_exactly_or_refused(number: Decimal) -> None:
    """A third decimal is never rounded away, and nothing beyond Excel's precision is taken."""
    if number.is_finite() and abs(number) <= LARGEST and number == round(number, 2):
        assert checked(number) == number
        assert str(checked(number)) != "-0.00"
    else:
        with pytest.raises(AmountError):
            checked(number)


@pytest.mark.parametrize(
    ("number", "reason"),
    [("0.001", "decimals"), ("-1.999", "decimals"), ("10000000000000", "too_large"), ("NaN", "unreadable")],
)
def test_a_refusal_says_why(number: str, reason: str) -> None:
    """The message can tell a person what to correct."""
    with pytest.raises(AmountError) as caught:
        to_cents(Decimal(number))
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "text", ["US$ 100", "€ 100", "100 EUR", "10 mil", "12 dez", "5 mio", "150 DEB", "R$ 5 BRL 6"]
)
def test_another_currency_or_word_is_no_amount(text: str) -> None:
    """A hundred dollars are not a hundred reais, and ten thousand in words is not ten."""
    with pytest.raises(AmountError):
        parse(text, decimal_comma=True)
