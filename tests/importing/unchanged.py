"""What of a workbook file is as it was."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path


def raw_parts(path: Path) -> dict[str, tuple[bytes, tuple[object, ...]]]:
    """Each part's bytes as they lie in the archive, with all that the directory says of it."""
    found = {}
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        for entry in archive.infolist():
            file.seek(entry.header_offset)
            lengths = struct.unpack("<26x2H", file.read(30))
            file.seek(entry.header_offset)
            told = (
                *(entry.date_time, entry.compress_type, entry.flag_bits, entry.external_attr),
                *(entry.internal_attr, entry.create_system, entry.extra, entry.comment),
            )
            found[entry.filename] = (file.read(30 + sum(lengths) + entry.compress_size), told)
    return found


def without(sheet: bytes, cells: Iterable[str]) -> bytes:
    """A sheet's part without these cells."""
    places = "|".join(sorted(cells)).encode()
    return re.sub(rb'<c r="(?:%s)"(?:[^>]*/>|[^>]*[^/]>.*?</c>)' % places, b"", sheet, flags=re.DOTALL)


def part(path: Path, name: str) -> bytes:
    """A part's content."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)
