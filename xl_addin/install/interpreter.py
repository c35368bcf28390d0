"""Which Python Excel will start, and whether it will still be there tomorrow."""

from __future__ import annotations

import re
import sys
import tempfile
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib.metadata import files
from itertools import pairwise
from pathlib import Path, PurePath

from xl_addin.errors import WrongUse
from xl_addin.install import letters
from xl_addin.journal import whereabouts
from xl_addin.texts import say


class Kind(StrEnum):
    """How a Python came onto the computer; the end of a key of `texts`."""

    PIPX = "pipx"
    UV_TOOL = "uv_tool"
    VENV = "venv"
    CONDA = "conda"
    SYSTEM = "system"
    STORE = "store"
    TEMPORARY = "temporary"


MARKS = {"darwin": re.compile(r"[|\x00-\x1f\x7f]"), "win32": re.compile(r"\$\(")}
"""What in a path would be taken for something else: xlwings' script for a Mac parts what it is passed by
strokes, and its library for Windows replaces what stands between `$(` and `)`. Signs of shells are quoted."""

FLEETING = (
    ("uv", "cache"),
    (".cache", "uv"),
    ("pipx", ".cache"),
    ("pipx", "cache"),
    (".cache", "pipx"),
    ("caches", "pipx"),
    ("local", "temp"),
)
"""Folders one in the other in which `uvx`, `pipx run` and Windows keep what they throw away later."""
_CACHED = re.compile(r"(archive|builds|environments)-v\d+")
"""Folders of uv's cache, which may lie anywhere."""


@dataclass(frozen=True, slots=True)
class Interpreter:
    """A Python.

    Attributes:
        path: The program that Excel starts.
        library: The folder of xlwings' DLLs: its environment's own, or the user's after `pip install --user`.
        kind: How it came there.
        shared: Who else has a hand in its folder, as `whereabouts.shared` tells.
        code_page: In which VBA hands its path over, by the name that Python has for it.
    """

    path: PurePath
    library: PurePath
    kind: Kind
    shared: tuple[str, str] = ("", "")
    code_page: str = letters.CODE_PAGE

    def check(self, system: str = sys.platform) -> None:
        """Returns when Excel can use it for longer than today.

        Args:
            system: Excel's, as `sys.platform`.

        Raises:
            WrongUse: It is one that disappears, or whose changes Excel does not see, or that it cannot name.
        """
        if self.kind in (Kind.STORE, Kind.TEMPORARY):
            raise WrongUse(
                say(f"install.python_{self.kind}", path=self.path), hint=say("install.python_hint")
            )
        if system in MARKS and (found := MARKS[system].search(str(self.path))):
            told = say("install.python_marks", path=self.path, marks=ascii(found[0]))
            raise WrongUse(told, hint=say("install.python_marks_hint"))

    @property
    def warning(self) -> str:
        """What may become of it; blank where nothing is known against it."""
        kind, program = self.shared
        found = {
            "conda": self.kind is Kind.CONDA,
            "synchronised": kind == "synchronised",
            "network": kind == "network",
            "letters": letters.are_lost(self.path, self.code_page),
        }
        told = (
            say(f"install.python_{key}", path=self.path, program=program)
            for key, true in found.items()
            if true
        )
        return " ".join(told)


def current() -> Interpreter:
    """The Python that runs this."""
    prefix, base = Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve()
    temporary = Path(tempfile.gettempdir()).resolve()
    found = judged(Path(sys.executable), prefix, base, conda=is_condas(prefix), temporary=temporary)
    shared = whereabouts.shared(prefix / "python")
    return replace(found, library=_library() or prefix, shared=shared)


def is_condas(prefix: Path) -> bool:
    """Whether an environment is one of conda's."""
    return (prefix / "conda-meta").is_dir()


def judged(
    path: PurePath, prefix: PurePath, base: PurePath, *, conda: bool, temporary: PurePath | None = None
) -> Interpreter:
    """A Python, by where it lies; xlwings' DLLs lie in its environment.

    Args:
        path: The program.
        prefix: The folder of its environment.
        base: The folder of the Python that the environment was made with; the same where there is none.
        conda: The folder is one of conda's.
        temporary: The system's folder for what may be thrown away.
    """
    kind = _kind(path, prefix, base, conda)
    if kind is not Kind.STORE and (_is_fleeting(prefix) or (temporary and prefix.is_relative_to(temporary))):
        kind = Kind.TEMPORARY
    return Interpreter(path, prefix, kind)


def _library() -> Path | None:
    """Where xlwings' DLLs were installed to; None where it brings none, as on a Mac."""
    dlls = (file for file in files("xlwings") or () if file.suffix == ".dll")
    return next((Path(str(dll.locate())).resolve().parent for dll in dlls), None)


def _kind(path: PurePath, prefix: PurePath, base: PurePath, conda: bool) -> Kind:
    if any(_is_stores(folder) for folder in (path, base)):
        return Kind.STORE
    if conda:
        return Kind.CONDA
    if prefix == base:
        return Kind.SYSTEM
    parts = [part.casefold() for part in prefix.parts]
    if "pipx" in parts and "venvs" in parts:
        return Kind.PIPX
    return Kind.UV_TOOL if ("uv", "tools") in pairwise(parts) else Kind.VENV


def _is_stores(folder: PurePath) -> bool:
    """Whether it is of Microsoft's store: such a Python writes files and registry where only itself looks."""
    store = ("windowsapps", "pythonsoftwarefoundation.python")
    return any(part.casefold().startswith(store) for part in folder.parts)


def _is_fleeting(folder: PurePath) -> bool:
    """Whether a name on the way to it is one of a cache's."""
    parts = [part.casefold() for part in folder.parts]
    return any(pair in FLEETING for pair in pairwise(parts)) or any(map(_CACHED.fullmatch, parts))
