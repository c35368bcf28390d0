"""The add-in as LibreOffice can run it, and the Python behind it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from calc import Calc, calc_with, python_side

from docs.pages.household import household
from xl_addin.build.addin.assembly import modules
from xl_addin.build.addin.package import xlam
from xl_addin.build.addin.sheets import Python, sheets
from xl_addin.build.ribbon import xml
from xl_addin.build.vba.module import Module
from xl_addin.build.vba.project import vba_project
from xl_addin.functions.registry import FUNCTIONS

HERE = Path(__file__).parent
OTHERS = ("xlAddinPython", "xlAddinMac", "xlAddinLog", "xlwings")
"""Modules that are nothing here: those that start Python, and the declarations of xlwings."""
CALLED, END = "answer = server.CallUDF(", "& group, udf, (arguments))"


def for_calc() -> bytes:
    """The add-in with another module to find Python, and one call more: only rows of rows cross to Calc."""
    pages = sheets(FUNCTIONS.values(), Python())
    kept = [module for module in modules(list(pages)) if module.name not in OTHERS]
    bridge = next(module for module in kept if module.name == "xlAddinBridge")
    assert bridge.text.count(CALLED) == bridge.text.count(END) == 1
    text = bridge.text.replace(CALLED, "answer = xlAddinPython.Grid(server.CallUDF(").replace(END, f"{END})")
    kept[kept.index(bridge)] = Module(bridge.name, text)
    stand_in = Module("xlAddinPython", (HERE / "stand_in.bas").read_text("ascii"))
    return xlam(vba_project([*kept, stand_in]), xml.written(), pages)


@pytest.fixture(scope="session")
def open_calc(uno_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calc]:
    """LibreOffice with the add-in open; one a session."""
    folder = tmp_path_factory.mktemp("calc")
    file = folder / "xl-addin.xlam"
    file.write_bytes(for_calc())
    with calc_with(uno_python, file, folder / "profile") as calc:
        yield calc


@pytest.fixture
def calc(open_calc: Calc) -> Calc:
    """The same with an empty sheet, whose Python answers nothing."""
    open_calc.clear()
    open_calc.answer = lambda _name, _arguments: None
    return open_calc


@pytest.fixture(scope="session")
def real_python(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The `CallUDF` of xlwings with our entry points behind it, and the sandbox behind those."""
    home = tmp_path_factory.mktemp("home")
    with household(home) as env:
        (home / "config.toml").write_text("[functions]\nwait = 60.0\n", "utf-8")
        path = os.pathsep.join([str(HERE.parents[1] / "functions" / "excel"), str(HERE.parents[2])])
        with python_side(sys.executable, {**os.environ, **env, "PYTHONPATH": path}) as call:
            yield call
