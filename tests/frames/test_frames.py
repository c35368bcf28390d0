"""The cell functions in a notebook."""

from __future__ import annotations

import doctest
import inspect
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from docs.pages.formula import MISSING, parsed
from xl_addin import frames
from xl_addin.errors import WrongUse, XlAddinError
from xl_addin.functions.function import Function
from xl_addin.functions.registry import FUNCTIONS

NOTEBOOKS = Path(__file__).parents[2] / "docs" / "notebooks.md"
OWN = [item for item in FUNCTIONS.values() if not item.volatile]
KINDS = {"object", "Int64", "datetime64[s]", "datetime64[s, UTC]", "boolean", "str"}


@pytest.mark.usefixtures("notebook")
def test_the_docs_are_true() -> None:
    """What docs/notebooks.md shows is what happens."""
    options = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    failed, tried = doctest.testfile(str(NOTEBOOKS), module_relative=False, optionflags=options)
    assert (failed, tried > 8) == (0, True)


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("function", OWN, ids=lambda function: function.name)
def test_every_function_is_there(function: Function) -> None:
    """Each cell function but those about other cells can be called from Python, with its own example."""
    _, example = parsed(function.example)
    arguments = [None if argument == MISSING else argument for argument in example]
    made = getattr(frames, function.name.lower())(*arguments)
    if not function.table:
        assert isinstance(made, (Decimal, str, int))
        return
    assert isinstance(made, pd.DataFrame)
    assert {str(dtype) for dtype in made.dtypes} <= KINDS
    assert set(made.attrs) == {"notes", "fetched", "stale"}


@pytest.mark.parametrize("function", OWN, ids=lambda function: function.name)
def test_help_and_completion_work(function: Function) -> None:
    """A notebook shows the arguments in order, their help, and the names to choose from."""
    made = getattr(frames, function.name.lower())
    assert list(inspect.signature(made).parameters) == [item.name for item in function.all_arguments]
    assert all(function.help_of(item) in made.__doc__ for item in function.all_arguments)
    assert made.__name__ in dir(frames)
    assert made.__name__ in frames.__all__


@pytest.mark.usefixtures("notebook")
def test_days_and_names_as_python_has_them() -> None:
    """A date, a Timestamp and a text mean the same day; a list and a Series mean several names."""
    days = [date(2026, 10, 31), datetime(2026, 10, 31), pd.Timestamp("2026-10-31"), "2026-10-31"]
    assert len({frames.organizze_balance("Bradesco CC", day) for day in days}) == 1
    names = ["Bradesco CC", "Caixa da loja"]
    both = frames.organizze_balance(pd.Series(names), day=days[0])
    assert both.tolist() == frames.organizze_balance(names, days[0]).tolist()
    assert all(isinstance(amount, Decimal) for amount in both)


@pytest.mark.usefixtures("notebook")
def test_amounts_are_exact() -> None:
    """The sum of a column is the sum of its cents."""
    amounts = frames.organizze_transactions("2026-10-01", "2026-10-31").amount
    assert amounts.sum() == sum(amounts, Decimal())
    assert all(isinstance(amount, Decimal) for amount in amounts)


@pytest.mark.usefixtures("notebook")
def test_nothing_found_is_an_empty_frame() -> None:
    """A period without transactions has all columns, with their kinds, and no row."""
    empty, full = (frames.organizze_transactions(f"{year}-11-01", f"{year}-11-30") for year in (1999, 2026))
    assert len(empty) == 0
    assert dict(empty.dtypes) == dict(full.dtypes)


@pytest.mark.usefixtures("notebook")
def test_what_cannot_be_had_raises() -> None:
    """A notebook stops at a name that does not exist, and at an argument that makes no sense."""
    with pytest.raises(XlAddinError, match="Bradesko"):
        frames.organizze_balance("Bradesko")
    with pytest.raises(XlAddinError, match="Bradesko"):
        frames.organizze_balance(["Bradesco CC", "Bradesko"])
    with pytest.raises(WrongUse, match="soon"):
        frames.organizze_transactions("soon")
    with pytest.raises(TypeError):
        frames.organizze_transactions(begin="2026-11-01")


def test_an_old_answer_warns(notebook: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """When the service refuses, the last answer comes with a warning that says so."""
    before = frames.organizze_accounts()
    frames.close()
    monkeypatch.setenv("XL_ADDIN_ORGANIZZE_TOKEN", "wrong")
    frames.refresh()
    with pytest.warns(frames.Stale, match="credentials"):
        after = frames.organizze_accounts()
    pd.testing.assert_frame_equal(before, after)
    assert "credentials" in frames.why()
    assert after.attrs["fetched"] <= datetime.now(UTC)
