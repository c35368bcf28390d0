"""What the template tests share: built workbooks, read by openpyxl, and a LibreOffice to open them in."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from sample_rows import NAMES, SAMPLES, TRANSLATED

from xl_addin.build.template import built, write_template
from xl_addin.schema import SHEETS, Sheet


@pytest.fixture(params=SHEETS.values(), ids=list(SHEETS))
def sheet(request: pytest.FixtureRequest) -> type[Sheet]:
    """Each declared sheet in turn."""
    declared: type[Sheet] = request.param
    return declared


@pytest.fixture(scope="session")
def opened() -> Callable[..., Workbook]:
    """Builds a workbook and opens it with openpyxl, which knows nothing of XlsxWriter."""

    def build_and_open(sheet: type[Sheet], **options: object) -> Workbook:
        return openpyxl.load_workbook(io.BytesIO(built(sheet, **options)))  # type: ignore[arg-type]

    return build_and_open


@pytest.fixture(scope="session")
def saved(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each template, two rows in it, as LibreOffice saved and printed it; some translated."""
    folder = tmp_path_factory.mktemp("calc")
    (folder / "in").mkdir()
    files = {f"{template}.xlsx": (template, "en") for template in SHEETS}
    files |= {
        f"{template}.{language}.xlsx": (template, language) for language, template in TRANSLATED.items()
    }
    for name, (template, language) in files.items():
        options = {"guid": "0d9f4c1e", "lists": NAMES, "rows": SAMPLES[template].rows}
        write_template(SHEETS[template], folder / "in" / name, language=language, **options)
    for kind in ("xlsx", "pdf"):
        command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", kind, "--outdir", folder / "out", *sorted((folder / "in").iterdir())]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
    return folder / "out"
