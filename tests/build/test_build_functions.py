"""Excel's entry points, written from the registry."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from xl_addin.build.functions import GROUPS, UDFS, files, main, stale
from xl_addin.functions.function import FIELDS, Argument, Function, Takes
from xl_addin.functions.naming import LONGEST_HELP, MOST_ARGUMENTS, problems
from xl_addin.functions.registry import FUNCTIONS
from xl_addin.texts import LANGUAGES, use

ALL = list(FUNCTIONS.values())
TABLE = next(item for item in ALL if item.table and item.arguments)
START = Argument("start", Takes.DAY)


def test_entry_points_match_the_registry() -> None:
    """What Excel calls is what is declared."""
    assert list(stale(UDFS, ALL)) == []


@pytest.mark.parametrize("function", ALL, ids=lambda function: function.name)
def test_an_entry_point_is_plain(function: Function) -> None:
    """The sheet and Python know a function by one name; its arguments stand in order, none is annotated."""
    tree = ast.parse((UDFS / f"{function.group}.py").read_text("utf-8"))
    [found] = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == function.name]
    arguments = found.args.args
    assert [item.arg for item in arguments] == [*(one.name for one in function.all_arguments), "address"]
    assert all(item.annotation is None for item in arguments)
    assert len(found.args.defaults) == 1 + sum(not one.required for one in function.all_arguments)
    assert ast.get_docstring(found) == function.help


def test_every_group_has_a_name() -> None:
    """The function wizard lists each function under its service."""
    assert {function.group for function in ALL} <= GROUPS.keys()
    assert set(files(ALL)) == {f"{function.group}.py" for function in ALL}


def test_files_are_written_and_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`make test` names each entry point's file that differs, is missing or belongs to nothing."""
    assert main(["--folder", str(tmp_path)]) == 0
    assert main(["--folder", str(tmp_path), "--check"]) == 0
    (tmp_path / "cash.py").unlink()
    (tmp_path / "izi.py").write_text("", "utf-8")
    (tmp_path / "bank.py").write_text("", "utf-8")
    capsys.readouterr()
    assert main(["--folder", str(tmp_path), "--check"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[:-1] == ["izi.py differs", "cash.py is missing", "bank.py belongs to no group of functions"]


def _with(*arguments: Argument) -> Function:
    return replace(TABLE, arguments=arguments)


@pytest.mark.parametrize(
    ("function", "complaint"),
    [
        (replace(TABLE, name="TAX2020"), "TAX2020 is no name"),
        (replace(TABLE, name="R1C1"), "R1C1 is no name"),
        (replace(TABLE, name="lower_case"), "lower_case is no name"),
        (replace(TABLE, name="CASH.POSITION"), "CASH.POSITION is no name"),
        (replace(TABLE, name="DATE"), "DATE is no name"),
        (_with(Argument("date", Takes.DAY)), "date is no name for an argument"),
        (_with(Argument("currency", Takes.TEXT)), "currency is no name for an argument"),
        (_with(Argument("on", Takes.YES_NO)), "on is no name for an argument"),
        (_with(Argument("to account", Takes.TEXT)), "to account is no name for an argument"),
        (_with(Argument("address", Takes.TEXT)), "address has another meaning"),
        (_with(Argument("caller", Takes.TEXT)), "caller has another meaning"),
        (_with(START, START), "two arguments of one name"),
        (_with(FIELDS), "two arguments of one name"),
        (_with(START, Argument("account", Takes.TEXT, required=True)), "behind one that is not"),
        (_with(*[START] * MOST_ARGUMENTS), f"more than {MOST_ARGUMENTS} arguments"),
        (replace(TABLE, name="ORGANIZZE_SECRETS"), "the texts have no help"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_excel_or_vba_cannot_take_fails_the_build(
    function: Function, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name that Excel takes for a cell, or VBA for a word of its own, is never written."""
    assert main(["--folder", str(tmp_path)], [function]) == 1
    assert complaint in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_name_is_given_once() -> None:
    """Two functions of one name would leave one of them out of Excel."""
    assert problems([TABLE, TABLE]) == [f"{TABLE.name} is declared twice"]


def test_what_is_declared_can_be_taken() -> None:
    """Every function of ours has a name, arguments and texts that Excel and VBA take, in every language."""
    try:
        for language in LANGUAGES:
            use(language)
            assert problems(ALL) == []
            assert all(0 < len(function.help) <= LONGEST_HELP for function in ALL)
    finally:
        use("en")
