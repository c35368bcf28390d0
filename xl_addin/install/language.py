"""Which of our languages somebody means, or reads, as their system knows."""

from __future__ import annotations

import plistlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.parsers.expat import ExpatError

from xl_addin.install.places import Machine
from xl_addin.install.registry import Registry, named
from xl_addin.texts import LANGUAGES

WINDOWS = (
    (r"HKCU\Control Panel\Desktop", "PreferredUILanguages"),
    (r"HKCU\Control Panel\International\User Profile", "Languages"),
    (r"HKCU\Control Panel\International", "LocaleName"),
)
"""What Windows shows itself in, where a person chose; the languages they read, best first; their region's."""
MAC = "Library/Preferences/.GlobalPreferences.plist"
"""Below a Mac user's home: `AppleLanguages` are the languages they read, best first."""
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def known(name: str) -> str:
    """Our code for a name such as `PT`, `pt-BR` or `pt_BR.UTF-8`; blank for a language we do not speak."""
    code = re.split(r"[-_.@]", name.strip())[0].casefold()
    return code if code in LANGUAGES else ""


def of_system(machine: Machine, given: Mapping[str, str]) -> str:
    """The first language of ours that the person reads, as the system knows; blank where it names none.

    Args:
        machine: The computer.
        given: The environment, which tells where neither Windows nor macOS does.
    """
    if machine.registry is not None:
        names = _of_windows(machine.registry)
    else:
        names = iter([*_of_mac(machine.user), *(given.get(name, "") for name in VARIABLES)])
    return next(filter(None, map(known, names)), "")


def _of_windows(registry: Registry) -> Iterator[str]:
    for key, name in WINDOWS:
        value = named(registry.values(key), name)
        yield from _texts(value.data if value else None)


def _of_mac(user: Path) -> list[str]:
    try:
        with (user / MAC).open("rb") as file:
            preferences = plistlib.load(file)
    except (OSError, ValueError, ExpatError):
        return []
    return _texts(preferences.get("AppleLanguages") if isinstance(preferences, dict) else None)


def _texts(told: object) -> list[str]:
    """A text or a list of them, as a list; nothing of what is neither."""
    told = [told] if isinstance(told, str) else told
    return [each for each in told if isinstance(each, str)] if isinstance(told, list) else []
