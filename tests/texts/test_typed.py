"""Whoever reads a command in Excel is told where one types it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import typer
from catalogues import catalogue

from xl_addin import texts
from xl_addin.cli.main import app
from xl_addin.texts.typed import COMMANDS, place, with_place


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Other tests read English."""
    yield
    texts.use("en")


def test_every_command_is_known() -> None:
    """A command that is added is noticed in advice as well."""
    assert sorted(typer.main.get_command(app).commands) == sorted(COMMANDS)  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", texts.available())
def test_each_sentence_with_a_command_says_where(language: str) -> None:
    """In each language the same ones: no sentence that only names the program is taken for a command."""
    for key, sentence in catalogue(language).items():
        texts.use(language)
        said = bool(place(sentence))
        assert said or not re.search("`(xl-addin|pip|pipx|uv) [^`{]+ [^`{]*`", sentence), key
        texts.use("en")
        assert said == bool(place(catalogue("en")[key])), key
    assert not place("Something went wrong in xl-addin itself. Update xl-addin.")


def test_it_is_said_once() -> None:
    """Advice that passes through several hands does not repeat itself."""
    once = with_place("Run `xl-addin doctor`.")
    assert once.startswith("Run `xl-addin doctor`. Commands are typed")
    assert with_place(once) == once
