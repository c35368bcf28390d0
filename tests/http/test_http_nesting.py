"""How deep an answer may go before it is refused instead of decoded."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.http.nesting import DEEPEST, TooDeep, check

values = st.recursive(
    st.none() | st.text(st.sampled_from('[]{}\\"a')),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(value=values, around=st.integers(0, 2 * DEEPEST))
def test_what_is_within_the_limit_passes_and_nothing_else(value: object, around: int) -> None:
    """No answer that decodes is refused for what its texts say, and none goes deeper than was said."""
    wrapped = value
    for _ in range(around):
        wrapped = [wrapped]
    body = json.dumps(wrapped).encode()
    if around + depth(value) <= DEEPEST:
        check(body)
    else:
        with pytest.raises(TooDeep):
            check(body)


def depth(value: object) -> int:
    """Lists and objects within one another."""
    if isinstance(value, dict):
        value = list(value.values())
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


@pytest.mark.parametrize(
    "body", [b"[" * 200, b'{"a":' * 200, b' \n[{"b": "\\""},' + b"[" * 200, b'["' + b"[" * 5]
)
def test_what_never_ends_is_counted_as_far_as_it_goes(body: bytes) -> None:
    """An answer that was cut off, or was never meant to be whole, is deep where its beginning is."""
    if body.count(b"[") + body.count(b"{") > DEEPEST:
        with pytest.raises(TooDeep):
            check(body)
    else:
        check(body)


@pytest.mark.parametrize("body", [b"", b"%PDF-1.4 " + b"[" * 1000, b"<a>" + b"{" * 1000, b'"' + b"[" * 1000])
def test_other_answers_may_hold_brackets(body: bytes) -> None:
    """A file that is no JSON has no depth."""
    check(body)
