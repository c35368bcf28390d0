"""A new zip from an old one: changed parts packed anew, all others copied as they lie there."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, NamedTuple

from xl_addin.workbook.refusals import Unreadable

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_FIELD = struct.Struct("<2H")
"""Kind and length of an extra field."""
_IN_64_BITS = 1
"""The extra field of what does not fit 32 bits; some programs write it for every part."""
_VERSION = 20
_DESCRIPTOR_FOLLOWS = 0x08
_FITS_32_BITS = 0xFFFF_FFFF
_CHUNK = 1 << 20


class Packed(NamedTuple):
    """A part's new content, deflated.

    Attributes:
        data: The deflated bytes.
        crc: Of the content.
        size: Of the content.
    """

    data: bytes
    crc: int
    size: int


class _Record(NamedTuple):
    """An entry of the old archive.

    Attributes:
        entry: What `zipfile` made of it.
        head: Its 46 fixed bytes in the directory, unpacked.
        tail: Name, extra field and comment, as they lie there.
        end: Where the next thing in the file begins.
    """

    entry: zipfile.ZipInfo
    head: tuple[Any, ...]
    tail: bytes
    end: int

    @property
    def name(self) -> bytes:
        """The name as it is spelled."""
        return self.tail[: self.head[10]]

    @property
    def comment(self) -> bytes:
        """The comment as it is spelled."""
        return self.tail[self.head[10] + self.head[11] :]

    @property
    def long_offset(self) -> int:
        """Where in the tail its place stands in 64 bits, behind the sizes that do."""
        place = self.head[10]
        while place + _FIELD.size <= self.head[10] + self.head[11]:
            kind, length = _FIELD.unpack_from(self.tail, place)
            if kind == _IN_64_BITS:
                return int(place + _FIELD.size + 8 * self.head[8:10].count(_FITS_32_BITS))
            place += _FIELD.size + length
        raise Unreadable("layout", reason="a part's place is not told")

    @property
    def flags(self) -> int:
        """The flags for new content: its sizes stand before it."""
        return int(self.head[3]) & ~_DESCRIPTOR_FOLLOWS


def pack(content: Iterable[bytes]) -> Packed:
    """Deflates a part."""
    packer = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -15)
    data = bytearray()
    crc = size = 0
    for piece in content:
        data += packer.compress(piece)
        crc = zlib.crc32(piece, crc)
        size += len(piece)
    return Packed(bytes(data + packer.flush()), crc, size)


def assemble(
    archive: zipfile.ZipFile, old: IO[bytes], changed: Mapping[str, Packed | None], new: IO[bytes]
) -> None:
    """Writes the new archive: same parts in the same order, with the same names, dates and flags.

    Args:
        archive: The old one, open.
        old: The file it is in.
        changed: New content by the entry's name; None leaves the entry out.
        new: Where to write.

    Raises:
        Unreadable: "layout": the archive is of a kind that cannot be copied piece by piece.
    """
    directory: list[bytes] = []
    for record in _records(archive, old):
        content = changed.get(record.entry.filename, ...)
        offset = new.tell()
        if content is None:
            continue
        if content is ...:
            _copy(old, record.entry.header_offset, record.end, new)
            directory.append(_moved(record, offset))
        else:
            assert isinstance(content, Packed)
            directory.append(_changed(record, content, offset))
            new.write(_local(record, content))
            new.write(content.data)
    start = new.tell()
    new.write(b"".join(directory))
    count, size = len(directory), new.tell() - start
    new.write(_END.pack(b"PK\5\6", 0, 0, count, count, size, start, len(archive.comment)) + archive.comment)


def _records(archive: zipfile.ZipFile, old: IO[bytes]) -> Iterator[_Record]:
    """The entries as the directory lists them; what is not laid out one after the other is refused."""
    entries = archive.infolist()
    offsets = sorted(entry.header_offset for entry in entries)
    ends = dict(zip(offsets, [*offsets[1:], archive.start_dir], strict=True))
    if len(ends) != len(entries) or offsets[:1] != [0]:
        raise Unreadable("layout", reason="its parts do not follow each other")
    place = archive.start_dir
    for entry in entries:
        old.seek(place)
        head = _CENTRAL.unpack(old.read(_CENTRAL.size))
        lengths = head[10] + head[11] + head[12]
        place += _CENTRAL.size + lengths
        end = ends[entry.header_offset]
        if end - entry.header_offset < _LOCAL.size + entry.compress_size:
            raise Unreadable("layout", reason="its parts overlap")
        yield _Record(entry, head, old.read(lengths), end)


def _copy(old: IO[bytes], start: int, end: int, new: IO[bytes]) -> None:
    old.seek(start)
    while start < end:
        piece = old.read(min(_CHUNK, end - start))
        if not piece:
            raise EOFError
        new.write(piece)
        start += len(piece)


def _moved(record: _Record, offset: int) -> bytes:
    """The directory's entry of a part that was copied: all as it was, but for its place."""
    if record.head[-1] != _FITS_32_BITS:
        return _CENTRAL.pack(*record.head[:-1], offset) + record.tail
    place = record.long_offset
    tail = record.tail[:place] + struct.pack("<Q", offset) + record.tail[place + 8 :]
    return _CENTRAL.pack(*record.head) + tail


def _changed(record: _Record, content: Packed, offset: int) -> bytes:
    """The directory's entry of a changed part: name, date and attributes stay, sizes are new."""
    fields = list(record.head)
    fields[3:5] = record.flags, zipfile.ZIP_DEFLATED
    fields[7:10] = content.crc, len(content.data), content.size
    fields[11] = 0  # no extra field: it would tell of the old sizes
    fields[-1] = offset
    return _CENTRAL.pack(*fields) + record.name + record.comment


def _local(record: _Record, content: Packed) -> bytes:
    """The header before a changed part's data."""
    time, date = record.head[5:7]
    sizes = content.crc, len(content.data), content.size
    method = zipfile.ZIP_DEFLATED
    head = _LOCAL.pack(b"PK\3\4", _VERSION, record.flags, method, time, date, *sizes, len(record.name), 0)
    return head + record.name
