"""What a person reads whose workbook somebody else has."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from xl_addin.errors import WorkbookError
from xl_addin.texts import say
from xl_addin.workbook.claim.claim import Claim

LONGEST_NAME = 60


def taken(file: Path, theirs: Claim) -> WorkbookError:
    """Names who has it, how to wait, and which file to delete if that import is over."""
    name = file.name.removeprefix(".").removesuffix(".xl-addin-lock")
    user, host, since = _short(theirs.user), _short(theirs.host), _clock(theirs.since)
    message = say("workbook.claimed", file=name, user=user, host=host, since=since)
    return WorkbookError(message, hint=say("workbook.claimed_hint", lock=file.name))


def _short(name: str) -> str:
    return name[:LONGEST_NAME] or "–"


def _clock(since: str) -> str:
    """A moment where the person is."""
    try:
        return f"{datetime.fromisoformat(since).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError):
        return "–"
