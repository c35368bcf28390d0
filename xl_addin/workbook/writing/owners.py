r"""Who has a workbook open, as the file says that Excel or LibreOffice puts beside it.

LibreOffice writes a line of its own design: name, login, computer, time and profile, with commas between
and `\` before what is none. Excel's is documented nowhere: assumed is what LibreOffice's makers found out,
an 8-bit name in 55 bytes, then its length in two bytes and the name in UTF-16.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

LARGEST = 1024
"""Bytes that are read."""
LONGEST_NAME = 60
_FIELD = re.compile(r"((?:\\.|[^\\,;])*)[,;]")
_LENGTH, _NAME, _MOST = 55, 57, 52
_READING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def in_libreoffice(lock: Path) -> str:
    """The person, or their login, and the computer; blank where the file does not tell."""
    content = _content(lock).decode("utf-8", "ignore")
    fields = [re.sub(r"\\(.)", r"\1", field) for field in _FIELD.findall(content)]
    name, login, host = (*fields, "", "", "")[:3]
    return ", ".join(_short(part) for part in (name or login, host) if part.strip())


def in_excel(lock: Path) -> str:
    """The person as Excel's options name them; blank where the file does not tell."""
    content = _content(lock)
    length = int.from_bytes(content[_LENGTH:_NAME], "little")
    name = content[_NAME : _NAME + 2 * length] if length <= _MOST else b""
    return _short(name.decode("utf-16-le", "ignore"))


def _content(lock: Path) -> bytes:
    """The beginning of the file; nothing where it cannot be read, as Windows may have it, or is no file."""
    try:
        descriptor = os.open(lock, _READING)
        with os.fdopen(descriptor, "rb") as file:
            return file.read(LARGEST) if stat.S_ISREG(os.fstat(descriptor).st_mode) else b""
    except OSError:
        return b""


def _short(name: str) -> str:
    return name.strip()[:LONGEST_NAME]
