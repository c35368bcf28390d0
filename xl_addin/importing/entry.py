"""A filled row on its way, and the workbook it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from xl_addin.journal.operation import Operation
from xl_addin.schema import Sheet
from xl_addin.schema.problem import Problem
from xl_addin.targets.target import Resolved
from xl_addin.workbook.port import Region, Workbook


class Status(StrEnum):
    """What became of a row; pinned in the design, section 3."""

    READY = "ready"
    SENT = "sent"
    ALREADY_SENT = "already_sent"
    REJECTED = "rejected"
    INVALID = "invalid"
    IN_DOUBT = "in_doubt"
    NOT_SENT = "not_sent"


@dataclass(slots=True)
class Entry:
    """One filled row.

    Attributes:
        row: The sheet row.
        hidden: The row is hidden or filtered away.
        values: Field name to value, None for a blank; a field that could not be read is missing.
        typed: Field name to the value as text, as the journal keeps it.
        key: The row's key, empty while it has none.
        sheet_status: What stands in its Status cell.
        sheet_id: What stands in its Id cell.
        status: What became of it; None while it is still to be decided.
        message: For its Message cell.
        problems: All that is wrong with it.
        operation: What the journal knows of this very row, in this scope.
        resolved: What would be sent.
        stranger: Its key is unknown to this journal: somebody else may have sent it.
        elsewhere: It was sent to another host before, as the journal tells: where and when.
        alike: Something sent, or in this import, that it looks like.
    """

    row: int
    hidden: bool
    values: dict[str, Any]
    typed: dict[str, str]
    key: str = ""
    sheet_status: str = ""
    sheet_id: str = ""
    status: Status | None = None
    message: str = ""
    problems: list[Problem] = field(default_factory=list)
    operation: Operation | None = None
    resolved: Resolved | None = None
    stranger: bool = False
    elsewhere: str = ""
    alike: str = ""

    @property
    def open(self) -> bool:
        """Nothing is decided yet and nothing is wrong."""
        return self.status is None and not self.problems

    @property
    def ref(self) -> str:
        """The row's own reference, or nothing."""
        return self.values.get("ref") or ""

    @property
    def send_anyway(self) -> bool:
        """The row waives the look-alike check."""
        return bool(self.values.get("send_anyway"))

    def settle(self, status: Status, message: str = "") -> None:
        """Decides what becomes of the row."""
        self.status, self.message = status, message


@dataclass(slots=True)
class Book:
    """A workbook that was read.

    Attributes:
        path: As given.
        file: The open workbook, None when it cannot be read.
        sheet: Its template, None when none was recognised.
        region: Where its rows are.
        columns: Field name to column index within the region.
        guid: Its own identity; empty when it has none yet.
        entries: The filled rows, in sheet order.
        problems: What is wrong with the workbook as a whole.
        held: This run holds it; another's results are never written over.
        version: The file's state when it was read, and after each writing of ours.
    """

    path: Path
    file: Workbook | None = None
    sheet: type[Sheet] | None = None
    region: Region | None = None
    columns: dict[str, int] = field(default_factory=dict)
    guid: str = ""
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    held: bool = False
    version: object = None

    @property
    def identity(self) -> str:
        """What its operations are filed under: the GUID, or the path where there is none."""
        return self.guid or str(self.path.resolve())

    @property
    def blocked(self) -> bool:
        """Something is wrong somewhere in it."""
        return bool(self.problems) or any(entry.status is Status.INVALID for entry in self.entries)

    @property
    def all_problems(self) -> list[Problem]:
        """The workbook's problems, then each row's."""
        return self.problems + [problem for entry in self.entries for problem in entry.problems]

    def cell(self, row: int, name: str) -> str:
        """The address of a field's cell in a row, like "C7"."""
        return self.region.cell(row, self.columns[name]) if self.region and name in self.columns else ""

    def problem(self, text: str, *, row: int = 0, name: str = "") -> Problem:
        """A problem at a cell, a row or the whole workbook."""
        cell = self.cell(row, name) or (str(row) if row else "")
        return Problem(
            text, self.path.name or str(self.path), self.region.sheet if self.region else "", cell, row
        )

    def reject(self, entry: Entry, text: str, name: str = "") -> None:
        """Makes a row invalid for a reason."""
        entry.problems.append(self.problem(text, row=entry.row, name=name))
        entry.settle(Status.INVALID, " ".join(problem.text for problem in entry.problems))

    def ready(self) -> list[Entry]:
        """The rows that would be sent."""
        return [entry for entry in self.entries if entry.status is Status.READY]
