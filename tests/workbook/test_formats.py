"""Number formats that make dates of numbers."""

from __future__ import annotations

import doctest

import pytest

from xl_addin.workbook import formats, references
from xl_addin.workbook.formats import Shows, shows


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
    ],
)
def test_codes_are_told_apart(code: str, expected: Shows) -> None:
    """A currency is never read as a date, and a date never as an amount."""
    assert shows(code) is expected


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
