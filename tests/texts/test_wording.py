"""What the program says is in the catalogue, and what is in the catalogue is said."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from catalogues import PLURALS, ROOT, blanks, catalogue, stem

from xl_addin.texts import IN_EXCEL

ENGLISH = catalogue("en")
STEMS = {stem(key) for key in ENGLISH}
SECTIONS = {key.partition(".")[0] for key in ENGLISH}
LOOKS_LIKE_A_KEY = re.compile(rf"({'|'.join(SECTIONS)})\.[a-z0-9_]+(\.[a-z0-9_]+)*")
NO_LETTERS = re.compile(r"[^a-z0-9]+")
"""What a key has a line for, when it is made from a header or a function's name."""
FILES = re.compile(r".*\.(db|toml|xlsx|xml|json|py)")

RAISED = {
    "Unfit": (("problem.{}",), {"header"}),
    "AmountError": (("problem.amount_{}",), {"header", "value"}),
    "DateError": (("problem.date_{}",), {"header", "value"}),
    "IbanError": (("problem.iban_{}",), {"header", "value"}),
    "BicError": (("problem.bic_{}",), {"header", "value"}),
    "Unreadable": (("workbook.{}", "workbook.{}_hint"), {"file"}),
}
"""Errors that carry the rest of a key: the keys, and the blanks filled in where the error is told."""

SOURCES = sorted(
    {*ROOT.rglob("*.py")} - {ROOT / "texts" / "__init__.py"} - {*(ROOT / "sandbox").rglob("*.py")}
)
"""The sandbox speaks as the services do, in their words."""


@cache
def tree_of(path: Path) -> ast.Module:
    """A module, parsed."""
    return ast.parse(path.read_text("utf-8"))


def docstrings(tree: ast.Module) -> set[int]:
    """The identities of constants that stand as statements: they tell, and say nothing."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def constants(tree: ast.Module) -> Iterator[str]:
    """Every text in a module's code but its docstrings."""
    skipped = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.value


def prefixes(tree: ast.Module) -> Iterator[str]:
    """The fixed beginnings of f-strings that end inside a key."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            beginning = str(node.values[0].value)
            if re.fullmatch(rf"({'|'.join(SECTIONS)})\.[a-z0-9_]*", beginning):
                yield beginning


def calls(tree: ast.Module, *names: str) -> Iterator[tuple[str, ast.Call]]:
    """The calls of functions and classes with these names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node.func.id, node


def literals(node: ast.expr) -> list[str]:
    """The texts an argument can be, as far as it is written out: one, or either of two."""
    if isinstance(node, ast.IfExp):
        return literals(node.body) + literals(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def says_from_the_catalogue(tree: ast.Module) -> bool:
    """Whether a module's `say` is that of `texts`."""
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "xl_addin.texts"
        and any(alias.name == "say" for alias in node.names)
        for node in ast.walk(tree)
    )


def said(tree: ast.Module) -> Iterator[tuple[str, set[str] | None]]:
    """Every sentence a module names: its key, and the blanks it fills; None where that is not written out."""
    if says_from_the_catalogue(tree):
        for _, call in calls(tree, "say"):
            for key in literals(call.args[0]):
                yield from with_plurals(key, call)
    for _, call in calls(tree, "Remark"):
        for key in literals(call.args[0]):
            yield from ((key + ending, None) for ending in PLURALS)
    for name, call in calls(tree, *RAISED):
        keys, filled = RAISED[name]
        for reason in literals(call.args[0]):
            yield from ((key.format(reason), with_given(filled, call)) for key in keys)


def with_plurals(key: str, call: ast.Call) -> Iterator[tuple[str, set[str] | None]]:
    """The sentences a call of `say` can choose from."""
    given = with_given(set(), call)
    if all(keyword.arg != "count" for keyword in call.keywords):
        yield key, given
        return
    for ending in PLURALS:
        yield key + ending, given and given - {"count"} | {"n"}


def with_given(filled: set[str], call: ast.Call) -> set[str] | None:
    """The blanks a call fills, and those filled elsewhere."""
    names = {keyword.arg for keyword in call.keywords}
    return None if None in names else filled | {name for name in names if name}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_said_is_in_the_catalogue(path: Path) -> None:
    """No person ever sees a key, or an error about a missing blank, instead of a sentence."""
    for key, given in said(tree_of(path)):
        assert key in ENGLISH, key
        assert given is None or blanks(ENGLISH[key]) <= given, key


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_looks_like_a_key_is_one(path: Path) -> None:
    """A key that is kept in a table or chosen beforehand is no less right than one that is said at once."""
    tree = tree_of(path)
    beginnings = set(prefixes(tree))
    keys = {
        text for text in constants(tree) if LOOKS_LIKE_A_KEY.fullmatch(text) and not FILES.fullmatch(text)
    }
    assert sorted(keys - STEMS - beginnings) == []
    assert [
        beginning for beginning in beginnings if not any(key.startswith(beginning) for key in STEMS)
    ] == []


def test_every_sentence_is_said() -> None:
    """Nobody translates a sentence that is never read."""
    trees = [tree_of(path) for path in SOURCES]
    texts = {text for tree in trees for text in constants(tree)}
    named = {stem(key) for tree in trees for key, _ in said(tree)}
    beginnings = {beginning for tree in trees for beginning in prefixes(tree)}
    forms = texts | {NO_LETTERS.sub("_", text.lower()) for text in texts}
    composed = {beginning + form for beginning in beginnings for form in forms}
    composed |= {f"{key}_hint" for key in composed | texts}
    said_in_excel = {key for key in STEMS if key.startswith(IN_EXCEL) and key.removeprefix(IN_EXCEL) in STEMS}
    assert sorted(STEMS - said_in_excel - texts - named - composed) == []


def test_the_search_finds_what_it_looks_for() -> None:
    """The tests above read the program rightly: a wrong key, a lost blank and an f-string are seen."""
    tree = ast.parse(
        "from xl_addin.texts import say\n"
        "say('a.b' if x else 'a.c', file=1)\n"
        "say('a.d', count=2, **more)\nsay('a.e', count=2, host=3)\n"
        "raise Unfit('f', value=1)\nRemark('a.g')\nsay(f'status.{h}')\n"
    )
    assert list(said(tree)) == [
        ("a.b", {"file"}),
        ("a.c", {"file"}),
        ("a.d.one", None),
        ("a.d.many", None),
        ("a.e.one", {"host", "n"}),
        ("a.e.many", {"host", "n"}),
        ("a.g.one", None),
        ("a.g.many", None),
        ("problem.f", {"header", "value"}),
    ]
    assert list(prefixes(tree)) == ["status."]
