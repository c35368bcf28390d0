"""The catalogues as they are on disk, read without the program's own reader."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter

ROOT = Path(__file__).parent.parent.parent / "xl_addin"
FOLDER = ROOT / "texts"
PLURALS = (".one", ".many")


@cache
def catalogue(language: str) -> dict[str, str]:
    """A language's sentences by dotted key."""
    return dict(flat("", tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))))


def flat(prefix: str, tree: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The leaves of a TOML table, by dotted key; a leaf that is no text is a mistake."""
    for name, value in tree.items():
        if isinstance(value, dict):
            yield from flat(f"{prefix}{name}.", value)
        else:
            assert isinstance(value, str), prefix + name
            yield prefix + name, value


def blanks(sentence: str) -> set[str]:
    """The names between braces."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def stem(key: str) -> str:
    """The key that `say` is called with: without the ending of a plural."""
    return key.removesuffix(".one").removesuffix(".many")
