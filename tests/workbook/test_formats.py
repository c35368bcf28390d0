"""Number formats that make dates of numbers."""

from __future__ import annotations

import doctest

import pytest

from xl_addin.workbook import formats, references
from xl_addin.workbook.formats import Shows, currency_of, shows


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("General", Shows.NUMBER),
        ("#,##0.00", Shows.NUMBER),
        ('"R$"\\ #,##0.00;[Red]\\-"R$"\\ #,##0.00', Shows.NUMBER),
        ("[$Bs-400A] #,##0.00", Shows.NUMBER),
        ('0 "days"', Shows.NUMBER),
        ("0.00E+00", Shows.NUMBER),
        ("_-* #,##0.00\\ _d_y_-", Shows.NUMBER),
        ("@", Shows.NUMBER),
        ("[h]:mm:ss", Shows.NUMBER),
        ("dd/mm/yyyy", Shows.DATE),
        ("mmm\\-yy", Shows.DATE),
        ("mmmm", Shows.DATE),
        ("[$-416]d\\ mmm\\ yyyy;@", Shows.DATE),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", Shows.DATE),
        ("DD/MM/YYYY HH:MM", Shows.DATE),
        ("hh:mm", Shows.TIME),
        ("[$-F400]h:mm:ss\\ AM/PM", Shows.TIME),
        ("mm:ss.0", Shows.TIME),
        ("0.00%", Shows.PERCENTAGE),
        ('"up to "0\\ %', Shows.PERCENTAGE),
        ('0" % of it"', Shows.NUMBER),
        ("00000-000", Shows.PADDED),
        ("000\\.000\\.000\\-00", Shows.PADDED),
        ("(00) 0000-0000", Shows.PADDED),
        ("00.00", Shows.NUMBER),
        ("0", Shows.NUMBER),
    ],
)
def test_codes_are_told_apart(code: str, expected: Shows) -> None:
    """A currency is never read as a date, and a date never as an amount."""
    assert shows(code) is expected


@pytest.mark.parametrize(
    ("code", "sign"),
    [
        ('_-"R$"\\ * #,##0.00_-;\\-"R$"\\ * #,##0.00_-', "R$"),
        ("[$R$-416] #,##0.00", "R$"),
        ("#,##0.00\\ [$€-40C]", "€"),
        ("[$Bs.-400A]0", "Bs."),
        ('"US$"0.00', "US$"),
        ("£#,##0", "£"),
        ("$#,##0.00", ""),
        ('0.00;-0.00" EUR"', ""),
        ('0 ";" 0 "EUR"', "EUR"),
        ("[$-416]0.00", ""),
        ('"Bsp" 0', ""),
        ("[Red]0.00", ""),
    ],
)
def test_currency_that_a_format_shows(code: str, sign: str) -> None:
    """An amount that a person sees in euros is known as such; a bare $ says nothing."""
    assert currency_of(code) == sign


@pytest.mark.parametrize("module", [formats, references])
def test_examples_of_formats_hold(module: object) -> None:
    """What the documentation shows is what happens."""
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["", "A", "1", "A0", "XFE1", "A1048577", "a1", "B2:A1", "A1:", "S!A1", "A1 "]
)
def test_improper_places_are_refused(text: str) -> None:
    """A place outside a sheet is never taken for one inside."""
    with pytest.raises(ValueError, match=r".*"):
        references.parse_area(text)
