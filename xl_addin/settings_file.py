"""Changes the settings file without losing a person's comments and order in it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import tomlkit

from xl_addin.errors import SettingsError
from xl_addin.texts import say


def put(file: Path, section: str, values: Mapping[str, str]) -> None:
    """Sets values in a section of the file; everything else stays as it was written.

    Raises:
        SettingsError: The file cannot be read or written.
    """
    try:
        document = tomlkit.parse(file.read_text("utf-8")) if file.exists() else tomlkit.document()
        document.setdefault(section, tomlkit.table()).update(values)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = file.with_suffix(".new")
        with os.fdopen(
            os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8"
        ) as stream:
            stream.write(tomlkit.dumps(document))
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(file)
    except (OSError, ValueError) as error:
        raise SettingsError(
            say("settings.unreadable", file=file, reason=error), hint=say("settings.wrong_hint")
        ) from None
