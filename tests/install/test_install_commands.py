"""What is typed to install the program again or to take it away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath, PureWindowsPath

import pytest

from xl_addin.install.commands import again, away
from xl_addin.install.interpreter import Interpreter, Kind
from xl_addin.install.letters import are_lost

PYTHON = Interpreter(PureWindowsPath(r"C:\money\.venv\Scripts\python.exe"), PureWindowsPath(), Kind.VENV)


def of(kind: Kind) -> Interpreter:
    """A Python that came onto the computer in a certain way."""
    return replace(PYTHON, kind=kind)


def test_by_the_way_it_was_installed() -> None:
    """Nobody is told to use pip on what uv or pipx keeps, nor the other way round."""
    assert again(of(Kind.UV_TOOL), "sandbox") == 'uv tool install --reinstall ".[sandbox]"'
    assert again(of(Kind.PIPX), "sandbox") == 'pipx install --force ".[sandbox]"'
    assert away(of(Kind.UV_TOOL)) == "uv tool uninstall xl-addin"
    assert away(of(Kind.PIPX)) == "pipx uninstall xl-addin"


@pytest.mark.parametrize("kind", [Kind.VENV, Kind.SYSTEM, Kind.CONDA])
def test_with_the_pip_of_this_very_python(kind: Kind) -> None:
    """`py` may be another Python, and there is none on a Mac."""
    python = of(kind)
    assert again(python, "sandbox") == rf'{python.path} -m pip install --upgrade ".[sandbox]"'
    assert away(python) == f"{python.path} -m pip uninstall xl-addin"


def test_a_path_with_blanks_can_be_typed() -> None:
    """As it stands, into a window of Windows or a Mac's terminal."""
    python = replace(PYTHON, path=PurePath("/Users/ana/my money/bin/python"))
    assert away(python) == '"/Users/ana/my money/bin/python" -m pip uninstall xl-addin'


@pytest.mark.parametrize(
    ("path", "code_page", "lost"),
    [
        (r"C:\Users\João\pipx", "cp1252", False),
        (r"C:\Users\Łukasz\pipx", "cp1252", True),
        (r"C:\Users\Łukasz\pipx", "cp1250", False),
        (r"C:\Users\João\pipx", "cp932", True),
        (r"C:\Users\Ana\pipx", "cp1252", False),
    ],
)
def test_letters_are_lost_only_where_the_code_page_lacks_them(path: str, code_page: str, lost: bool) -> None:
    """João in Brazil is told nothing; Łukasz in Brazil is."""
    assert are_lost(PureWindowsPath(path), code_page) is lost


def test_a_mac_has_no_code_page() -> None:
    """Nor has Linux: nobody there is told of one."""
    assert not are_lost(PurePath("/Users/Łukasz/python"), "no such code page")
