"""Where a workbook comes from: a file, or an Excel that has it open. It may be opened more than once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from xl_addin.workbook.file import FileWorkbook
from xl_addin.workbook.port import Workbook


class Source(Protocol):
    """Opens one workbook as it is now."""

    @property
    def path(self) -> Path:
        """Its file: by that everybody who would send its rows is told from everybody else."""

    def open(self) -> Workbook:
        """The workbook.

        Raises:
            WorkbookError: It cannot be read.
        """


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file on disk.

    Attributes:
        path: As given.
    """

    path: Path

    def open(self) -> Workbook:
        """See `Source.open`."""
        return FileWorkbook(self.path)


def source_of(given: Path | Source) -> Source:
    """A path stands for the file there."""
    return FileSource(given) if isinstance(given, Path) else given
