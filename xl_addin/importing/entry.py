"""What is sent as one, and the workbook it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from xl_addin.journal.keys import second_of
from xl_addin.journal.operation import Operation, Scope
from xl_addin.schema import Sheet
from xl_addin.schema.fields import Field
from xl_addin.schema.problem import Problem
from xl_addin.targets.target import Resolved
from xl_addin.workbook.claim.held import Held
from xl_addin.workbook.port import CellValue, Region, Workbook
from xl_addin.workbook.source import Source


class Status(StrEnum):
    """What became of a row; pinned in the design, section 3."""

    READY = "ready"
    SENT = "sent"
    ALREADY_SENT = "already_sent"
    REJECTED = "rejected"
    INVALID = "invalid"
    IN_DOUBT = "in_doubt"
    NOT_SENT = "not_sent"


_NEVER_LEFT = (Status.READY, Status.REJECTED, Status.INVALID, Status.NOT_SENT)
"""Words of a Status cell without an Id beside which nothing is in the service."""


def line_of(name: str) -> tuple[str, int]:
    """A field's name and the line it is on: `2:item` is the field item of an entry's second row.

    >>> line_of("2:item"), line_of("item"), line_of("extra:4")
    (('item', 1), ('item', 0), ('extra:4', 0))
    """
    number, _, field_name = name.partition(":")
    return (field_name, int(number) - 1) if number.isdigit() else (name, 0)


def on_line(name: str, line: int) -> str:
    """The other way round: the name of a field on a line, counted from 0."""
    return f"{line + 1}:{name}" if line else name


@dataclass(slots=True)
class Entry:
    """What one operation is made from: a filled row; rows that are one invoice; or one of a row's two steps.

    Attributes:
        row: The sheet row; of several, the first.
        hidden: The row is hidden or filtered away.
        values: Field name to value, None for a blank; a field that could not be read is missing. An entry of
            several rows has "items": for each row the values of the fields that are its own.
        typed: Field name to the value as text, as the journal keeps it; the fields of an entry's second row
            are called `2:name`, and so on.
        key: The row's key, empty while it has none. An entry's rows and a row's entries share it.
        rows: All sheet rows it stands on, where there are several.
        mixed: Its rows have several keys: they were sent apart.
        after: The entry of the same row that must have been sent first.
        blank: It is the second step of a row that has none, looked at because it may have been sent with one.
        scope: Within what its key counts.
        sheet_status: What stands in its Status cell.
        sheet_id: What stands in its Id cell; of a second step, in its Number cell.
        sheet_number: What stands in its Number cell.
        sheet_host: The host of a rehearsal that its Message cell tells of.
        sheet_batch: The batch of a try that its Message cell tells of.
        sheet_total: What stands in its Total cell; None where that is blank or no number.
        sheet_sent_at: What stands in its Sent at cell, in this computer's time, without a zone.
        status: What became of it; None while it is still to be decided.
        message: For its Message cell.
        problems: All that is wrong with it.
        operation: What the journal knows of this very row, in this scope.
        resolved: What would be sent.
        look: A hash of what makes it look alike to a person, once it is resolved.
        copied: The key of the sent row that it is a copy of, word for word, with its waiver of look-alikes.
        stranger: Its key is unknown to this journal: somebody else may have sent it.
        tried: This journal knows its key, and not as one that is there, in its scope; it may be an old copy.
        ahead: Its cells tell of a later try than this journal knows.
        elsewhere: It was sent to another host before, as the journal tells: where and when.
        alike: Something sent, or in this import, that it looks like.
    """

    row: int
    hidden: bool
    values: dict[str, Any]
    typed: dict[str, str]
    key: str = ""
    rows: tuple[int, ...] = ()
    mixed: bool = False
    after: Entry | None = None
    blank: bool = False
    scope: Scope | None = None
    sheet_status: str = ""
    sheet_id: str = ""
    sheet_number: str = ""
    sheet_host: str = ""
    sheet_batch: str = ""
    sheet_total: Decimal | None = None
    sheet_sent_at: datetime | None = None
    status: Status | None = None
    message: str = ""
    problems: list[Problem] = field(default_factory=list)
    operation: Operation | None = None
    resolved: Resolved | None = None
    look: str = ""
    copied: str = ""
    stranger: bool = False
    tried: bool = False
    ahead: bool = False
    elsewhere: str = ""
    alike: str = ""

    @property
    def all_rows(self) -> tuple[int, ...]:
        """Every sheet row it stands on."""
        return self.rows or (self.row,)

    @property
    def operation_key(self) -> str:
        """What the journal knows it by: the row's key, marked where it is a row's second step."""
        return second_of(self.key) if self.key and self.after else self.key

    @property
    def sibling_key(self) -> str:
        """What the journal would know the row's other step by."""
        return self.key if self.after else second_of(self.key)

    @property
    def reference(self) -> str:
        """By what it is found to have been sent before: its Ref, else an end-to-end id of its own."""
        return "" if self.after else self.ref or self.values.get("end_to_end_id") or ""

    @property
    def open(self) -> bool:
        """Nothing is decided yet and nothing is wrong."""
        return self.status is None and not self.problems

    @property
    def ref(self) -> str:
        """The row's own reference, or nothing."""
        return self.values.get("ref") or ""

    @property
    def may_be_there(self) -> bool:
        """Its cells do not rule out that it was sent: an Id is there, or no word of its not being sent."""
        return bool(self.sheet_id) or self.sheet_status not in _NEVER_LEFT

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
        source: Opens it, as it is at that moment.
        file: The open workbook, None when it cannot be read.
        sheet: Its template, None when none was recognised.
        region: Where its rows are.
        columns: Field name to column index within the region.
        language: Of its headers.
        fields: Input fields by name, headed in that language: the sheet's own and the workbook's extra ones.
        keys: What stands in the Key cell of each filled row.
        parted: The keys of rows that were sent and beside which something else stands now.
        guid: Its own identity; empty when it has none yet.
        entries: The filled rows, in sheet order.
        problems: What is wrong with the workbook as a whole.
        held: This run holds it; another's results are never written over.
        claim: What tells other computers so; None where there can be none.
        version: The file's state when it was read, and after each writing of ours.
        begun: The keys of rows that were to be sent in this run are in it.
        asked: The service can be asked what became of a row.
        tag: What is written behind the Message of rows that were sent (`rehearsal`).
    """

    path: Path
    source: Source | None = None
    file: Workbook | None = None
    sheet: type[Sheet] | None = None
    region: Region | None = None
    columns: dict[str, int] = field(default_factory=dict)
    language: str = "en"
    fields: dict[str, Field] = field(default_factory=dict)
    keys: dict[int, CellValue] = field(default_factory=dict)
    parted: set[str] = field(default_factory=set)
    guid: str = ""
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    held: bool = False
    claim: Held | None = None
    version: object = None
    begun: bool = False
    asked: bool = True
    decided: bool = False
    tag: str = ""

    @property
    def identity(self) -> str:
        """What its operations are filed under: the GUID, or the path where there is none."""
        return self.guid or str(self.path.resolve())

    @property
    def is_read(self) -> bool:
        """Its headers are those of its template, so that its rows say something."""
        return bool(self.fields)

    @property
    def blocked(self) -> bool:
        """Something is wrong somewhere in it."""
        return bool(self.problems) or any(entry.status is Status.INVALID for entry in self.entries)

    @property
    def all_problems(self) -> list[Problem]:
        """The workbook's problems, then each row's."""
        of_rows = (problem for entry in self.entries for problem in entry.problems)
        return self.problems + list(dict.fromkeys(of_rows))

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
        """Makes a row invalid for a reason; a name such as `2:item` means the entry's second row."""
        field_name, line = line_of(name)
        entry.problems.append(self.problem(text, row=entry.all_rows[line], name=field_name))
        entry.settle(Status.INVALID, " ".join(problem.text for problem in entry.problems))

    def may_go(self, *, partial: bool) -> bool:
        """Its valid rows may be sent: nothing is wrong, or only with other rows, and they may go alone."""
        return not self.problems and (partial or not self.blocked)

    def waiting(self) -> list[Entry]:
        """The rows that would be sent if nobody objects."""
        return [entry for entry in self.entries if entry.open and entry.resolved]

    def ready(self) -> list[Entry]:
        """The rows that are sent."""
        return [entry for entry in self.entries if entry.status is Status.READY]
