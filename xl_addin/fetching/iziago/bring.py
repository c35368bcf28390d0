"""Brings the files of transfers into a folder: read, compared with what is there, saved as they came."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from xl_addin.apis.iziago.payments import Payments
from xl_addin.errors import PaymentFileError, ServiceError, Unauthorized, UnreadableAnswer
from xl_addin.fetching.iziago.gather import Gathered
from xl_addin.fetching.iziago.line import Line, payment_of
from xl_addin.payment_files.payment import PaymentFile
from xl_addin.payment_files.read import read
from xl_addin.payment_files.save import place, save
from xl_addin.private_file import replace as write
from xl_addin.texts import say

UNREADABLE = ".unreadable"
"""Behind the name of what nobody should sign by or hand to a bank; for Iziago's support."""


class Outcome(StrEnum):
    """What became of a transfer's file; the end of a key of `texts`."""

    DOWNLOADED = "downloaded"
    ALREADY_THERE = "already_there"
    NOT_SAVED = "not_saved"
    UNREADABLE = "unreadable"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a transfer's file.

    Attributes:
        line: The transfer, completed by its file.
        outcome: In a word.
        file: What Iziago says now; None where that is not known.
        name: The file's in the folder, or the one it would have; blank where there is none.
        reason: Why it is not there as it should be, a sentence.
    """

    line: Line
    outcome: Outcome
    file: PaymentFile | None = None
    name: str = ""
    reason: str = ""


class Bringer:
    """Brings one file after the other; many threads may use one.

    What is in the folder is trusted only where Iziago's list, asked just now, says the same. So what was
    changed in Iziago meanwhile is asked for again, and so is everything under a profile without a list.

    Args:
        payments: Asks for the files.
        folder: The user's.
        gathered: Knows which transfers are asked for.
    """

    def __init__(self, payments: Payments, folder: Path, gathered: Gathered) -> None:
        self._payments = payments
        self._folder = folder
        self._gathered = gathered

    def bring(self, line: Line) -> Brought | None:
        """What becomes of one transfer's file; None where the file itself shows that it is not asked for.

        Raises:
            Unauthorized: The credentials or the scope: no other file would come either.
        """
        if not line.id:
            return Brought(line, Outcome.FAILED, reason=say("iziago_lists.no_id"))
        there = place(self._folder, line.id)
        if file := self._trusted(line, there):
            return Brought(self._completed(line, file), Outcome.ALREADY_THERE, file, there.name)
        try:
            content = self._payments.transfer_file(line.id)
            file = read(content, there.name)
        except Unauthorized:
            raise
        except UnreadableAnswer as error:
            return self._unreadable(line, there, error.answer.encode(), error.message)
        except ServiceError as error:
            return Brought(line, Outcome.FAILED, reason=error.message)
        except PaymentFileError as error:
            return self._unreadable(line, there, content, error.message)
        complete = self._completed(line, file)
        return self._saved(complete, content, file) if self._gathered.takes(complete) else None

    def _trusted(self, line: Line, there: Path) -> PaymentFile | None:
        file = _kept(there) if line.listed else None
        payment = payment_of(line, file) if file else None
        return file if payment and line.says_what(payment) else None

    def _completed(self, line: Line, file: PaymentFile) -> Line:
        payment = payment_of(line, file)
        return self._gathered.completed(line, payment) if payment else line

    def _saved(self, line: Line, content: bytes, file: PaymentFile) -> Brought:
        brought = Brought(line, Outcome.ALREADY_THERE, file, file.name)
        try:
            fresh = save(content, self._folder, line.id).fresh
        except PaymentFileError as error:
            kept = _kept(place(self._folder, line.id))
            if kept and kept.payments == file.payments:  # made anew, at another moment
                return brought
            return replace(brought, outcome=Outcome.NOT_SAVED, reason=str(error))
        return replace(brought, outcome=Outcome.DOWNLOADED) if fresh else brought

    def _unreadable(self, line: Line, there: Path, content: bytes, reason: str) -> Brought:
        aside = there.with_name(there.name + UNREADABLE)
        try:
            write(aside, content)
        except OSError as error:
            failure = say("fetch.not_written", file=aside, reason=error.strerror or error)
            return Brought(line, Outcome.FAILED, reason=f"{reason} {failure}")
        return Brought(line, Outcome.UNREADABLE, name=aside.name, reason=reason)


def _kept(there: Path) -> PaymentFile | None:
    """The payment file that is there; anything else is none."""
    try:
        return read(there.read_bytes(), there.name) if there.is_file() else None
    except (OSError, PaymentFileError):
        return None
