"""The container of a VBA project, read by olefile, which knows nothing of ours."""

from __future__ import annotations

import io
from collections.abc import Iterator

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.build.vba.compound_file import MOST_TABLES, SECTOR, SMALL, Folder, compound_file

NAMES = st.text(st.characters(codec="ascii", categories=["Lu", "Ll", "Nd"]), min_size=1, max_size=31)
EDGES = st.sampled_from([0, 1, 63, 64, 65, 511, 512, 513, SMALL - 1, SMALL, SMALL + 1, 5 * SMALL])
STREAMS = st.builds(lambda size, byte: bytes([byte]) * size, EDGES, st.integers(0, 255))


def folders(content: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Names that Windows tells apart, each with a stream or a folder."""
    return st.lists(st.tuples(NAMES, content), max_size=9, unique_by=lambda pair: pair[0].upper()).map(dict)


ROOTS = folders(st.one_of(STREAMS, folders(STREAMS)))


@given(ROOTS)
def test_everything_comes_back(root: Folder) -> None:
    """Each stream is found in its folder, as it was, whatever its size."""
    with olefile.OleFileIO(io.BytesIO(compound_file(root)), raise_defects=olefile.DEFECT_UNSURE) as found:
        streams = dict(paths(root))
        assert {tuple(path) for path in found.listdir()} == set(streams)
        for path, content in streams.items():
            assert found.openstream(list(path)).read() == content


def paths(folder: Folder, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], bytes]]:
    """Each stream by the names that lead to it."""
    for name, content in folder.items():
        if isinstance(content, bytes):
            yield (*above, name), content
        else:
            yield from paths(content, (*above, name))


def test_many_tables() -> None:
    """A content of megabytes needs more than one table, and is read back."""
    root = {"big": bytes(range(256)) * 8_000, "small": b"x"}
    with olefile.OleFileIO(io.BytesIO(compound_file(root))) as found:
        assert found.openstream("big").read() == root["big"]
        assert found.openstream("small").read() == b"x"


def test_what_is_too_large_is_refused() -> None:
    """A file that this form cannot describe is not written."""
    with pytest.raises(ValueError, match="more than a compound file"):
        compound_file({"big": bytes(MOST_TABLES * SECTOR // 4 * SECTOR)})
