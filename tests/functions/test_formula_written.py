"""The function and arguments that a reason speaks of."""

from __future__ import annotations

import math
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.functions.formula import ours_in, written

CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.datetimes(), st.dates(), st.decimals()
).filter(lambda cell: not (isinstance(cell, Decimal) and cell.is_snan()))


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("Cofre", datetime(2026, 10, 31)), '("Cofre", 2026-10-31)'),
        (("Cofre", 46326), '("Cofre", 2026-10-31)'),
        (([["Cofre"]], [[46326.0]]), '("Cofre", 2026-10-31)'),
        (([["Cofre"], ["Caixa"]], None), '("Cofre" … (2))'),
        (("x" * 99,), f'("{"x" * 39}…")'),
        ((None, date(2026, 1, 2)), "(, 2026-01-02)"),
        ((7.0, True, 1.5), "(7, TRUE, 1.5)"),
        (("Cofre", math.nan), '("Cofre")'),
        (([[-2146826246]], -2146826189), "(#N/A, #VALUE!)"),
        ((), "()"),
    ],
)
def test_arguments_are_as_a_person_would_write_them(arguments: tuple[Any, ...], shown: str) -> None:
    """Days that formulas make are days, ranges are their first cell, and what was left out is left out."""
    assert written("ORGANIZZE_BALANCE", arguments) == f"ORGANIZZE_BALANCE{shown}"


@given(st.lists(CELLS | st.lists(st.lists(CELLS, min_size=1), min_size=1), max_size=4))
def test_whatever_excel_passes_can_be_told(arguments: list[Any]) -> None:
    """No argument keeps a cell from having its value."""
    assert written("ORGANIZZE_BALANCE", arguments).startswith("ORGANIZZE_BALANCE(")
    assert written("NO_SUCH_FUNCTION", arguments).startswith("NO_SUCH_FUNCTION(")


@pytest.mark.parametrize(
    ("formula", "ours"),
    [
        ("=ORGANIZZE_NET(A1)-iziago_balance(B1)", {"ORGANIZZE_NET", "IZIAGO_BALANCE"}),
        ("=_xlfn.SINGLE(ORGANIZZE_ACCOUNTS())", {"ORGANIZZE_ACCOUNTS"}),
        ("='C:\\add-ins\\xl-addin.xlam'!ORGANIZZE_NET(A1)", {"ORGANIZZE_NET"}),
        ('="ORGANIZZE_NET("', set()),
        ("=ORGANIZZE_NETS(A1)", set()),
        ("12", set()),
    ],
)
def test_functions_of_ours_are_found_in_a_formula(formula: str, ours: set[str]) -> None:
    """In any case and wherever they stand, except in texts."""
    assert ours_in(formula).keys() == ours
