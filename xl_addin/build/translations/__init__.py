"""What a template says, sentence by sentence, in the languages besides English.

A translation stands under the English sentence itself, so that whoever changes one is told by
`tests/build/test_build_translations.py` that three others have to follow. Headers and words that are read
back stand in `schema`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


def translated(sentence: str, language: str) -> str:
    """An English sentence in a language.

    Raises:
        KeyError: It is not translated: a mistake in the program, found by the tests.
    """
    return sentence if language == "en" else sentences(language)[sentence]


@cache
def sentences(language: str) -> Mapping[str, str]:
    """A language's sentences by the English ones; the file's sections are for its readers alone."""
    tables = tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))
    return {english: sentence for table in tables.values() for english, sentence in table.items()}
