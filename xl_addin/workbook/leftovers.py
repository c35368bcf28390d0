"""What a program that was killed left beside a workbook: drafts of files, under names that only we give."""

from __future__ import annotations

import re
import stat
from contextlib import suppress
from pathlib import Path

from xl_addin.workbook.claim.places import age_of
from xl_addin.workbook.writing.replacing import PREFIX

FORGOTTEN = 86_400.0
"""Seconds; who made a draft gives it its name, or takes it away, within a minute."""
_DRAFT = re.compile(rf"{re.escape(PREFIX)}([a-z0-9_]{{8}}|[0-9a-f]{{16}})(\.xls[xm]|\.new)?", re.IGNORECASE)
"""As `tempfile` and `claim.places` name them."""


def sweep(folder: Path) -> None:
    """Takes drafts away that nobody touched for a day, by the folder's own clock.

    A draft counts for nothing before it gets its name: who made this one and sleeps still finds the workbook
    as it was. What cannot be taken away stays.
    """
    with suppress(OSError):
        for file in folder.iterdir():
            if _DRAFT.fullmatch(file.name) and stat.S_ISREG(file.lstat().st_mode):
                _take_away(file)


def _take_away(file: Path) -> None:
    with suppress(OSError):
        if age_of(file) >= FORGOTTEN:
            file.unlink()
