"""What a template says is said in four languages, about the same columns and the same commands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

import pytest

from xl_addin import build, schema
from xl_addin.build.edition import edition
from xl_addin.build.translations import sentences
from xl_addin.schema import SHEETS, Sheet
from xl_addin.texts import LANGUAGES

ROOMS = [Path(room.__path__[0]) for room in (build, schema)]
SOURCES = [path for room in ROOMS for path in room.glob("*.py")]
TYPED = {
    "pt": {"FILE": "ARQUIVO", "NEW": "NOVO"},
    "es": {"FILE": "ARCHIVO", "NEW": "NUEVO"},
    "fr": {"FILE": "FICHIER", "NEW": "NOUVEAU"},
}
"""What stands in a command for a name of one's own."""

other_languages = pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])


def constants() -> Iterator[str]:
    """Every text in the declarations and in the builder's code."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def blanks(sentence: str) -> set[str | None]:
    """The names between braces."""
    return {name for _, name, _, _ in Formatter().parse(sentence)} - {None}


@other_languages
def test_nothing_is_translated_that_is_not_said(language: str) -> None:
    """A sentence changed in English is changed in every language; `make templates` finds the lack."""
    assert sorted(sentences(language).keys() - set(constants())) == []


@other_languages
def test_a_sentence_keeps_its_form(language: str) -> None:
    """A warning says its bounds, a sentence ends as one, a part begins as one, none is left in English."""
    for english, sentence in sentences(language).items():
        assert blanks(sentence) == blanks(english), english
        assert sentence.lstrip(" ") == " ".join(sentence.split()), english
        assert english.endswith(".") == sentence.endswith("."), english
        assert english[0] not in ",;" or sentence.lstrip(" ")[0] == english[0], english
        assert sentence != english or english == "Instructions", english
        assert len(sentence) <= 255 or len(english) > 200, english
        assert not set("’&\u00a0") & set(re.sub(r"\?order=\S+", "", sentence)), english


@other_languages
def test_commands_are_not_translated(language: str) -> None:
    """What the Instructions ask a person to type works as it is written."""
    for english, sentence in sentences(language).items():
        commands = re.findall(
            r"xl-addin (?:check|import|renew|journal \w+)(?: FILE)?(?: --out NEW)?", english
        )
        for command in commands:
            for word, own in TYPED[language].items():
                command = command.replace(word, own)
            assert command in sentence, english


def named(sentence: str, headers: Mapping[str, str]) -> list[str]:
    """The columns that a sentence speaks of by headers of more than one word, which mean nothing else."""
    found = [name for name, header in headers.items() if " " in header and header in sentence]
    longer = [headers[name] for name in found]
    return [
        name for name in found if not any(headers[name] != one and headers[name] in one for one in longer)
    ]


@other_languages
def test_a_sentence_names_the_columns_that_are_there(sheet: type[Sheet], language: str) -> None:
    """Whoever reads what to do with a column finds it in the sheet by that name."""
    english, spoken = (
        {name: field.header for name, field in edition(sheet, code).columns().items()}
        for code in ("en", language)
    )
    prose = [*sheet.instructions, *(field.help for field in sheet.columns().values())]
    for sentence in prose:
        for name in named(sentence, english):
            assert spoken[name] in sentences(language)[sentence], (sentence, name)


@other_languages
def test_hints_fit_into_excel(sheet: type[Sheet], language: str) -> None:
    """Excel takes 32 letters of a hint's title and 255 of its text, and repairs a file that has more."""
    for field in edition(sheet, language).columns().values():
        assert 0 < len(field.header) <= 32
        assert 0 < len(field.help) <= 255


def test_every_column_has_its_header_in_every_language() -> None:
    """No column of a French template is headed in English by oversight."""
    fields = [field for sheet in SHEETS.values() for field in sheet.columns().values()]
    assert {len(field.translated) for field in fields} == {len(LANGUAGES) - 1}
