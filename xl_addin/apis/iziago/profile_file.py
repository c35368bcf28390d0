"""A profile's file: its text, its tree, and on which line of it something stands."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from xl_addin.errors import SettingsError
from xl_addin.texts import say

Tree: TypeAlias = dict[str, Any]

LONGEST = 2**16
"""Characters; the built-in profile has a tenth of them."""

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


class Problem(NamedTuple):
    """One thing that is wrong with a profile.

    Attributes:
        line: Of the file, from 1.
        text: What, and what is allowed.
    """

    line: int
    text: str


def read(file: Path) -> str:
    """The file's text.

    Raises:
        SettingsError: It cannot be read, is no UTF-8 or far too long.
    """
    try:
        text = file.read_text("utf-8-sig")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SettingsError(say("iziago.profile_unreadable", file=file, reason=reason)) from None
    except UnicodeDecodeError:
        raise SettingsError(
            say("iziago.profile_no_utf8", file=file), hint=say("iziago.profile_no_utf8_hint")
        ) from None
    if len(text) > LONGEST:
        raise SettingsError(say("iziago.profile_long", file=file, length=len(text), longest=LONGEST))
    return text


def parsed(text: str) -> Tree | Problem:
    """What the text says as TOML, or where it is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.search(str(error))
        line = found and found["line"]
        reason = _PLACE.sub("", str(error))
        return Problem(int(line or len(text.splitlines()) or 1), say("iziago.profile_syntax", reason=reason))


def line_of(text: str, path: Sequence[str]) -> int:
    """The line on which a value or table begins; that of its nearest table when it is not there.

    It is the first line after which the parser knows it, so no second reading of TOML is needed.
    """
    lines = text.splitlines(keepends=True)
    for length in range(len(path), 0, -1):
        part = path[:length]
        if _knows(lines, len(lines), part):
            return bisect_left(range(len(lines)), True, key=lambda count: _knows(lines, count, part))
    return 1


def _knows(lines: Sequence[str], count: int, path: Sequence[str]) -> bool:
    """Whether the path stands in the first lines; lines that end inside a value are left out."""
    while count and isinstance(known := parsed("".join(lines[:count])), Problem):
        count -= 1
    node: Any = known if count else {}
    for name in path:
        if not isinstance(node, dict) or name not in node:
            return False
        node = node[name]
    return True
