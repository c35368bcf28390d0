"""Keeps files as they came, under names that mean nothing to an operating system but a name."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from xl_addin.errors import PaymentFileError
from xl_addin.private_file import replace
from xl_addin.texts import say

ENDING = ".xml"

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", re.ASCII)
_STRANGE = re.compile(r"[^A-Za-z0-9_-]+", re.ASCII)
_DEVICE = re.compile(r"(CON|PRN|AUX|NUL|COM\d|LPT\d)", re.IGNORECASE | re.ASCII)
"""Names that Windows gives to devices, with any ending."""
_KEPT = 48


@dataclass(frozen=True, slots=True)
class Saved:
    """Where a file is.

    Attributes:
        file: Its path.
        fresh: False where the same bytes were there already.
    """

    file: Path
    fresh: bool


def place(folder: Path, identifier: str) -> Path:
    """Where the file of that transfer goes.

    An identifier of letters, digits, `-` and `_` is the name. Of any other, what is strange is left out and a
    piece of its hash stands behind it, so that two identifiers never become one name. (On a disk that ignores
    case, two that differ in case alone do; `save` then refuses the second.)

    Args:
        folder: The user's.
        identifier: An end-to-end id or a transfer's id.
    """
    if _PLAIN.fullmatch(identifier) and not _DEVICE.fullmatch(identifier):
        return folder / f"{identifier}{ENDING}"
    legible = _STRANGE.sub("_", identifier).strip("_-")[:_KEPT]
    digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return folder / f"{legible or 'file'}-{digest}{ENDING}"


def save(content: bytes, folder: Path, identifier: str) -> Saved:
    """Writes a file for the user alone; it appears whole or not at all. The same again is no work.

    Raises:
        PaymentFileError: A file with other content has the name, and stays as it is; or the disk refuses.
    """
    file = place(folder, identifier)
    try:
        if file.is_symlink() or file.exists():
            _check_same(file, content)
            return Saved(file, fresh=False)
        replace(file, content)
    except OSError as error:
        reason = error.strerror or error
        raise PaymentFileError(say("files.not_written", file=file, reason=reason)) from None
    return Saved(file, fresh=True)


def _check_same(file: Path, content: bytes) -> None:
    if file.stat().st_size != len(content) or file.read_bytes() != content:
        raise PaymentFileError(say("files.different", file=file), hint=say("files.different_hint"))
