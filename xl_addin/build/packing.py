"""A workbook's zip file: packed alike on every machine, and compared part by part."""

from __future__ import annotations

import io
from collections.abc import Mapping
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_WHEN = (1980, 1, 1, 0, 0, 0)


def stored(workbook: bytes) -> bytes:
    """The same workbook, not compressed: zlib's versions pack the same bytes differently."""
    return packed(parts(workbook))


def packed(content: Mapping[str, bytes]) -> bytes:
    """A zip file of these parts, in this order; the same bytes on every machine."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for name, data in content.items():
            part = ZipInfo(name, _WHEN)
            part.create_system = 0  # zipfile writes the operating system's number otherwise
            archive.writestr(part, data)
    return file.getvalue()


def differing(one: bytes, other: bytes) -> list[str]:
    """Names of the parts that two zip files don't have in common.

    Raises:
        zipfile.BadZipFile: One of them is no zip file.
    """
    left, right = parts(one), parts(other)
    return sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))


def parts(workbook: bytes) -> dict[str, bytes]:
    """What a zip file holds, by name, in its order.

    Raises:
        zipfile.BadZipFile: It is no zip file.
    """
    with ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
