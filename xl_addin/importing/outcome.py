"""What an import or a check came to: the JSON of the design (section 3) and the exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from xl_addin.importing.entry import Book, Status
from xl_addin.importing.verdict import Verdict, verdicts


@dataclass(slots=True)
class Outcome:
    """All workbooks after the run.

    Attributes:
        books: In the order given.
        problems: What concerns no single workbook, as sentences.
        interrupted: A person pressed Ctrl-C.
        wrong_use: Nothing was done, because of settings or a question nobody could answer.
    """

    books: Sequence[Book] = ()
    problems: list[str] = field(default_factory=list)
    interrupted: bool = False
    wrong_use: bool = False

    @property
    def totals(self) -> dict[str, int]:
        """Rows by status; statuses that do not occur are left out."""
        counts = Counter(str(row.status) for book in self.books for row in verdicts(book) if row.status)
        return {status.value: counts[status.value] for status in Status if counts[status.value]}

    @property
    def exit_code(self) -> int:
        """0 all done, 1 some rows not, 2 wrong use, 3 some in doubt, 130 interrupted."""
        totals = self.totals
        if self.interrupted:
            return 130
        if self.wrong_use:
            return 2
        if Status.IN_DOUBT in totals:
            return 3
        undone = {Status.INVALID, Status.REJECTED, Status.NOT_SENT} & totals.keys()
        return 1 if undone or self.problems or any(book.problems for book in self.books) else 0

    def as_json(self) -> dict[str, Any]:
        """The object that `--json` prints."""
        return {
            "workbooks": [_book(book) for book in self.books],
            "totals": self.totals,
            "problems": self.problems,
        }


def _book(book: Book) -> dict[str, Any]:
    return {
        "path": str(book.path),
        "template": book.sheet.template if book.sheet else "",
        "rows": [_row(book, verdict) for verdict in verdicts(book)],
        "problems": [str(problem) for problem in book.all_problems],
    }


def _row(book: Book, verdict: Verdict) -> dict[str, Any]:
    operation = verdict.speaker.operation
    return {
        "sheet": book.region.sheet if book.region else "",
        "row": verdict.row,
        "ref": verdict.first.ref,
        "status": str(verdict.status or ""),
        "remote_id": verdict.remote_id,
        "number": verdict.number,
        "link": operation.link if operation else "",
        "message": verdict.message,
        "operation_id": operation.id if operation else "",
    }
