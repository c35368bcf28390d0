"""Questions that are answered in words: at the keyboard, or line by line from a pipe."""

from __future__ import annotations

import sys
from getpass import getpass
from pathlib import Path

from xl_addin import credentials
from xl_addin.cli.plain import echo
from xl_addin.errors import WrongUse
from xl_addin.texts import say

KEY_BEGINS, KEY_ENDS = "-----BEGIN", "-----END"


def seen(question: str, default: str = "") -> str:
    """A line; Enter alone is the default, and so is the end of a pipe."""
    shown = f"{question} [{default}]" if default else question
    echo(f"{shown}: ", nl=False, err=True)
    return sys.stdin.readline().strip() or default


def unseen(question: str, _default: str = "") -> str:
    """A line that is not shown while it is typed."""
    if sys.stdin.isatty():
        return getpass(f"{question}: ", stream=sys.stderr).strip()
    return sys.stdin.readline().strip()


def key_file(question: str, _default: str = "") -> str:
    """What the file that is named holds; or a key that is pasted instead, as far as its last line.

    Raises:
        SettingsError: The file cannot be read.
        WrongUse: It is neither. It is not repeated: it may be a piece of the key.
    """
    given = seen(question)
    if KEY_BEGINS in given:
        return _to_its_end(given)
    file = Path(given.strip("\"'")).expanduser()
    if given and not _is_file(file):
        raise WrongUse(say("credentials.no_such_key"), hint=say("izi.key_hint"))
    return credentials.in_file(file).reveal() if given else ""


def _to_its_end(key: str) -> str:
    while KEY_ENDS not in key and (line := sys.stdin.readline()):
        key += f"\n{line.strip()}"
    return key


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is longer than names can be
        return False
