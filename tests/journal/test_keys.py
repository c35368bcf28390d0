"""A key stands in a cell for years: it is never taken for anything else, and never given twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.journal.keys import ALPHABET, LENGTH, LETTERS, is_key, new_key

KEYS = st.builds(
    lambda first, rest: first + "".join(rest),
    st.sampled_from(LETTERS),
    st.lists(st.sampled_from(ALPHABET), min_size=LENGTH - 1, max_size=LENGTH - 1),
)


@given(KEYS)
def test_key_is_text_to_every_spreadsheet(key: str) -> None:
    """No key is a number, a number with an exponent, a truth value, a formula, or a word."""
    assert is_key(key)
    assert key.isascii()
    assert key.isalnum()
    assert key == key.lower()
    assert not key[0].isdigit()
    assert not set(key) & set("aeiou01l")
    with pytest.raises(ValueError, match="could not convert"):
        float(key)


def test_new_keys_have_the_form() -> None:
    """What is given out is what is recognised when the workbook comes back."""
    keys = [new_key() for _ in range(2_000)]
    assert all(is_key(key) for key in keys)
    assert len(set(keys)) == len(keys)


class AllButOne:
    """Every key is taken but those that end as this one does."""

    def __init__(self, ending: str) -> None:
        self.ending = ending
        self.asked = 0

    def __contains__(self, key: object) -> bool:
        self.asked += 1
        return not str(key).endswith(self.ending)


def test_taken_key_is_not_given_again() -> None:
    """A new row never gets the key of a row that is in the sheet or in the journal."""
    taken = AllButOne("7")
    keys = [new_key(taken) for _ in range(20)]
    assert all(key.endswith("7") for key in keys)
    assert taken.asked > len(keys)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " k2345678",
        "k2345678 ",
        "k23 5678",
        "ķ2345678",
        "k234567\u0663",
        "=2345678",
        "k234567",
        "k23456789",
        "K2345678",
        "22345678",
        "k234567a",
        "k234567l",
        "k2345670",
        "k234567\n",
    ],
)
def test_what_a_person_typed_is_no_key(text: str) -> None:
    """A Key cell that somebody filled by hand is noticed."""
    assert not is_key(text)
