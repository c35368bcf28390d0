"""Which Python Excel will start, by where it lies."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from dataclasses import replace
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from xl_addin.errors import WrongUse
from xl_addin.install.interpreter import Interpreter, Kind, current, judged

BASE = PureWindowsPath(r"C:\Python312")
LOCAL = r"C:\Users\Ana\AppData\Local"


def at(
    prefix: str, *, base: PureWindowsPath = BASE, conda: bool = False, temporary: str = r"Q:\Temp"
) -> Interpreter:
    """The Python of an environment on Windows."""
    folder = PureWindowsPath(prefix)
    program = folder / "Scripts" / "python.exe"
    return judged(program, folder, base, conda=conda, temporary=PureWindowsPath(temporary))


@pytest.mark.parametrize(
    ("prefix", "kind"),
    [
        (str(BASE), Kind.SYSTEM),
        (r"C:\money\.venv", Kind.VENV),
        (r"C:\Users\Ana\pipx\venvs\xl-addin", Kind.PIPX),
        (r"C:\Users\Ana\AppData\Roaming\uv\tools\xl-addin", Kind.UV_TOOL),
        (rf"{LOCAL}\uv\cache\archive-v0\x7Qk2", Kind.TEMPORARY),
        (rf"{LOCAL}\pipx\.cache\81ab3f", Kind.TEMPORARY),
        (rf"{LOCAL}\pipx\pipx\Cache\81ab3f", Kind.TEMPORARY),
        (r"D:\cache\archive-v0\x7Qk2", Kind.TEMPORARY),
        (r"D:\cache\builds-v0\.tmpx7Qk2", Kind.TEMPORARY),
        (r"D:\cache\environments-v2\xl-addin-3f", Kind.TEMPORARY),
        (rf"{LOCAL}\Temp\.tmp3fQ", Kind.TEMPORARY),
        (r"Q:\Temp\venv", Kind.TEMPORARY),
        (r"Q:\Temporary\venv", Kind.VENV),
        (r"D:\archive\v0", Kind.VENV),
        (r"D:\Cache\pipx\venvs\xl-addin", Kind.PIPX),
    ],
)
def test_how_it_came_there(prefix: str, kind: Kind) -> None:
    """Each way of installing has its folder."""
    assert at(prefix).kind is kind


def test_on_a_mac_too() -> None:
    """The same folders, written with other strokes."""
    prefix = PurePosixPath("/Users/ana/.local/pipx/venvs/xl-addin")
    found = judged(prefix / "bin" / "python", prefix, PurePosixPath("/opt/python"), conda=False)
    assert found.kind is Kind.PIPX
    for passing in (".cache/uv/archive-v0/x7Qk2", "Library/Caches/pipx/81ab3f", ".local/pipx/.cache/81ab3f"):
        cache = PurePosixPath("/Users/ana", passing)
        assert judged(cache / "bin/python", cache, PurePosixPath("/opt/python"), conda=False).kind is (
            Kind.TEMPORARY
        )


@pytest.mark.parametrize(
    "base",
    [
        rf"{LOCAL}\Microsoft\WindowsApps\PythonSoftwareFoundation.Python.3.12_qbz5n2kfra8p0",
        r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.12_3.12.2544.0_x64__qbz5n2kfra8p0",
    ],
)
def test_the_stores_python_is_refused(base: str) -> None:
    """Also behind a virtual environment: what it writes, Excel would never see."""
    for found in (at(base, base=PureWindowsPath(base)), at(r"C:\money\.venv", base=PureWindowsPath(base))):
        assert found.kind is Kind.STORE
        with pytest.raises(WrongUse, match="store") as caught:
            found.check()
        assert "uv tool install" in caught.value.hint


def test_a_passing_python_is_refused() -> None:
    """Whoever tries `uvx xl-addin addin install` does not find Excel broken next week."""
    with pytest.raises(WrongUse, match="passing"):
        at(rf"{LOCAL}\uv\cache\archive-v0\x7Qk2").check()


@pytest.mark.parametrize(
    ("path", "system", "shown"),
    [
        ("/Users/ana/a|b/bin/python", "darwin", "'|'"),
        ("/Users/ana/a\nb/bin/python", "darwin", r"'\n'"),
        (r"C:\$(home)\python.exe", "win32", "'$('"),
    ],
)
def test_a_path_that_would_be_read_as_something_else(path: str, system: str, shown: str) -> None:
    """No button ends in a message of a shell's: the path is refused when the add-in is installed."""
    found = Interpreter(PurePosixPath(path), PurePosixPath("/"), Kind.VENV)
    with pytest.raises(WrongUse) as caught:
        found.check(system)
    assert shown in caught.value.message
    assert "folder" in caught.value.hint


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_what_a_shell_would_read_is_quoted(system: str) -> None:
    """A person may name folders as they like: these signs reach Python's path as they are."""
    Interpreter(PurePosixPath("/a & b/it's $x %y% ^z !`q`\"/python"), PurePosixPath("/"), Kind.VENV).check(
        system
    )


def test_what_may_trouble_excel_is_said_beforehand() -> None:
    """Conda's environment is not activated; VBA loses letters that Windows' code page lacks."""
    conda = at(r"C:\miniconda3\envs\money", conda=True)
    conda.check()
    assert "conda" in conda.warning
    abroad = replace(at("C:\\Users\\Łukasz\\pipx\\venvs\\xl-addin"), code_page="cp1252")
    assert "Łukasz" in abroad.warning
    assert "PIPX_HOME" in abroad.warning
    assert replace(abroad, code_page="cp1250").warning == ""
    assert at(r"C:\Users\Ana\pipx\venvs\xl-addin").warning == ""
    both = replace(at("C:\\Users\\Łukasz\\miniconda3", conda=True), code_page="cp1252").warning
    assert "conda's" in both
    assert "PIPX_HOME" in both


@pytest.mark.parametrize(
    ("shared", "said"),
    [
        (("synchronised", "OneDrive"), "OneDrive"),
        (("network", ""), "another computer's disk"),
        (("roaming", ""), ""),
        (("", ""), ""),
    ],
)
def test_a_folder_of_several_computers_is_said_beforehand(shared: tuple[str, str], said: str) -> None:
    """Functions that stop when a share is away are no riddle; `uv tool` may lie in a profile that roams."""
    found = replace(at(r"C:\money\.venv"), shared=shared)
    found.check()
    assert said in found.warning
    assert bool(said) is bool(found.warning)


def test_the_folder_that_is_synchronised_is_the_environments(tmp_path: Path) -> None:
    """What counts is where the environment lies, not the Python that it was made with."""
    code = "from xl_addin.install.interpreter import current; print(current().shared, current().kind)"
    folder = tmp_path / "Dropbox" / "venv"
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(tmp_path))
    env = {**os.environ, **temporary, "PYTHONPATH": os.pathsep.join(sys.path)}
    told = subprocess.run([python, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["('synchronised',", "'Dropbox')", "temporary"]


def test_the_python_that_runs_this_can_be_used() -> None:
    """The developer's own environment is judged without complaint."""
    found = current()
    found.check()
    assert found.path.name.startswith("python")
    assert Path(found.library).is_dir()
