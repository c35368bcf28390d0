"""What is installed knows the Python it was installed with."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path, PureWindowsPath

import pytest

from xl_addin.install import contents
from xl_addin.install.interpreter import Interpreter, Kind
from xl_addin.install.places import Machine, script_name

PREFIX = PureWindowsPath(r"C:\Users\José\pipx\venvs\xl-addin")
WINDOWS = Machine(Path("home"), system="win32")
PYTHON = Interpreter(PREFIX / "Scripts" / "python.exe", PREFIX, Kind.PIPX)


@pytest.mark.parametrize("language", ["en", "pt"])
def test_the_file_names_this_python(language: str) -> None:
    """Excel starts the very Python that xl-addin is in, and finds xlwings' library in its folder."""
    package = zipfile.ZipFile(io.BytesIO(contents.add_in(PYTHON, language, WINDOWS)))
    text = package.read("xl/sharedStrings.xml").decode()
    assert f"<t>{PYTHON.path}</t>" in text
    assert f"<t>{PREFIX}</t>" in text


def test_an_update_of_nothing_is_the_same_file() -> None:
    """So installing twice changes nothing."""
    assert contents.add_in(PYTHON, "es", WINDOWS) == contents.add_in(PYTHON, "es", WINDOWS)


def test_a_mac_gets_the_script_of_the_installed_xlwings(tmp_path: Path) -> None:
    """It is there in the package, under the name by which the add-in calls it."""
    [script] = contents.scripts(Machine(tmp_path, tmp_path, "darwin"))
    assert script.name == script_name()
    assert b"VbaHandler" in script.read_bytes()
    assert contents.scripts(Machine(tmp_path, tmp_path, "win32")) == []
