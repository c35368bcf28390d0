"""Thin stand-ins for pywin32, so that xlwings' own `udfs`, `com_server` and `_xlwindows` run anywhere.

They hold no conversion: what Excel passes and what a result becomes goes through xlwings' code alone. What
a cell passes, and what COM would refuse, follows pywin32's `oleargs.cpp`.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import ModuleType, SimpleNamespace
from typing import Any

RANGE = "{00020846-0000-0000-C000-000000000046}"
"""The identity of Excel's Range."""


class Unwrapped(Exception):
    """`unwrap` was given something that is no wrapped Python object."""


class ExcelRange:
    """Cells as Excel passes them: the value of one cell, or a tuple of rows. To Python a PyIDispatch."""

    def __init__(self, value: object) -> None:
        self.value = value

    def GetTypeInfo(self, *_index: object) -> Any:  # noqa: N802 - COM's name
        """Says what it is."""
        attributes = SimpleNamespace(iid=RANGE)
        return SimpleNamespace(GetDocumentation=lambda _index: ("Range",), GetTypeAttr=lambda: attributes)


class CDispatch:
    """A COM object that Python can use: a range on the first sheet of a workbook."""

    def __init__(self, raw: ExcelRange) -> None:
        self._oleobj_ = raw
        self.Value = raw.value
        rows = raw.value if isinstance(raw.value, tuple) else ((raw.value,),)
        self.Row = self.Column = 1
        self.Rows, self.Columns = SimpleNamespace(Count=len(rows)), SimpleNamespace(Count=len(rows[0]))
        self.Worksheet = SimpleNamespace(Name="Sheet1", Parent=_BOOK)


_BOOK = SimpleNamespace(Name="Book1.xlsx", Application=SimpleNamespace(Hwnd=1))


class Wrapped:
    """A Python object as VBA holds it."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner


def _unwrap(thing: object) -> Any:
    if not isinstance(thing, Wrapped):
        raise Unwrapped
    return thing.inner


def _module(name: str, **names: Any) -> tuple[str, ModuleType]:
    module = ModuleType(name)
    vars(module).update(names)
    return name, module


def _modules() -> dict[str, ModuleType]:
    """Only names that xlwings takes when it is imported, and when a function is called."""
    failure = type("com_error", (Exception,), {"hresult": 0})
    client = {
        "CDispatch": CDispatch,
        "Dispatch": lambda raw, **_names: CDispatch(raw),
        "DispatchEx": None,
        "DispatchBaseClass": type("DispatchBaseClass", (), {}),
        "CoClassBaseClass": None,
    }
    modules = dict(
        [
            _module("pywintypes", com_error=failure, error=failure, IID=str, TimeType=datetime),
            _module(
                "pythoncom",
                __file__="pythoncom",
                IID_IDispatch="IDispatch",
                TypeIIDs={"IDispatch": ExcelRange},
                CoInitialize=lambda: None,
                ole_error=failure,
            ),
            *[_module(name) for name in ("win32api", "win32con", "win32event", "win32gui")],
            _module("win32process", GetWindowThreadProcessId=lambda _window: (1, 1)),
            _module("win32timezone", TimeZoneInfo=SimpleNamespace(utc=lambda: UTC)),
            _module("win32com.client", **client),
            _module("win32com.server.util", wrap=Wrapped, unwrap=_unwrap),
            *[_module(f"win32com.server.{name}") for name in ("dispatcher", "policy", "exception")],
            _module("win32com.server"),
            _module("win32com"),
        ]
    )
    for name, module in list(modules.items()):
        house, _, room = name.rpartition(".")
        if house:
            setattr(modules[house], room, module)
    return modules


class _AnyLibrary:
    """A library of Windows' of which nothing is called."""

    def __getattr__(self, _name: str) -> Any:
        return _AnyLibrary()

    def __call__(self, *_arguments: object) -> Any:
        return self


@contextmanager
def installed() -> Iterator[None]:
    """As long as the block lasts, `import xlwings.com_server` works; such blocks may be nested."""
    modules, library = _modules(), _AnyLibrary()
    lent = {"oledll": library, "windll": library, "PyDLL": lambda _file: library}
    before = {name: getattr(ctypes, name) for name in lent if hasattr(ctypes, name)}
    outer = {name: sys.modules[name] for name in modules if name in sys.modules}
    sys.modules.update(modules)
    vars(ctypes).update(lent)
    try:
        yield
    finally:
        for name in lent:
            delattr(ctypes, name)
        vars(ctypes).update(before)
        for name in modules:
            del sys.modules[name]
        sys.modules.update(outer)
