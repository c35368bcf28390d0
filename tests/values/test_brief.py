"""Names of others never take the room of what we say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xl_addin.values.brief import brief


@given(st.text(), st.integers(3, 300))
def test_as_long_as_allowed(text: str, most: int) -> None:
    """One line, no longer than was said, both its ends those of the name; a short name stays whole."""
    plain, told = " ".join(text.split()), brief(text, most)
    assert len(told.splitlines()) <= 1
    assert len(told) <= most
    assert told == plain or (
        len(plain) > most and told[0] == plain[0] and told[-1] == plain[-1] and "…" in told
    )
