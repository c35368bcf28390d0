"""A workbook's zip file: packed alike on every machine, and compared part by part."""

from __future__ import annotations

import io
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_WHEN = (1980, 1, 1, 0, 0, 0)


def stored(workbook: bytes) -> bytes:
    """The same workbook, not compressed: zlib's versions pack the same bytes differently."""
    packed = io.BytesIO()
    with ZipFile(io.BytesIO(workbook)) as old, ZipFile(packed, "w", ZIP_STORED) as new:
        for name in old.namelist():
            part = ZipInfo(name, _WHEN)
            part.create_system = 0  # zipfile writes the operating system's number otherwise
            new.writestr(part, old.read(name))
    return packed.getvalue()


def differing(one: bytes, other: bytes) -> list[str]:
    """Names of the parts that two zip files don't have in common.

    Raises:
        zipfile.BadZipFile: One of them is no zip file.
    """
    left, right = _parts(one), _parts(other)
    return sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))


def _parts(workbook: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
