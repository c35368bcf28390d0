"""Changes the settings file without losing a person's comments and order in it."""

from __future__ import annotations

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
        document = tomlkit.parse(file.read_text("utf-8")) if file.exists() else tomlkit.document()
        table = document.setdefault(section, tomlkit.table())
        table.update({name: value for name, value in values.items() if value})
        for name in [name for name, value in values.items() if not value and name in table]:
            del table[name]
        private_file.replace(file, tomlkit.dumps(document).encode())
    except (OSError, ValueError) as error:
        raise SettingsError(
            say("settings.unreadable", file=file, reason=error), hint=say("settings.wrong_hint")
        ) from None
