"""The cell functions in a notebook."""

from __future__ import annotations

import doctest
import inspect
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import trustme

from docs.pages.formula import MISSING, parsed
from docs.pages.household import TODAY
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
    if function.name == "ORGANIZZE_CARD_INVOICE" and arguments[1] is None:
        arguments[1] = f"{TODAY:%Y-%m}"  # it is always that day for those services
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
@pytest.mark.parametrize(
    "empty", [[], (), pd.Series(dtype="str"), pd.DataFrame()], ids=["[]", "()", "Series", "frame"]
)
def test_an_empty_list_is_not_everything(empty: Any) -> None:
    """Accounts that a filter left none of are refused by a table, which cannot tell none from all."""
    for named in ({"account": empty}, {"fields": empty}):
        with pytest.raises(WrongUse, match=f"{next(iter(named))} is an empty list"):
            frames.organizze_transactions("2026-11-01", "2026-11-05", **named)
    assert len(frames.organizze_balance(empty)) == 0


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
        frames.organizze_balance(["Bradesko", "Bradesca"])
    with pytest.raises(WrongUse, match="soon"):
        frames.organizze_transactions("soon")
    with pytest.raises(TypeError):
        frames.organizze_transactions(begin="2026-11-01")


@pytest.mark.usefixtures("notebook")
def test_an_old_answer_warns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the service cannot be trusted any more, the last answer comes with a warning that says so."""
    before = frames.organizze_accounts()
    frames.close()
    (tmp_path / "another.pem").write_bytes(trustme.CA().cert_pem.bytes())
    monkeypatch.setenv("XL_ADDIN_CA_BUNDLE", str(tmp_path / "another.pem"))
    frames.refresh()
    with pytest.warns(frames.Stale, match="certificate"):
        after = frames.organizze_accounts()
    pd.testing.assert_frame_equal(before, after)
    assert "certificate" in frames.why()
    assert after.attrs["fetched"] <= datetime.now(UTC)


@pytest.mark.usefixtures("notebook")
def test_of_several_names_the_bad_one_has_no_value() -> None:
    """A slip in one row of a frame costs no other row its balance, which stands in its own row."""
    names = pd.Series(["Bradesco CC", "Bradesko", None, np.nan, pd.NA], index=[7, 3, 5, 1, 9])
    with pytest.warns(frames.Missing, match="Bradesko"):
        found = frames.organizze_balance(names, "2026-10-31")
    assert found.index.tolist() == [7, 3, 5, 1, 9]
    assert found[7] == frames.organizze_balance("Bradesco CC", "2026-10-31")
    assert found.isna().tolist() == [False, True, True, True, True]


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(
    "missing", [None, np.nan, pd.NaT, pd.NA, np.datetime64("NaT"), Decimal("sNaN")], ids=repr
)
def test_what_is_missing_is_blank(missing: Any) -> None:
    """A missing day is today, as in a cell; a missing name is one that has to be given."""
    today = frames.organizze_balance("Bradesco CC")
    assert frames.organizze_balance("Bradesco CC", missing) == today
    assert frames.organizze_balance(["Bradesco CC"], [missing])[0] == today
    with pytest.raises(WrongUse, match="account"):
        frames.organizze_balance(missing)


@pytest.mark.usefixtures("notebook")
def test_a_column_is_a_column_however_long() -> None:
    """A frame with one row, or none, has a Series of results as any other."""
    one = frames.organizze_balance(["Bradesco CC"])
    assert one.tolist() == [frames.organizze_balance("Bradesco CC")]
    assert len(frames.organizze_balance(pd.Series(dtype="object"))) == 0


@pytest.mark.usefixtures("notebook")
def test_days_as_numpy_has_them() -> None:
    """A column of days can be passed as it is."""
    wanted = frames.organizze_balance("Bradesco CC", "2026-10-31")
    days = np.array(["2026-10-31"], dtype="datetime64[D]")
    assert frames.organizze_balance("Bradesco CC", days[0]) == wanted
    for some in (days, pd.Series(days), pd.DataFrame({"day": days}), days.reshape(())):
        found = frames.organizze_balance("Bradesco CC", some)
        assert [found] == [wanted] if isinstance(found, Decimal) else found.tolist() == [wanted]


NO_CELLS = [
    b"P-9",
    object(),
    float("inf"),
    Decimal("1E+9999"),
    10**5000,
    "\ud800",
    "#" + "9" * 5000,
    {"a": 1},
    [[1, 2], [3]],
    np.timedelta64(1, "D"),
    np.datetime64("99999-01-01"),
    np.complex128(1),
    pd.Period("2026-11"),
]


@pytest.mark.usefixtures("notebook")
@pytest.mark.filterwarnings("ignore::xl_addin.frames.Missing")
@pytest.mark.parametrize("function", OWN, ids=lambda function: function.name)
@pytest.mark.parametrize("passed", NO_CELLS, ids=lambda passed: type(passed).__name__)
def test_nothing_raw_comes_out(function: Function, passed: Any) -> None:
    """Whatever is passed, a notebook gets a value or a sentence that says what is wrong with it."""
    for place in range(len(function.all_arguments)):
        arguments = [passed if at == place else None for at in range(place + 1)]
        for given in (arguments, [*arguments[:place], [passed, "P-9"]]):
            with suppress(XlAddinError):
                getattr(frames, function.name.lower())(*given)


@pytest.mark.usefixtures("notebook")
def test_fields_by_the_names_of_the_columns() -> None:
    """What a frame calls a column chooses it."""
    frame = frames.organizze_transactions("2026-10-01", "2026-10-31", fields=["other_account", "Amount"])
    assert list(frame.columns) == ["other_account", "amount"]


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("month", ["2026-10", "2026/10", "10/2026", "2026-10-31", date(2026, 10, 3), 46300])
def test_months_as_people_write_them(month: Any) -> None:
    """A month is one however it is written."""
    assert {f"{day:%Y-%m}" for day in frames.organizze_budgets(month).month} == {"2026-10"}


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("typed", ["13/2026", "2026-1-", "soon", "10-26"])
def test_a_month_that_is_none_is_shown_as_typed(typed: str) -> None:
    """The message has what was typed, and how to write it."""
    with pytest.raises(WrongUse, match=f"“{typed}”.* 2026-11"):
        frames.organizze_budgets(typed)


@pytest.mark.usefixtures("notebook")
def test_what_is_known_elsewhere_is_said() -> None:
    """An account that a module has not, and an account where a card is wanted, are no unknown names."""
    with pytest.raises(XlAddinError, match="is an account, not a credit card"):
        frames.organizze_card_invoice("Bradesco CC")
    stated = set(frames.iziago_accounts("statements").name) - set(frames.iziago_accounts("forecasting").name)
    with pytest.raises(XlAddinError, match=r"is not in forecasting\. It is in: statements"):
        frames.iziago_forecasts(stated.pop())


@pytest.mark.usefixtures("todays_notebook")
def test_the_period_is_said() -> None:
    """What a missing day meant, and why a forecast of the past is empty, is told beside the value."""
    frames.organizze_net(finish="2026-10-31")
    assert "From 2026-10-01 to 2026-10-31." in frames.why()
    past = frames.iziago_forecasts(None, "2026-10-01", "2026-10-31")
    assert (len(past), "A forecast begins today." in frames.why()) == (0, True)
    assert len(frames.iziago_forecast_transactions(None, "2026-10-01"))
    assert "From 2026-10-01 on was asked. A forecast begins today." in frames.why()
