"""Takes a workbook for us while a block runs."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from xl_addin.workbook.claim.claim import Claim, beside, our_claim, read_claim
from xl_addin.workbook.claim.held import RENEWED, Held, renewed
from xl_addin.workbook.claim.places import age_of, place, take_away
from xl_addin.workbook.claim.refusal import taken

LONGEST = 86_400.0
"""Seconds; an older claim was left behind by a computer that died. No import lasts so long."""
SILENT = 5 * RENEWED
"""Seconds; what our own journal left on this computer before it was started anew gives way after them."""
WRITING = 60.0
"""Seconds; what says nothing for longer is no claim that is being written, but what a crash left of one."""
TRIES = 5


@contextmanager
def claimed(path: Path, journal: str, locks: str) -> Iterator[Held | None]:
    """Has other computers leave a workbook alone while the block runs.

    Where no file can be made there is no claim: that folder is refused for other reasons.

    Args:
        path: The workbook.
        journal: The name of our journal, whose own locks hold the workbook by now.
        locks: What those locks are, so that no copy of the journal has them (`Runs.locks`). So a claim in
            the same journal's name, under the same locks, was left by an import that died.

    Yields:
        The claim; None where there is none.

    Raises:
        WorkbookError: An import of another journal, or on another computer, has it; the message names who.
    """
    file, ours = beside(path), our_claim(journal, locks)
    if not (path.is_file() and _make(file, ours)):
        yield None
        return
    try:
        held = Held(file, ours)
        with renewed(held):
            yield held
    finally:
        if read_claim(file) == ours:
            with suppress(OSError):
                take_away(file, lambda aside: read_claim(aside) == ours)


def _make(file: Path, ours: Claim) -> bool:
    """Makes the claim; False where that is not possible.

    Raises:
        WorkbookError: See `claimed`.
    """
    for _ in range(TRIES):
        try:
            _clear(file, ours)
            place(file, msgspec.json.encode(ours))
        except FileExistsError:  # another computer was quicker by a moment
            continue
        except OSError:
            if os.path.lexists(file):  # what cannot be taken away may be somebody's
                break
            return False
        if read_claim(file) == ours:
            return True
    raise taken(file, read_claim(file))


def _clear(file: Path, ours: Claim) -> None:
    """Takes away a claim that is over, if there is one.

    Raises:
        WorkbookError: It is not over.
        OSError: It cannot be taken away.
    """
    try:
        theirs, found = read_claim(file), file.lstat()
        if stat.S_ISDIR(found.st_mode) or not _is_over(file, theirs, ours):
            raise taken(file, theirs)
        take_away(
            file, lambda aside: read_claim(aside) == theirs and aside.lstat().st_mtime_ns == found.st_mtime_ns
        )
    except FileNotFoundError:  # whoever made it ended just now, or another took it away
        return


def _is_over(file: Path, theirs: Claim, ours: Claim) -> bool:
    """Whether nobody can be behind it any more.

    Where the locks are ours, nobody lives: we hold them. Else it may be a copy of this whole computer, or
    this computer before it was started anew; a living one touches its claim.
    """
    if ours.journal and _computer(theirs) == _computer(ours):
        return theirs.locks == ours.locks or age_of(file) >= SILENT
    return age_of(file) >= (LONGEST if theirs.journal else WRITING)


def _computer(claim: Claim) -> tuple[str, str, str]:
    return claim.journal, claim.host, claim.machine
