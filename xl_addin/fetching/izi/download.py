"""Brings files into a folder, several at a time, each whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath

from xl_addin.errors import Refused, ServiceError
from xl_addin.fetching.folder import make
from xl_addin.fetching.izi.hosts import Hosts
from xl_addin.fetching.several import several
from xl_addin.fetching.system import Bar
from xl_addin.private_file import replace
from xl_addin.settings import Settings
from xl_addin.texts import say

FIRST = b"%PDF-"
LAST = b"%%EOF"
TAIL = 1024
"""Bytes at a PDF's end of which one part is `LAST` (PDF Reference 1.7, appendix H, note 18)."""


class Outcome(StrEnum):
    """What became of a file; the end of a key of `texts`."""

    DOWNLOADED = "downloaded"
    ALREADY_THERE = "already_there"
    FAILED = "failed"
    NO_LINK = "no_link"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to bring.

    Attributes:
        link: Where from; blank where nobody knows.
        name: Where to, below the folder.
    """

    link: str
    name: PurePath


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a file.

    Attributes:
        outcome: In a word.
        reason: Why it failed, a sentence.
    """

    outcome: Outcome
    reason: str = ""


def download(settings: Settings, wanted: Sequence[Wanted], folder: Path, bar: Bar) -> list[Brought]:
    """Brings what is not there yet; one file's failure stops no other.

    Ctrl-C lets those on their way arrive and begins no other, so the folder holds whole files only.

    Args:
        settings: How many at a time, and how to connect.
        wanted: Each with a name of its own.
        folder: The user's; made where it is missing.
        bar: Told of each.

    Returns:
        What became of each, in order.

    Raises:
        WrongUse: The folder cannot be one.
        SettingsError: The proxy or the bundle cannot be used.
    """
    make(folder)
    with Hosts(settings) as hosts:
        return several(wanted, lambda one: _bring(hosts, one, folder / one.name), settings.workers, bar)


def is_whole(content: bytes) -> bool:
    """Whether it is a PDF from its beginning to its end."""
    return content.startswith(FIRST) and LAST in content[-TAIL:]


def _bring(hosts: Hosts, wanted: Wanted, file: Path) -> Brought:
    if not wanted.link:
        return Brought(Outcome.NO_LINK)
    try:
        if _is_there(file):
            return Brought(Outcome.ALREADY_THERE)
        replace(file, _checked(hosts.read(wanted.link)))
    except ServiceError as error:
        return Brought(Outcome.FAILED, error.message)
    except OSError as error:
        reason = say("fetch.not_written", file=file, reason=error.strerror or error)
        return Brought(Outcome.FAILED, reason)
    return Brought(Outcome.DOWNLOADED)


def _is_there(file: Path) -> bool:
    """Whether the file is there and whole: what broke off elsewhere is brought anew."""
    return file.is_file() and is_whole(file.read_bytes())


def _checked(content: bytes) -> bytes:
    if not content.startswith(FIRST):
        raise Refused(say("pdfs.not_pdf"))
    if not is_whole(content):
        raise Refused(say("pdfs.cut_off"))
    return content
