"""A file that a command is to make."""

from __future__ import annotations

import os
from pathlib import Path


def check_folder(file: Path) -> None:
    """Returns when the file's folder is there; none is made, as it may be mistyped.

    Raises:
        WrongUse: It is not.
    """
    from xl_addin.errors import WrongUse
    from xl_addin.texts import say

    if not file.absolute().parent.is_dir():
        raise WrongUse(say("cli.no_folder", folder=file.absolute().parent), hint=say("cli.no_folder_hint"))


def write(file: Path, text: str, mode: int = 0o666) -> None:
    """Writes a text as UTF-8, where nothing is yet.

    Args:
        file: Where.
        text: The whole of it.
        mode: Who may do what with it, as far as the user's umask allows.

    Raises:
        WrongUse: Something is there, or there can be no such file.
        OSError: There is no room.
    """
    from xl_addin.errors import WrongUse
    from xl_addin.texts import say

    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode)
    except FileExistsError:
        raise WrongUse(say("renew.exists", file=file), hint=say("renew.exists_hint")) from None
    except OSError as error:
        raise WrongUse(say("fetch.not_written", file=file, reason=error.strerror)) from None
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        opened.write(text)
