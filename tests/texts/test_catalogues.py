"""Every language says all that English says, and says it about the same things."""

from __future__ import annotations

import re

import pytest
from catalogues import FOLDER, PLURALS, blanks, catalogue, stem

from xl_addin import texts
from xl_addin.texts import IN_EXCEL

ENGLISH = catalogue("en")


def untranslatable(sentence: str) -> set[str]:
    """Commands, options and settings: a person types them as they stand in every language."""
    quoted = " ".join(re.findall("`([^`]*)`", sentence)).split()
    typed = {word for word in quoted if word == word.lower() and "{" not in word}
    return typed | set(re.findall(r"XL_ADDIN_\w+|--[a-z]+(?:-[a-z]+)*", sentence))


def test_every_catalogue_is_a_known_language() -> None:
    """A catalogue that is made is also used."""
    assert sorted(file.stem for file in FOLDER.glob("*.toml")) == sorted(texts.available())
    assert "en" in texts.available()


@pytest.mark.parametrize("language", texts.available())
def test_same_keys_as_english(language: str) -> None:
    """No sentence is missing in a person's language, and none is left over."""
    assert sorted(catalogue(language)) == sorted(ENGLISH)


@pytest.mark.parametrize("language", texts.available())
def test_same_blanks_as_english(language: str) -> None:
    """A sentence names the same file, cell or amount in every language; `one` may spell its number out."""
    for key, sentence in catalogue(language).items():
        free = {"n"} if key.endswith(".one") else set()
        assert all(name.isidentifier() for name in blanks(sentence)), key
        assert blanks(sentence) - free == blanks(ENGLISH[key]) - free, key


@pytest.mark.parametrize("language", texts.available())
def test_empty_only_where_english_is(language: str) -> None:
    """Nobody sees an empty error."""
    empty = [key for key, sentence in catalogue(language).items() if not sentence.strip()]
    assert empty == [key for key, sentence in ENGLISH.items() if not sentence]
    assert all(key.endswith("_hint") for key in empty)


@pytest.mark.parametrize("language", texts.available())
def test_commands_are_not_translated(language: str) -> None:
    """What a sentence asks a person to type works as it is written."""
    for key, sentence in catalogue(language).items():
        assert untranslatable(sentence) == untranslatable(ENGLISH[key]), key


def test_plurals_come_in_pairs() -> None:
    """One row and many rows both have their sentence, and `many` says how many."""
    plurals = {key for key in ENGLISH if key.endswith(PLURALS)}
    assert plurals == {stem(key) + ending for key in plurals for ending in PLURALS}
    assert not {stem(key) for key in plurals} & ENGLISH.keys()
    assert [key for key in plurals if key.endswith(".many") and "n" not in blanks(ENGLISH[key])] == []


@pytest.mark.parametrize("language", texts.available())
def test_sentences_are_one_line(language: str) -> None:
    """A message fits a cell of the sheet: no line breaks, no doubled or stray spaces."""
    for key, sentence in catalogue(language).items():
        assert sentence == " ".join(re.split(r"[ \t\r\n]+", sentence)).strip(), key


@pytest.mark.parametrize("language", texts.available())
def test_advice_in_excel_names_buttons_that_are_there(language: str) -> None:
    """What a sentence asks a person to press is what stands on a button in their ribbon."""
    spoken = catalogue(language)
    labels = {sentence for key, sentence in spoken.items() if key.startswith("ribbon.label_")}
    for key in (key for key in spoken if key.startswith(IN_EXCEL)):
        named = re.findall("[“«]\\s?([^”»{]+?)\\s?[”»]", spoken[key])
        assert {*named} <= labels, key
        assert named or "`xl-addin" in spoken[key], key
        assert blanks(spoken[key]) <= blanks(spoken[key.removeprefix(IN_EXCEL)]), key


@pytest.mark.parametrize("language", texts.available())
def test_what_is_named_is_there(language: str) -> None:
    """No pages are installed with the program, and `py` is no program of a Mac's."""
    elsewhere = re.compile(r"docs/|\.md\b|`py ")
    assert [key for key, sentence in catalogue(language).items() if elsewhere.search(sentence)] == []


def test_a_workbook_is_no_folder() -> None:
    """In Portuguese *pasta* alone is a folder; a workbook is said in full, or is a file."""
    portuguese = catalogue("pt")
    folders = {key for key in ENGLISH if "folder" in ENGLISH[key].lower()}
    said = {key for key in portuguese if re.search("pastas?(?! de trabalho)\\b", portuguese[key].lower())}
    assert sorted(said - folders) == []
    assert said


def test_one_kind_of_apostrophe() -> None:
    """French is written with the apostrophe that people type, and no other: so it is found when searched."""
    assert [key for key, sentence in catalogue("fr").items() if "’" in sentence] == []
