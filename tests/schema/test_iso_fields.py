"""Currencies and countries, by their codes and by what people call them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal

import pycountry
import pytest
from cells import ENGLISH, LOOK, unfit
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.schema.fields import CountryField, CurrencyField
from xl_addin.schema.fields.iso import OFFERED
from xl_addin.workbook.port import CellValue

CURRENCY = CurrencyField(**LOOK)
COUNTRY = CountryField(**LOOK)

CURRENCIES = sorted({currency.alpha_3 for currency in pycountry.currencies} - {"XXX", "XTS"})
COUNTRIES = sorted(country.alpha_2 for country in pycountry.countries)


@given(st.sampled_from(CURRENCIES), st.sampled_from([str.lower, str.upper, str.title]))
def test_every_currency_is_known_by_its_code(code: str, write: Callable[[str], str]) -> None:
    """Each code of ISO 4217 is taken however it is written, and reads back as it is shown."""
    value = CURRENCY.read(f" {write(code)} ", ENGLISH)
    assert value == code
    assert CURRENCY.read(CURRENCY.show(value), ENGLISH) == value


def test_the_currencies_offered_are_taken() -> None:
    """No word of the dropdown is refused, and the euro's sign means the euro."""
    assert [CURRENCY.read(code, ENGLISH) for code in OFFERED] == list(OFFERED)
    assert CURRENCY.read("€", ENGLISH) == "EUR"


@pytest.mark.parametrize(
    "cell", ["$", "US$", "£", "R$", "euro", "EURO", "EU", "€€", "XXX", "XTS", Decimal(978)]
)
def test_a_sign_of_many_currencies_is_not_guessed(cell: CellValue) -> None:
    """A dollar may be one of twenty: it is asked about."""
    assert unfit(CURRENCY, cell) == "currency"


@given(st.text(min_size=1).filter(str.strip))
def test_only_a_code_is_a_currency(text: str) -> None:
    """No other text becomes a currency."""
    if text.strip().upper() not in {*CURRENCIES, "€"}:
        assert unfit(CURRENCY, text) == "currency"


@given(st.sampled_from(COUNTRIES), st.sampled_from([str.lower, str.upper]))
def test_every_country_is_known_by_its_code(code: str, write: Callable[[str], str]) -> None:
    """Each code of ISO 3166 is taken however it is written, and reads back as it is shown."""
    value = COUNTRY.read(f" {write(code)} ", ENGLISH)
    assert value == code
    assert COUNTRY.read(COUNTRY.show(value), ENGLISH) == value


def test_every_country_is_known_by_its_name() -> None:
    """No country's English name is refused or means another country."""
    read = {country.alpha_2: COUNTRY.read(country.name, ENGLISH) for country in pycountry.countries}
    assert [code for code in COUNTRIES if read[code] != code] == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Bolivia Bolívia Bolivie", "BO"),
        ("Brazil Brasil Brésil BRASIL", "BR"),
        ("France França Francia", "FR"),
        ("Germany Alemanha Alemania Allemagne", "DE"),
        ("Switzerland Suíça Suiza Suisse suica", "CH"),
    ],
)
def test_a_country_is_known_in_four_languages(words: str, code: str) -> None:
    """A person writes the country as their language does, capitals and accents aside."""
    assert {COUNTRY.read(word, ENGLISH) for word in words.split()} == {code}


@pytest.mark.parametrize(
    "cell", ["Atlantis", "FRA", "XX", "F", "República Islâmica do Paquistão", Decimal(33)]
)
def test_what_is_no_country_or_two_is_refused(cell: CellValue) -> None:
    """A name that a translation gives to two countries is asked about, like one that is none."""
    assert unfit(COUNTRY, cell) == "country"


@pytest.mark.parametrize("register", ["pycountry", "schwifty"])
def test_sheets_are_declared_without_the_registers(register: str) -> None:
    """The command line starts without loading what only a cell needs."""
    program = f"import sys, xl_addin.schema; sys.exit({register!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
