"""Writes a listing as a formatted sheet, as CSV or as JSON; always whole, always private to the user."""

from __future__ import annotations

import csv
import json
import os
import re
import tempfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from xl_addin.errors import WorkbookError, WrongUse
from xl_addin.fetching.data import data
from xl_addin.fetching.listing import NUMERIC, Kind, Listing, Value, Word
from xl_addin.texts import say
from xl_addin.workbook.text import fitted

FORMATS = {
    Kind.TEXT: "@",
    Kind.IDENTIFIER: "@",
    Kind.YES_NO: "@",
    Kind.AMOUNT: "#,##0.00;[Red]-#,##0.00",
    Kind.PERCENT: "0.0",
    Kind.COUNT: "0",
    Kind.DAY: "yyyy-mm-dd",
    Kind.MOMENT: "yyyy-mm-dd hh:mm",
}
HEADER = {"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "valign": "vcenter"}
LARGEST_TABLE = 20_000
"""Rows above which the sheet is streamed: frozen and filtered as well, but no Excel table, to save memory."""
_FORMULA_LIKE = re.compile(
    r"""((?:^|[;\t\r\n])(?:[^\S\t\r\n]|["'])*+)(?=[=+@\-\uff1d\uff0b\uff20\uff0d])|^(?=[\t\r\n])"""
)
"""Where a formula would begin: a sign, wide ones too, at the front or behind what parts cells and lines.
A Brazilian or French Excel parts cells at semicolons, whatever quotes stand around the text."""


def export(listing: Listing, file: Path, *, overwrite: bool) -> None:
    """Writes the listing; the ending says how. The file appears whole or not at all.

    Raises:
        WrongUse: The ending is none of .xlsx, .csv, .json, or the file exists and may not be overwritten.
        WorkbookError: The disk refuses.
    """
    writer = WRITERS.get(file.suffix.casefold())
    if writer is None:
        raise WrongUse(say("fetch.ending", file=file), hint=say("fetch.ending_hint"))
    if file.exists() and not overwrite:
        raise WrongUse(say("fetch.exists", file=file), hint=say("fetch.exists_hint"))
    try:
        _replace(file, lambda fresh: writer(listing, fresh))
    except OSError as error:
        raise WorkbookError(say("fetch.not_written", file=file, reason=error.strerror or error)) from None


def _replace(file: Path, write: Callable[[Path], None]) -> None:
    """Has a private file written under a name that nobody can guess, and gives it the right one."""
    descriptor, name = tempfile.mkstemp(prefix=".xl-addin-", suffix=".new", dir=file.parent)
    os.close(descriptor)
    fresh = Path(name)
    try:
        write(fresh)
        fresh.replace(file)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def as_records(listing: Listing) -> list[dict[str, Any]]:
    """The rows as JSON-able objects, alike in every language; amounts are strings such as "-150.00"."""
    columns = [(column.name, column.kind) for column in listing.columns]
    return [
        {name: data(value, kind) for (name, kind), value in zip(columns, row, strict=True)}
        for row in listing.rows
    ]


def _json(listing: Listing, file: Path) -> None:
    file.write_text(json.dumps(as_records(listing), ensure_ascii=False, indent=2) + "\n", "utf-8")


def _csv(listing: Listing, file: Path) -> None:
    """UTF-8 with a mark that Excel needs to see it. Text that would become a formula gets an apostrophe.

    A CSV file cannot say that a text is one. So whoever needs the text letter by letter takes .json or .xlsx.
    """
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(column.title for column in listing.columns)
        for row in listing.rows:
            writer.writerow(_defused(value) for value in row)


def _xlsx(listing: Listing, file: Path) -> None:
    from xlsxwriter import Workbook

    large = len(listing.rows) > LARGEST_TABLE
    options = {
        "constant_memory": large,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
        "tmpdir": str(file.parent),
    }
    with Workbook(str(file), options) as book:
        sheet = book.add_worksheet(listing.sheet)
        headers = {
            side: book.add_format(
                {**HEADER, **({"align": "right"} if side else {"align": "left", "indent": 1})}
            )
            for side in (False, True)
        }
        formats = {kind: book.add_format(_look(kind)) for kind in Kind}
        for index, column in enumerate(listing.columns):
            sheet.set_column(index, index, column.width, formats[column.kind])
            sheet.write_string(0, index, column.title, headers[column.numeric])
        _set_page(sheet)
        _write_rows(listing, sheet, formats)
        _frame(listing, sheet, headers, table=not large)


def _look(kind: Kind) -> dict[str, object]:
    aside = (
        {} if kind in NUMERIC else {"align": "left", "indent": 1}
    )  # text does not touch the number before it
    return {"num_format": FORMATS[kind], **aside}


def _set_page(sheet: Any) -> None:
    """Header in sight on the screen and on every page; one page wide."""
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&R&P / &N")


def _frame(listing: Listing, sheet: Any, headers: dict[bool, Any], *, table: bool) -> None:
    """A table with filters, or filters alone where the sheet was streamed."""
    from xlsxwriter.utility import xl_range

    last_row, last_column = max(len(listing.rows), 1), len(listing.columns) - 1
    sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, last_row, last_column)})
    if not table:
        sheet.autofilter(0, 0, last_row, last_column)
        return
    columns = [
        {"header": column.title, "header_format": headers[column.numeric]} for column in listing.columns
    ]
    options = {"columns": columns, "name": listing.title.replace(" ", ""), "style": "Table Style Light 1"}
    sheet.add_table(0, 0, last_row, last_column, options)


def _write_rows(listing: Listing, sheet: Any, formats: dict[Kind, Any]) -> None:
    writers = [(column.kind, formats[column.kind]) for column in listing.columns]
    for number, row in enumerate(listing.rows, start=1):
        for index, (value, (kind, cell_format)) in enumerate(zip(row, writers, strict=True)):
            if value is None or value == "":
                continue
            if kind in (Kind.DAY, Kind.MOMENT):
                sheet.write_datetime(number, index, _moment(value), cell_format)
            elif kind in NUMERIC:
                sheet.write_number(number, index, value, cell_format)
            else:
                sheet.write_string(number, index, fitted(str(_plain(value))), cell_format)


def _moment(value: Value) -> datetime:
    assert isinstance(value, date)
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    return moment.astimezone().replace(tzinfo=None) if moment.tzinfo else moment


def _plain(value: Value) -> Any:
    """A value as a person reads it in a file: words in their language, the rest as programs have it."""
    if isinstance(value, bool):
        return say("words.yes" if value else "words.no")
    return str(value) if isinstance(value, Word) else data(value)


def _defused(value: Value) -> Any:
    plain = _plain(value)
    return _FORMULA_LIKE.sub(r"\1'", plain) if isinstance(value, str) else plain


WRITERS: dict[str, Callable[[Listing, Path], None]] = {".xlsx": _xlsx, ".csv": _csv, ".json": _json}
