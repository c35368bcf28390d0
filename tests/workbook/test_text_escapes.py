"""Text in the file's spelling."""

from __future__ import annotations

import doctest

from hypothesis import example, given
from hypothesis import strategies as st

import xl_addin.workbook.text as spelling
from xl_addin.workbook.text import LONGEST, decode, encode, fitted


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("_x0041\r")
@example("__x005F__x005f_")
@example("\x00_x000D_\ufffe")
def test_every_text_comes_back(text: str) -> None:
    """Whatever a service or a person wrote reads back as it was, control characters too."""
    assert decode(encode(text)) == text


@given(st.text(st.sampled_from("_x0041F\r\x01"), max_size=24))
def test_texts_that_look_escaped_come_back(text: str) -> None:
    """A text that happens to look like an escape is not taken for one."""
    assert decode(encode(text)) == text


def test_surrogate_escapes_become_one_character() -> None:
    """An emoji that a program wrote as two escapes is one emoji."""
    assert decode("_xD83D__xDE00_") == "😀"
    assert encode("half \ud83d") == "half \ufffd"


@given(st.integers(0, 4), st.sampled_from(["a", "😀", "a😀"]))
def test_long_text_is_cut_to_what_a_cell_holds(more: int, piece: str) -> None:
    """A message too long for Excel is shortened visibly, never in the middle of a character."""
    text = "b" * more + piece * LONGEST
    cut = fitted(text)
    assert len(cut.encode("utf-16-le")) // 2 <= LONGEST
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))
    assert fitted("a" * LONGEST) == "a" * LONGEST


def test_examples_hold() -> None:
    """What the documentation shows is what happens."""
    assert doctest.testmod(spelling).failed == 0
