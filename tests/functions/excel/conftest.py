"""xlwings' function server, running without Excel."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import windows
import xlwings
from spreadsheet import Spreadsheet

from docs.pages.household import TODAY, household
from xl_addin.functions import entry


@pytest.fixture(scope="session")
def server() -> Iterator[Any]:
    """The function server of xlwings, its own code; `udfs` is imported as on Windows."""
    assert xlwings.__pro__ is False
    with windows.installed():
        serving = importlib.import_module("xlwings.com_server")
        udfs = importlib.import_module("xlwings.udfs")
        xlwings.func, xlwings.arg, xlwings.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret
        xlwings.engines.add(xlwings.Engine(impl=importlib.import_module("xlwings._xlwindows").engine))
        yield serving.XLPython()
        serving.loop.close()


@contextmanager
def a_person(home: Path, env: Mapping[str, str]) -> Iterator[Path]:
    """A person's folder, whose services are the sandbox; cells begin without a memory, and end with none."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**env, "XL_ADDIN_HOME": str(home)}.items():
            patch.setenv(name, value)
        (home / "config.toml").write_text("[functions]\nwait = 60.0\n", "utf-8")
        entry.close()
        yield home
        entry.close()


@pytest.fixture
def home(tmp_path: Path, sandbox_env: dict[str, str]) -> Iterator[Path]:
    """A person's folder; the sandbox begins anew."""
    with a_person(tmp_path, sandbox_env) as home:
        yield home


@pytest.fixture
def sheet(server: Any, home: Path) -> Spreadsheet:
    """A sheet of that person's."""
    return Spreadsheet(server.CallUDF)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str]]]:
    """The home that the docs' examples read, from which something was sent; and its environment."""
    home = tmp_path_factory.mktemp("home")
    with household(home) as env:
        yield home, env


@pytest.fixture(scope="module")
def warm_home(furnished: tuple[Path, dict[str, str]]) -> Iterator[Path]:
    """That person's folder, and answers that a module's tests share."""
    with a_person(*furnished) as home:
        yield home


@pytest.fixture
def warm_sheet(server: Any, warm_home: Path) -> Spreadsheet:
    """A sheet on the day that it always is for those services: for tests that change nothing."""
    entry.shared().today = lambda: TODAY
    return Spreadsheet(server.CallUDF)
