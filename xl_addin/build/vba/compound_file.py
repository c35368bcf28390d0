"""MS-CFB, version 3: folders and streams in one file. What a VBA project is kept in.

Sectors have 512 bytes; streams under 4,096 bytes share a stream of their own in pieces of 64. No times and no
class ids go in, so that the same content makes the same bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Union

SECTOR: Final = 512
MINI_SECTOR: Final = 64
SMALL: Final = 4096
"""A stream shorter than this is stored in mini sectors."""
MOST_TABLES: Final = 109
"""Sectors of the allocation table that the header can name: 6.8 MB of content."""

_END, _FREE, _TABLE, _NOBODY = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_FOLDER, _STREAM, _ROOT = 1, 2, 5
_BLACK = 1
_NO_ENTRY = bytes(68) + b"\xff" * 12 + bytes(48)
_PER_TABLE = SECTOR // 4

Folder = Mapping[str, Union[bytes, "Folder"]]
"""Streams and folders by name."""


@dataclass(slots=True)
class _Entry:
    """One entry of the directory; links are the numbers of others."""

    name: str
    kind: int
    content: bytes = b""
    left: int = _NOBODY
    right: int = _NOBODY
    child: int = _NOBODY
    start: int = 0


@dataclass(slots=True)
class _Sectors:
    """The file's content behind the header, and which sector follows which."""

    size: int
    content: bytearray = field(default_factory=bytearray)
    following: list[int] = field(default_factory=list)

    def add(self, data: bytes) -> int:
        """Appends data; the number of its first sector, or the end mark where there is none."""
        if not data:
            return _END
        first = len(self.following)
        count = -(-len(data) // self.size)
        self.content += data.ljust(count * self.size, b"\0")
        self.following += [*range(first + 1, first + count), _END]
        return first


def compound_file(root: Folder) -> bytes:
    """A file with these streams and folders.

    Raises:
        ValueError: It would be larger than the header can describe.
    """
    entries = _directory(root)
    sectors, small = _Sectors(SECTOR), _Sectors(MINI_SECTOR)
    for entry in entries:
        if entry.kind == _STREAM:
            entry.start = (small if len(entry.content) < SMALL else sectors).add(entry.content)
    entries[0].content = bytes(small.content)
    entries[0].start = sectors.add(entries[0].content)
    small_table = _numbers(small.following, _FREE)
    first_small = sectors.add(small_table)
    first_entry = sectors.add(_written(entries))
    tables = _tables(sectors)
    head = _header(tables, first_entry, first_small, len(small_table) // SECTOR)
    return head + bytes(sectors.content) + _numbers(sectors.following, _FREE)


def _directory(root: Folder) -> list[_Entry]:
    entries = [_Entry("Root Entry", _ROOT)]
    _fill(entries, entries[0], root)
    return entries


def _fill(entries: list[_Entry], parent: _Entry, folder: Folder) -> None:
    """Adds what a folder holds behind it, folder by folder."""
    numbers = range(len(entries), len(entries) + len(folder))
    for name, content in folder.items():
        stream = isinstance(content, bytes)
        entries.append(_Entry(name, _STREAM, content) if stream else _Entry(name, _FOLDER))  # type: ignore[arg-type]
    in_order = sorted(numbers, key=lambda number: _rank(entries[number].name))
    parent.child = _tree(entries, in_order)
    for number, content in zip(numbers, folder.values(), strict=True):
        if not isinstance(content, bytes):
            _fill(entries, entries[number], content)


def _rank(name: str) -> tuple[int, str]:
    """Shorter names come first, whatever their letters (2.6.4)."""
    return len(name), name.upper()


def _tree(entries: list[_Entry], numbers: list[int]) -> int:
    """Links siblings as a balanced tree, all of it black; its root."""
    if not numbers:
        return _NOBODY
    middle = len(numbers) // 2
    entry = entries[numbers[middle]]
    entry.left, entry.right = _tree(entries, numbers[:middle]), _tree(entries, numbers[middle + 1 :])
    return numbers[middle]


def _written(entries: Iterable[_Entry]) -> bytes:
    """The directory in whole sectors."""
    packed = b"".join(map(_packed, entries))
    return packed + _NO_ENTRY * (-len(packed) % SECTOR // len(_NO_ENTRY))


def _packed(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    links = struct.pack("<HBBIII", len(name) + 2, entry.kind, _BLACK, entry.left, entry.right, entry.child)
    no_class_no_times = bytes(16 + 4 + 16)
    return (
        name.ljust(64, b"\0")
        + links
        + no_class_no_times
        + struct.pack("<IQ", entry.start, len(entry.content))
    )


def _numbers(numbers: list[int], filler: int) -> bytes:
    """An allocation table in whole sectors."""
    padded = [*numbers, *[filler] * (-len(numbers) % _PER_TABLE)]
    return struct.pack(f"<{len(padded)}I", *padded)


def _tables(sectors: _Sectors) -> range:
    """Adds the allocation table's own sectors, which stand last; their numbers."""
    first, count = len(sectors.following), 0
    while count * _PER_TABLE < first + count:
        count += 1
    if count > MOST_TABLES:
        raise ValueError(f"{len(sectors.content)} bytes are more than a compound file of this kind holds")
    sectors.following += [_TABLE] * count
    return range(first, first + count)


def _header(tables: range, first_entry: int, first_small: int, small_tables: int) -> bytes:
    begin = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    form = struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    places = struct.pack(
        "<IIIIIIIII", 0, len(tables), first_entry, 0, SMALL, first_small, small_tables, _END, 0
    )
    named = [*tables, *[_FREE] * (MOST_TABLES - len(tables))]
    return begin + form + places + struct.pack(f"<{MOST_TABLES}I", *named)
