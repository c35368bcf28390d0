"""The registry of Windows behind a small seam: what Excel reads, and what we write for it."""

from __future__ import annotations

import os
import re
import sys
from typing import NamedTuple, Protocol

Data = str | int | bytes | list[str]
EXPANDED = 2
"""The type of a text whose %VARIABLES% Windows replaces."""
_VARIABLE = re.compile("%([^%]+)%")


class Value(NamedTuple):
    """What stands under a name.

    Attributes:
        data: Text, texts, number or bytes.
        kind: The registry's type number: 1 a text, 2 a text with %VARIABLES%, 3 bytes, 4 a number, 7 texts.
    """

    data: Data
    kind: int = 1


class Registry(Protocol):
    r"""Keys by their whole path, which begins with `HKCU\` or `HKLM\`. Case does not matter, but is kept."""

    def values(self, key: str) -> dict[str, Value]:
        """What a key holds, by name; nothing where there is no such key, or it may not be read."""

    def keys(self, key: str) -> list[str]:
        """The names of the keys below a key."""

    def put(self, key: str, name: str, value: Value) -> None:
        """Sets a value; makes the key where it is missing."""

    def remove_value(self, key: str, name: str) -> None:
        """Takes a value out, if it is there."""

    def remove_key(self, key: str) -> None:
        """Takes out a key that has no keys below it, with its values, if it is there."""


def text(registry: Registry, key: str, name: str) -> str:
    """A value as text, blank where there is none; its %VARIABLES% are replaced where its type says so."""
    found = named(registry.values(key), name)
    return expanded(found) if found else ""


def expanded(value: Value) -> str:
    """What Windows makes of a value; a variable that is not set stays as it is written."""
    told = str(value.data)
    if value.kind != EXPANDED:
        return told
    given = {name.casefold(): each for name, each in os.environ.items()}
    return _VARIABLE.sub(lambda found: given.get(found[1].casefold(), found[0]), told)


def number(registry: Registry, key: str, name: str) -> int | None:
    """A value as a number; None where there is none. Some tools write numbers as texts."""
    found = text(registry, key, name)
    return int(found) if found.isdecimal() else None


def named(values: dict[str, Value], name: str) -> Value | None:
    """The value of a name in whatever case."""
    return next((value for each, value in values.items() if each.casefold() == name.casefold()), None)


if sys.platform == "win32":
    import winreg
    from collections.abc import Callable, Iterator
    from contextlib import suppress
    from typing import Any

    _HIVES = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}
    _WHOLE = winreg.KEY_WOW64_64KEY
    """A Python of 32 bits sees what Windows shows one of 64; `WOW6432Node` is named where it is meant."""

    class WindowsRegistry:
        """The registry of this computer, as this user may see and change it."""

        def values(self, key: str) -> dict[str, Value]:
            """See `Registry`."""
            with suppress(OSError), self._open(key, winreg.KEY_READ) as opened:
                return {name: Value(data, kind) for name, data, kind in _each(winreg.EnumValue, opened)}
            return {}

        def keys(self, key: str) -> list[str]:
            """See `Registry`."""
            with suppress(OSError), self._open(key, winreg.KEY_READ) as opened:
                return list(_each(winreg.EnumKey, opened))
            return []

        def put(self, key: str, name: str, value: Value) -> None:
            """See `Registry`."""
            hive, path = _parted(key)
            with winreg.CreateKeyEx(hive, path, 0, winreg.KEY_WRITE | _WHOLE) as opened:
                winreg.SetValueEx(opened, name, 0, value.kind, value.data)

        def remove_value(self, key: str, name: str) -> None:
            """See `Registry`."""
            with suppress(FileNotFoundError), self._open(key, winreg.KEY_WRITE) as opened:
                winreg.DeleteValue(opened, name)

        def remove_key(self, key: str) -> None:
            """See `Registry`."""
            hive, path = _parted(key)
            with suppress(FileNotFoundError):
                winreg.DeleteKeyEx(hive, path, _WHOLE)

        def _open(self, key: str, access: int) -> winreg.HKEYType:
            hive, path = _parted(key)
            return winreg.OpenKey(hive, path, 0, access | _WHOLE)

    def _parted(key: str) -> tuple[int, str]:
        hive, _, path = key.partition("\\")
        return _HIVES[hive], path

    def _each(of: Callable[[winreg.HKEYType, int], Any], opened: winreg.HKEYType) -> Iterator[Any]:
        """What winreg counts out, until it says that there is no more."""
        index = 0
        with suppress(OSError):
            while True:
                yield of(opened, index)
                index += 1
