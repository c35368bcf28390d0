"""The sentence for a key, in the language chosen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from catalogues import blanks, catalogue, stem

from xl_addin import texts
from xl_addin.texts import say


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Other tests read English."""
    texts.use("en")
    yield
    texts.use("en")


@pytest.mark.parametrize("language", ["", "xx", "EN", "../en", "klingon"])
def test_unknown_language_is_english(language: str) -> None:
    """A language that has no catalogue is answered in English, not with an error."""
    texts.use(language)
    assert texts.language() == "en"
    assert say("workbook.busy_hint") == catalogue("en")["workbook.busy_hint"]


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_known_language_is_spoken(language: str) -> None:
    """A person reads their own language where it is made, else English."""
    texts.use(language)
    spoken = language if language in texts.available() else "en"
    assert texts.language() == spoken
    assert say("workbook.busy_hint") == catalogue(spoken)["workbook.busy_hint"]


@pytest.mark.parametrize("language", texts.available())
def test_every_sentence_can_be_said(language: str) -> None:
    """No sentence breaks when its blanks are filled, whatever stands in them."""
    texts.use(language)
    for key, sentence in catalogue(language).items():
        names = blanks(sentence)
        filled = dict.fromkeys(names - {"n"}, "{left} {0} %s")
        if key == stem(key):
            said = say(key, **filled)
        else:
            said = say(stem(key), count=1 if key.endswith(".one") else 2, **filled)
        assert said.count("{left} {0} %s") >= len(filled)
        assert "n" not in names or key == stem(key) or any(digit in said for digit in "12")


@pytest.mark.parametrize(("count", "key"), [(0, "many"), (1, "one"), (2, "many"), (1_000, "many")])
def test_count_chooses_the_sentence(count: int, key: str) -> None:
    """One row is a row, and none or several are rows."""
    expected = catalogue("en")[f"preview.hidden.{key}"].format(n=count)
    assert say("preview.hidden", count=count) == expected


def test_unknown_key_is_a_mistake_of_the_program() -> None:
    """A key without a sentence is found by a test, and never shown as a sentence."""
    with pytest.raises(KeyError):
        say("no.such_sentence")
    with pytest.raises(KeyError):
        say("no.such_sentence", count=2)


def test_in_excel_advice_names_buttons() -> None:
    """Whoever pressed a button reads which button to press next; whoever typed a command, which command."""
    with texts.in_excel():
        assert say("message.ask_service") == catalogue("en")["in_excel.message.ask_service"]
        assert say("doctor.doubts", count=3) == "3 rows are in doubt: press “Settle doubts”."
        assert say("workbook.busy_hint") == catalogue("en")["workbook.busy_hint"]
    assert "xl-addin journal reconcile" in say("message.ask_service")


def test_in_excel_ends_with_the_button() -> None:
    """After a button that failed, the command line does not speak of buttons."""
    with pytest.raises(ZeroDivisionError), texts.in_excel():
        raise ZeroDivisionError
    assert "xl-addin journal reconcile" in say("message.ask_service")
