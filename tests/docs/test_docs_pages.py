"""The pages that are made by doing what they tell of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from docs.pages.__main__ import FOLDER, PAGES
from docs.pages.formula import MISSING, Reference, parsed


@pytest.mark.parametrize(("name", "page"), PAGES.items())
def test_a_page_says_what_happens(name: str, page: Callable[[Path], str], tmp_path: Path) -> None:
    """Every example of the docs has the result that stands there, and every failure shows what it says."""
    assert (FOLDER / name).read_text("utf-8") == page(tmp_path), "run `make docs`"


@pytest.mark.parametrize(
    ("formula", "arguments"),
    [
        ("=F()", []),
        ('=F("a ""b"", c")', ['a "b", c']),
        ("=F(, 2.5,)", [MISSING, 2.5, MISSING]),
        ("=F(TRUE, B2)", [True, Reference("B2")]),
    ],
)
def test_a_formula_is_taken_apart_as_excel_does(formula: str, arguments: list[object]) -> None:
    """What an example passes is what Excel would pass."""
    assert parsed(formula) == ("F", arguments)


@pytest.mark.parametrize("text", ["F()", "=F(", '=F("a)', "=F(G())", "=F(a)"])
def test_what_is_no_call_with_constants_is_refused(text: str) -> None:
    """An example that the docs could not calculate does not pass for one."""
    with pytest.raises(ValueError, match="is no"):
        parsed(text)
