"""What is installed: the add-in's file for the Python that runs this, and a Mac's script that starts it."""

from __future__ import annotations

from importlib.metadata import files
from pathlib import Path

from xl_addin.build.addin.assembly import built
from xl_addin.build.addin.sheets import Python
from xl_addin.install.interpreter import Interpreter
from xl_addin.install.places import Machine, script_name


def add_in(python: Interpreter, language: str, machine: Machine) -> bytes:
    """The add-in's file.

    Args:
        python: What it starts; where there is no Excel, nothing.
        machine: Whose Excel.
        language: Of its ribbon: en, pt, es or fr.

    Raises:
        WorkbookError: The installed xlwings is not one that we know.
    """
    named = Python(str(python.path), str(python.path), str(python.library))
    return built(language, named if machine.has_excel else Python())


def scripts(machine: Machine) -> list[Path]:
    """The script by which Excel on a Mac starts Python: xlwings' own, of the installed version."""
    return [_script()] if machine.system == "darwin" else []


def _script() -> Path:
    packaged = (file for file in files("xlwings") or () if file.name == script_name())
    return Path(str(next(packaged).locate()))
