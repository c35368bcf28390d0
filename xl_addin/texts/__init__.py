"""Every sentence a person reads, by key, in the language they chose.

A catalogue is a TOML file named by its language. English is complete by definition;
`tests/texts/test_catalogues.py` holds the others to the same keys and the same blanks.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

LANGUAGES: Final = {"en": "English", "pt": "Português", "es": "Español", "fr": "Français"}

IN_EXCEL: Final = "in_excel."
"""What keys of sentences for the ribbon begin with."""

_FOLDER = Path(__file__).parent
_chosen = "en"
_at_the_ribbon = False


def use(language: str) -> None:
    """Chooses the language of everything said from now on; an unknown one falls back to English."""
    global _chosen
    _chosen = language if language in available() else "en"


def language() -> str:
    """The language in use."""
    return _chosen


@contextmanager
def in_excel() -> Iterator[None]:
    """For the block, advice names a button where it would name a command.

    The sentences that differ stand under `in_excel`, each by the key of the one that it replaces.
    """
    global _at_the_ribbon
    before, _at_the_ribbon = _at_the_ribbon, True
    try:
        yield
    finally:
        _at_the_ribbon = before


@cache
def available() -> tuple[str, ...]:
    """Languages that have a catalogue."""
    return tuple(code for code in LANGUAGES if (_FOLDER / f"{code}.toml").exists())


def say(key: str, /, *, count: int | None = None, **blanks: Any) -> str:
    """The sentence for a key with its blanks filled in.

    Args:
        key: Dotted, such as "problem.required".
        count: Fills the blank `{n}` and chooses between a sentence's `one` and `many`.
        blanks: The other values that stand between braces in the sentence.

    Raises:
        KeyError: No catalogue has the key: a mistake in the program, found by the tests.
    """
    sentence = _sentence(_chosen, key) or _sentence("en", key)
    if sentence is None and count is not None:
        return say(f"{key}.{'one' if count == 1 else 'many'}", n=count, **blanks)
    if sentence is None:
        raise KeyError(key)
    return sentence.format(**blanks)


def _sentence(code: str, key: str) -> str | None:
    """A language's sentence as it is said where the person is."""
    known = _sentences(code)
    return known.get(f"{IN_EXCEL}{key}" if _at_the_ribbon else key) or known.get(key)


@cache
def _sentences(code: str) -> Mapping[str, str]:
    """A catalogue, flattened to dotted keys."""
    return dict(_flat("", tomllib.loads((_FOLDER / f"{code}.toml").read_text("utf-8"))))


def _flat(prefix: str, tree: Mapping[str, object]) -> list[tuple[str, str]]:
    leaves: list[tuple[str, str]] = []
    for name, value in tree.items():
        if isinstance(value, Mapping):
            leaves += _flat(f"{prefix}{name}.", value)
        else:
            leaves.append((prefix + name, str(value)))
    return leaves


_sentences("en")  # read while files can still be opened: an error about that must find its words
