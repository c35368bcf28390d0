"""Advice that names commands, for people in Excel: they are told where one types them."""

from __future__ import annotations

import re
from typing import Final

from xl_addin.texts import say

COMMANDS: Final = (
    "addin", "balance", "call", "check", "credentials", "demo", "doctor", "fetch", "import", "journal",
    "profile", "renew", "sandbox", "template",
)  # fmt: skip
"""What follows our name where it is a command's."""

_TYPED = re.compile(rf"\bxl-addin (?:{'|'.join(COMMANDS)}|--\w+)\b|\b(?:pip|pipx|uv tool) (?:un)?install\b")


def place(text: str) -> str:
    """Where the commands that a text names are typed; blank where it names none, or says so itself."""
    told = say("typed.place")
    return told if _TYPED.search(text) and told not in text else ""


def with_place(text: str, between: str = " ") -> str:
    """The text, and behind it where its commands are typed.

    >>> with_place("Nothing of xl-addin is typed here.")
    'Nothing of xl-addin is typed here.'

    Args:
        text: One that a person reads in Excel.
        between: What parts the two.
    """
    return between.join(filter(None, (text, place(text))))
