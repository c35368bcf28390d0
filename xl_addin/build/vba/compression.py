"""MS-OVBA 2.4.1: how the modules and the directory of a VBA project are compressed.

A container is a byte 1 and chunks, each of 4,096 bytes but the last. A chunk is a sequence of tokens, a byte
of flags before every eight of them: a byte as it is, or a copy of what came before in the same chunk.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterator

CHUNK = 4096
SHORTEST = 3
"""Bytes that a copy has at least; it takes two itself."""

_COMPRESSED, _RAW = 0xB000, 0x3000
"""A chunk's header without its size: the signature, and whether tokens follow."""


def compressed(data: bytes) -> bytes:
    """Any bytes as a compressed container.

    Where the last, shorter chunk cannot be compressed, as random bytes can't, zeros follow it: only a full
    chunk can be kept as it is (2.4.1.3.10). Text never comes near.
    """
    chunks = (data[start : start + CHUNK] for start in range(0, len(data), CHUNK))
    return b"\x01" + b"".join(map(_record, chunks))


def _record(chunk: bytes) -> bytes:
    """A chunk with its header, which tells its size less one."""
    packed = b"".join(_groups(chunk))
    if len(packed) > CHUNK:
        return struct.pack("<H", _RAW | CHUNK - 1) + chunk.ljust(CHUNK, b"\0")
    return struct.pack("<H", _COMPRESSED | len(packed) - 1) + packed


def _groups(chunk: bytes) -> Iterator[bytes]:
    """Eight tokens at a time, the byte of flags before them: a bit is set for a copy."""
    tokens = list(_tokens(chunk))
    for start in range(0, len(tokens), 8):
        group = tokens[start : start + 8]
        flags = sum(1 << bit for bit, token in enumerate(group) if len(token) == 2)
        yield bytes([flags]) + b"".join(group)


def _tokens(chunk: bytes) -> Iterator[bytes]:
    """Single bytes, and copies as two bytes: how far back, and how many."""
    earlier: defaultdict[bytes, list[int]] = defaultdict(list)
    at = 0
    while at < len(chunk):
        bits = _offset_bits(at)
        offset, length = _longest(chunk, at, earlier, SHORTEST + (0xFFFF >> bits))
        if length:
            yield struct.pack("<H", (offset - 1) << (16 - bits) | length - SHORTEST)
        else:
            yield chunk[at : at + 1]
        for passed in range(at, at + (length or 1)):
            earlier[chunk[passed : passed + SHORTEST]].append(passed)
        at += length or 1


def _longest(chunk: bytes, at: int, earlier: dict[bytes, list[int]], most: int) -> tuple[int, int]:
    """How far back the longest copy of what comes next begins, and its length; zeros where there is none."""
    limit = min(most, len(chunk) - at)
    offset = length = 0
    if limit < SHORTEST:
        return offset, length
    for start in reversed(earlier.get(chunk[at : at + SHORTEST], ())):
        here = _common(chunk, start, at, limit)
        if here > length:
            offset, length = at - start, here
            if here == limit:
                break
    return offset, length


def _common(chunk: bytes, start: int, at: int, limit: int) -> int:
    """How many bytes from both places are the same; they may overlap."""
    length = SHORTEST
    while length < limit and chunk[start + length] == chunk[at + length]:
        length += 1
    return length


def _offset_bits(at: int) -> int:
    """How many of a copy's sixteen bits tell how far back it begins (2.4.1.3.19.1)."""
    return max(4, (at - 1).bit_length())
