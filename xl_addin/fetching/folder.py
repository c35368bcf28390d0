"""The folder that downloads go into."""

from __future__ import annotations

from pathlib import Path

from xl_addin.errors import WrongUse
from xl_addin.texts import say


def make(folder: Path) -> None:
    """Makes the user's folder where it is missing.

    Raises:
        WrongUse: It cannot be one.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise WrongUse(say("fetch.not_written", file=folder, reason=error.strerror or error)) from None
