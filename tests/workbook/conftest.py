"""What the workbook's tests share: workbooks, and LibreOffice."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from workbooks import Convert, Raw, make_raw, make_rich


@pytest.fixture
def raw(tmp_path: Path) -> Raw:
    """Makes a workbook of hand-written XML; arguments as `make_raw`, without the path."""

    def make(*args: Any, **options: Any) -> Path:
        return make_raw(tmp_path / "raw.xlsx", *args, **options)

    return make


@pytest.fixture
def rich(tmp_path: Path) -> Path:
    """A workbook with everything XlsxWriter can put into one beside the table."""
    return make_rich(tmp_path / "rich.xlsm")


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice's program; without it the test is skipped, or fails where parts are required."""
    found = shutil.which("soffice")
    if found is None and os.environ.get("XL_ADDIN_REQUIRE_PARTS") == "1":
        pytest.fail("soffice is not installed, and XL_ADDIN_REQUIRE_PARTS=1 requires it")
    if found is None:
        pytest.skip("soffice (LibreOffice) is not installed")
    return found


@pytest.fixture(scope="session")
def libreoffice(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Opens a workbook in LibreOffice and saves it: `libreoffice(path, "xlsx")` gives the new path."""
    profile = tmp_path_factory.mktemp("libreoffice")

    def convert(path: Path, kind: str) -> Path:
        folder = tmp_path_factory.mktemp("converted")
        subprocess.run(
            [
                soffice,
                f"-env:UserInstallation={profile.as_uri()}",
                "--headless",
                "--convert-to",
                kind,
                "--outdir",
                str(folder),
                str(path),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        (made,) = folder.iterdir()
        return made

    return convert
