"""What banks carry in a payment's texts, told before a bank refuses or alters it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.values.sepa_text import (
    LONGEST_REFERENCE,
    ReferenceUnfit,
    checked_reference,
    latin,
    misfits,
    slashed,
)

CARRIED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ "
"""Written out from EPC217-08."""


@given(st.text(CARRIED))
def test_what_the_rule_lists_is_carried(text: str) -> None:
    """Nobody is bothered about a text that every bank takes."""
    assert misfits(text) == ""
    assert latin(text) == text


@given(st.text())
def test_every_other_character_is_named_once(text: str) -> None:
    """A person sees exactly the characters to change."""
    assert set(misfits(text)) == set(text) - set(CARRIED)
    assert len(misfits(text)) == len(set(misfits(text)))


@given(st.text())
def test_a_suggestion_can_be_sent(text: str) -> None:
    """What a message suggests is taken when it is typed, whatever was there before."""
    assert misfits(latin(text)) == ""


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("São João & Cia", "Sao Joao + Cia"),
        ("Straße 5 – Łódź", "Strasse 5 - Lodz"),
        ("Ångström ØRE Œuvre", "Angstrom ORE OEuvre"),
        ("“Facture” n° 12_a", "'Facture' no 12-a"),
        ("N\u0303andu", "Nandu"),
        ("a@b #1 日本", "a.b .1 .."),
        ("ﬁn\u00a0mai", "fin mai"),
    ],
)
def test_a_suggestion_reads_like_the_text(text: str, suggestion: str) -> None:
    """Accents go, other letters are spelled out, the rest becomes a full stop."""
    assert latin(text) == suggestion


@given(st.text(CARRIED, min_size=1, max_size=LONGEST_REFERENCE))
def test_a_reference_is_taken_as_it_is_or_refused(text: str) -> None:
    """An end-to-end id is never altered on its way: it would not be found again."""
    stray = text.startswith("/") or text.endswith("/") or "//" in text
    assert slashed(text) == stray
    if stray or not text.strip(" "):
        with pytest.raises(ReferenceUnfit):
            checked_reference(text)
    else:
        assert checked_reference(text) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "blank"),
        ("   ", "blank"),
        ("A" * (LONGEST_REFERENCE + 1), "too_long"),
        ("Rechnung_1", "characters"),
        ("Fatura nº 1", "characters"),
        ("/A1", "slash"),
        ("A1/", "slash"),
        ("A//1", "slash"),
    ],
)
def test_a_refused_reference_says_why(text: str, reason: str) -> None:
    """The message can tell a person what to change."""
    with pytest.raises(ReferenceUnfit) as caught:
        checked_reference(text)
    assert caught.value.reason == reason
