"""The same rows once more: a copy with its results cleared and an identity of its own."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path

from xl_addin.errors import WorkbookError, WrongUse
from xl_addin.importing.entry import Book, Entry, Status
from xl_addin.importing.read import read
from xl_addin.texts import say
from xl_addin.workbook.file import FileWorkbook
from xl_addin.workbook.metadata import guid_write
from xl_addin.workbook.port import CellWrite


def renew(workbook: Path, out: Path) -> Path:
    """Writes the copy. Only result cells and the GUID differ; everything else is the original, byte for byte.

    Raises:
        WrongUse: The new file exists already, or has another ending.
        WorkbookError: The workbook is no filled template, or has rows in doubt.
    """
    if out.exists():
        raise WrongUse(say("renew.exists", file=out), hint=say("renew.exists_hint"))
    book = read(workbook)
    if book.file is None or (book.problems and not book.is_read):
        raise WorkbookError("; ".join(problem.text for problem in book.problems))
    if out.suffix.casefold() != workbook.suffix.casefold():
        raise WrongUse(say("renew.ending", file=out, ending=workbook.suffix))
    doubtful = [str(entry.row) for entry in book.entries if _may_be_sent(entry)]
    if doubtful:
        raise WorkbookError(say("renew.in_doubt", rows=", ".join(doubtful)), hint=say("renew.in_doubt_hint"))
    fresh = out.with_name(f"renewing-{uuid.uuid4().hex[:8]}{out.suffix}")
    try:
        fresh.touch(mode=0o600, exist_ok=False)  # private to the user before anything is in it
        shutil.copyfile(workbook, fresh)
        copy = FileWorkbook(fresh)
        writes = _cleared(book)
        writes += filter(None, [guid_write(copy, str(uuid.uuid4()))])
        copy.write(writes)
        fresh.rename(out)
    except OSError as error:
        raise WorkbookError(say("fetch.not_written", file=out, reason=error.strerror)) from None
    finally:
        fresh.unlink(missing_ok=True)
    return out


def _may_be_sent(entry: Entry) -> bool:
    """It is in doubt, or has a key and no word of what became of it: so a killed import leaves it."""
    unanswered = bool(entry.key) and not entry.sheet_status
    return entry.sheet_status == Status.IN_DOUBT or bool(entry.sheet_batch) or unanswered


def _cleared(book: Book) -> list[CellWrite]:
    """Blank result cells for every row: a result may stand beside an emptied row."""
    assert book.file is not None
    assert book.region is not None
    assert book.sheet is not None
    columns = [book.columns[name] for name in book.sheet.results if name in book.columns]
    return [
        CellWrite(book.region.sheet, row.number, book.region.first_column + column, None)
        for row in book.file.rows(book.region)
        for column in columns
        if row.cells[column] is not None
    ]
