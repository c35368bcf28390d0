"""The compression of VBA projects, read back by two programs that know nothing of ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import read

from xl_addin.build.vba.compression import CHUNK, compressed

LONGEST_LITERAL = CHUNK * 8 // 9
"""Bytes that fit into a chunk as they are: each eight of them take a byte more."""
SIZES = st.integers(0, 3 * CHUNK)


@given(st.text(st.characters(codec="ascii"), max_size=200), st.integers(1, 200))
def test_text_comes_back(text: str, times: int) -> None:
    """A module is the same after Excel has unpacked it."""
    data = (text * times).encode()
    assert read(compressed(data)) == data


@given(st.binary(max_size=LONGEST_LITERAL), SIZES)
def test_bytes_come_back(tail: bytes, zeros: int) -> None:
    """Anything comes back, behind any number of full chunks."""
    data = bytes(zeros // CHUNK * CHUNK) + tail
    assert read(compressed(data)) == data


@given(st.randoms(use_true_random=False), SIZES)
def test_what_cannot_be_compressed_comes_back(random: object, size: int) -> None:
    """Random bytes come back; where a short last chunk had to be kept as it is, with zeros behind them."""
    data = random.randbytes(size)  # type: ignore[attr-defined]
    found = read(compressed(data))
    assert found[:size] == data
    assert set(found[size:]) <= {0}
    if size % CHUNK <= LONGEST_LITERAL:
        assert len(found) == size


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 16, 17, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_repeated_bytes_take_little(size: int) -> None:
    """A copy may reach into what it makes; the longest possible ones are found."""
    packed = compressed(b"x" * size)
    assert read(packed) == b"x" * size
    assert len(packed) <= 1 + 8 * (1 + size // CHUNK)
