"""Both ways to a workbook over the same file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlwings as xw
from excel_engine.running import running

from xl_addin.workbook.file import FileWorkbook
from xl_addin.workbook.live.book import LiveWorkbook
from xl_addin.workbook.port import Workbook

Open = Callable[[Path], Workbook]


@pytest.fixture
def excel() -> Iterator[xw.App]:
    """An Excel with nothing open."""
    with running() as app:
        yield app


@pytest.fixture
def live(excel: xw.App) -> Callable[[Path], LiveWorkbook]:
    """Opens a file in that Excel."""
    return lambda path: LiveWorkbook(excel.books.open(path))


@pytest.fixture(params=["file", "live"])
def opened(request: pytest.FixtureRequest) -> Open:
    """Opens a workbook in one of the two ways; a test that takes it is run with both."""
    if request.param == "file":
        return FileWorkbook
    opener: Open = request.getfixturevalue("live")
    return opener
