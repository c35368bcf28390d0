"""Archives as programs in Java write them: sizes and places in 64 bits, though none of them is large."""

from __future__ import annotations

import struct
import zipfile
import zlib
from decimal import Decimal
from pathlib import Path

import pytest
from workbooks import SHEET, Raw, contents

from xl_addin.errors import WorkbookError
from xl_addin.workbook.file import FileWorkbook
from xl_addin.workbook.port import CellWrite, Region

FULL = 0xFFFF_FFFF
SENT = [CellWrite("S", 1, 2, "sent")]


def packed_in_64_bits(path: Path, *, places: bool, told: int = 0) -> Path:
    """The workbook packed anew as Apache Commons Compress does it.

    Args:
        path: The workbook.
        places: The parts' places are in 64 bits too (its mode "always").
        told: How many parts more than there are the second end tells.
    """
    data, directory = bytearray(), bytearray()
    parts = contents(path)
    for name, content in parts.items():
        packer = zlib.compressobj(wbits=-15)
        packed = packer.compress(content) + packer.flush()
        crc, place, spelled = zlib.crc32(content), len(data), name.encode()
        data += struct.pack("<4s5H3L2H", b"PK\3\4", 45, 0x808, 8, 0, 33, 0, FULL, FULL, len(spelled), 20)
        data += spelled + struct.pack("<2H2Q", 1, 16, 0, 0) + packed
        data += struct.pack("<4sLQQ", b"PK\7\10", crc, len(packed), len(content))
        long = [len(content), len(packed), *([place] if places else [])]
        extra = struct.pack(f"<2H{len(long)}Q", 1, 8 * len(long), *long)
        directory += struct.pack(
            *("<4s6H3L5H2L", b"PK\1\2", 45, 45, 0x808, 8, 0, 33, crc, FULL, FULL, len(spelled), len(extra)),
            *(0, 0, 0, 0, FULL if places else place),
        )
        directory += spelled + extra
    end = len(data) + len(directory)
    ends = len(parts), len(directory), len(data)
    second = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, ends[0] + told, ends[0] + told, *ends[1:])
    second += struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    first = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, ends[0], *ends, 0)
    path.write_bytes(bytes(data + directory) + second + first)
    return path


@pytest.mark.parametrize("places", [False, True])
def test_archive_in_64_bits_takes_results(raw: Raw, places: bool) -> None:
    """A list exported by a bank's Java program is read, and its other parts keep their packed bytes."""
    path = packed_in_64_bits(raw('<row r="1"><c r="A1"><v>1</v></c></row>'), places=places)
    before, packed = contents(path), path.read_bytes()
    FileWorkbook(path).write(SENT)
    [row] = FileWorkbook(path).rows(Region("S", None, 0, 1, ("A", "B")))
    assert row.cells == (Decimal(1), "sent")
    after = contents(path)
    assert [name for name in before if before[name] != after[name]] == [SHEET]
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
    middle = packed.index(b"xl/sharedStrings.xml") - 30
    assert packed[middle : packed.index(b"PK\1\2")] in path.read_bytes()


def test_two_ends_that_contradict_each_other(raw: Raw) -> None:
    """Which of two directories another program would believe is not guessed."""
    path = packed_in_64_bits(raw(), places=False, told=1)
    with pytest.raises(WorkbookError, match="told twice, and not alike"):
        FileWorkbook(path)
