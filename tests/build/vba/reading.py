"""Programs of others that read VBA projects."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # olevba calls its parser by old names
    from oletools.olevba import VBA_Parser, decompress_stream

from pyopenvba import ExcelFile, check_file, vba

__all__ = ["ExcelFile", "VBA_Parser", "check_file", "read"]


def read(container: bytes) -> bytes:
    """What olevba unpacks; pyOpenVBA has to agree."""
    found = bytes(decompress_stream(bytearray(container)))
    assert bytes(vba.decompress(container)) == found
    return found
