"""Columns of countries and currencies, by ISO's registers.

The registers are loaded when the first cell is read, so that the command line starts without them.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from xl_addin.schema.fields.base import Field, as_text, shown
from xl_addin.schema.problem import Unfit
from xl_addin.schema.reading import Reading
from xl_addin.values.names import plain
from xl_addin.workbook.port import CellValue

OFFERED = ("EUR", "USD", "GBP", "CHF", "BRL", "BOB", "CAD", "JPY", "SEK", "NOK", "DKK", "PLN")
"""Currencies in the dropdown; every other code is taken as well."""

_NOT_MONEY = {"XTS", "XXX"}
"""ISO 4217's codes for testing and for no currency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyField(Field):
    """A currency by its code of ISO 4217; of the signs only € means one currency."""

    def _value(self, cell: CellValue, reading: Reading) -> str:
        code = as_text(cell).strip().upper().replace("€", "EUR")
        if code not in _currencies():
            raise Unfit("currency", value=shown(cell))
        return code


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryField(Field):
    """A country by its two letters of ISO 3166, or by its name in one of the four languages."""

    def _value(self, cell: CellValue, reading: Reading) -> str:
        code = _countries().get(plain(as_text(cell)))
        if not code:
            raise Unfit("country", value=shown(cell))
        return code


@cache
def _currencies() -> frozenset[str]:
    """The codes in use."""
    import pycountry

    return frozenset(currency.alpha_3 for currency in pycountry.currencies) - _NOT_MONEY


@cache
def _countries() -> dict[str, str]:
    """Country code by all that a person may write for it; what means two countries means none."""
    meanings: dict[str, set[str]] = {}
    for word, code in _country_words():
        meanings.setdefault(plain(word), set()).add(code)
    return {word: codes.pop() for word, codes in meanings.items() if len(codes) == 1}


def _country_words() -> Iterator[tuple[str, str]]:
    import pycountry

    translations = [
        gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [language]).gettext
        for language in ("pt", "pt_BR", "es", "fr")
    ]
    translate: list[Callable[[str], str]] = [str, *translations]
    for country in pycountry.countries:
        yield country.alpha_2, country.alpha_2
        for kind in ("name", "official_name", "common_name"):
            if name := getattr(country, kind, None):
                yield from ((said(name), country.alpha_2) for said in translate)
