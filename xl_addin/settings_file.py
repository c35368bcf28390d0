"""Changes the settings file without losing a person's comments and order in it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

import tomlkit

from xl_addin import private_file
from xl_addin.errors import SettingsError
from xl_addin.texts import say


def put(file: Path, section: str, values: Mapping[str, str]) -> None:
    """Sets values in a section of the file; everything else stays as it was written.

    Args:
        file: The settings file, whether it exists or not.
        section: A service's name.
        values: By name; a blank one is taken out.

    Raises:
        SettingsError: The file cannot be read or written.
    """
    try:
        document = _document(file)
        table = document.setdefault(section, tomlkit.table())
        table.update({name: value for name, value in values.items() if value})
        for name in [name for name, value in values.items() if not value and name in table]:
            del table[name]
        private_file.replace(file, tomlkit.dumps(document).encode())
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from None


def language(file: Path) -> str:
    """The language that the file names; blank where it names none.

    Raises:
        SettingsError: The file cannot be read.
    """
    try:
        return str(tomllib.loads(file.read_text("utf-8-sig")).get("lang", ""))
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from None


def put_language(file: Path, code: str) -> None:
    """Names the language in the file; everything else stays as it was written.

    Raises:
        SettingsError: The file cannot be read or written.
    """
    try:
        document = _document(file)
        document["lang"] = code
        private_file.replace(file, tomlkit.dumps(document).encode())
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from None


def _document(file: Path) -> tomlkit.TOMLDocument:
    return tomlkit.parse(file.read_text("utf-8-sig")) if file.exists() else tomlkit.document()


def _unreadable(file: Path, error: Exception) -> SettingsError:
    return SettingsError(say("settings.unreadable", file=file, reason=error), hint=say("settings.wrong_hint"))
