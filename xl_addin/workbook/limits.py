"""How much a workbook may ask of this machine before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes are bytes once unpacked, unless said otherwise.

    Attributes:
        file: The file on disk. Pictures make workbooks large; a list of payments stays below one.
        entries: Parts of the package. Excel writes a few dozen, a few hundred with many charts.
        total: All parts together, the ones never unpacked too: what they claim to be.
        part: One part that is read. 250,000 rows of 12 columns are about 200 MiB.
        ratio: Unpacked over packed, of a part beyond `ratio_from`. Sheets reach 10 to 40, bombs 1,000.
        ratio_from: Small parts of repeated text compress well and do no harm.
        strings: The shared strings, which are held in memory. 20,000 rows of 8 long texts are about 10 MiB.
        kept: Any other part that is held in memory: formats, tables, what points at what.
        span: XML between two rows, and so one row: it becomes a tree of up to thirty times its size.
            16,384 cells of numbers are below one MiB.
        rows: Rows of a sheet, blank ones too: twelve times the largest list we aim at.
        ranges: Merged ranges of a sheet, which are held in memory.
        formats: Formats of cells and of numbers. Excel keeps some 65,000 of the former.
        depth: Elements within elements. The deepest of a sheet is about ten.
    """

    file: int = 256 * MIB
    entries: int = 10_000
    total: int = 1024 * MIB
    part: int = 256 * MIB
    ratio: int = 150
    ratio_from: int = 8 * MIB
    strings: int = 32 * MIB
    kept: int = 32 * MIB
    span: int = 4 * MIB
    rows: int = 250_000
    ranges: int = 50_000
    formats: int = 100_000
    depth: int = 64


LIMITS = Limits()
"""What everybody gets who does not say otherwise."""
