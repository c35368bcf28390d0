"""Texts of others on a person's screen: read, and nothing more."""

from __future__ import annotations

import re

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Characters that steer a terminal or turn the writing round, line feed and tab excepted."""


def printable(text: str) -> str:
    """The text without what steers a terminal: it cannot wipe the screen, write over a line or turn round.

    >>> printable("No" + chr(27) + "[2J") == "No" + chr(0xFFFD) + "[2J"
    True
    """
    return _CONTROLS.sub("\ufffd", text)
