"""From filled rows to what is sent: rows of one invoice become one entry, a row of two calls becomes two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from xl_addin.importing.entry import Book, Entry, line_of, on_line
from xl_addin.schema import Sheet
from xl_addin.schema.sheet import EXTRA
from xl_addin.texts import say
from xl_addin.values.names import plain


def arrange(book: Book) -> None:
    """Turns the rows as read into entries, as the sheet declares."""
    assert book.sheet is not None
    if book.sheet.groups_by:
        book.entries = [_joined(book, book.sheet, rows) for rows in _groups(book, book.sheet.groups_by)]
    elif book.sheet.second_step:
        book.entries = [entry for row in book.entries for entry in _parted(row, book.sheet.second_step)]


def _groups(book: Book, field: str) -> list[list[Entry]]:
    """The rows that say the same in a field; a row that says nothing there is alone."""
    groups: dict[str, list[Entry]] = {}
    for entry in book.entries:
        name = entry.values.get(field)
        groups.setdefault(plain(name) if name else f"row {entry.row}", []).append(entry)
    return list(groups.values())


def _joined(book: Book, sheet: type[Sheet], lines: Sequence[Entry]) -> Entry:
    """One entry of several rows: what the header fields say, and each row's own fields under "items"."""
    whole = Entry(
        lines[0].row,
        any(line.hidden for line in lines),
        values={"items": [_own(sheet, line) for line in lines]},
        typed={},
        rows=tuple(line.row for line in lines),
        problems=[problem for line in lines for problem in line.problems],
        status=next((line.status for line in lines if line.status), None),
        message=" ".join(line.message for line in lines if line.message),
    )
    for name, field in book.fields.items():
        if name == sheet.groups_by:
            whole.values[name], whole.typed[name] = lines[0].values.get(name), lines[0].typed.get(name, "")
        elif is_header(sheet, name):
            _take_header(book, whole, lines, name)
        else:
            _take_lines(whole, lines, name)
        if name in sheet.headed and field.required and whole.values.get(name, "") is None:
            book.reject(whole, say("problem.required", header=field.header), name)
    _take_key(book, whole, lines)
    return whole


def _own(sheet: type[Sheet], line: Entry) -> dict[str, object]:
    return {name: value for name, value in line.values.items() if not is_header(sheet, name)}


def is_header(sheet: type[Sheet], name: str) -> bool:
    """Whether a field belongs to the whole of several rows, not to each."""
    return name == sheet.groups_by or name in sheet.headed or name.startswith(EXTRA)


def same_words(sheet: type[Sheet], typed: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two entries say the same; neither the order of their rows counts, nor a blank extra column."""
    return typed == other or _said(typed) == _said(lined_up(sheet, typed, other))


def _said(typed: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in typed.items() if text or not name.startswith(EXTRA)}


def lined_up(sheet: type[Sheet], typed: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    """The other entry with its rows numbered as the equal ones here are, and the rest behind one another."""
    _, ours = _lines(sheet, typed)
    header, left = _lines(sheet, other)
    places: dict[int, dict[str, str]] = {}
    for number, fields in ours.items():
        twin = next((line for line, theirs in left.items() if theirs == fields), None)
        if twin is not None:
            places[number] = left.pop(twin)
    free = (number for number in count() if number not in places)
    places |= dict(zip(free, left.values(), strict=False))
    return header | {
        on_line(name, number): text for number, fields in places.items() for name, text in fields.items()
    }


def _lines(sheet: type[Sheet], typed: Mapping[str, str]) -> tuple[dict[str, str], dict[int, dict[str, str]]]:
    """The header fields, and the rows' own fields by line."""
    header: dict[str, str] = {}
    lines: dict[int, dict[str, str]] = defaultdict(dict)
    for name, text in typed.items():
        field_name, line = line_of(name)
        if is_header(sheet, field_name):
            header[name] = text
        else:
            lines[line][field_name] = text
    return header, lines


def _take_header(book: Book, whole: Entry, lines: Sequence[Entry], name: str) -> None:
    """What the rows say in a field that is the whole's: later rows may leave it blank, not contradict."""
    if any(name not in line.values for line in lines):
        return  # a cell that cannot be read is a problem already
    said = [line for line in lines if line.values[name] is not None]
    first = said[0] if said else lines[0]
    whole.values[name], whole.typed[name] = first.values[name], first.typed[name]
    field = book.fields[name]
    for other in said[1:]:
        cells: dict[str, Any] = {"cell": book.cell(first.row, name), "other": book.cell(other.row, name)}
        if other.values[name] != first.values[name]:
            shown: dict[str, Any] = {
                "value": field.told(first.typed[name]),
                "another": field.told(other.typed[name]),
            }
            book.reject(whole, say("problem.conflict", header=field.header, **cells, **shown), name)
            return
        if book.sheet and name in book.sheet.once:
            book.reject(whole, say("problem.once", header=field.header, **cells), name)
            return


def _take_lines(whole: Entry, lines: Sequence[Entry], name: str) -> None:
    for number, line in enumerate(lines):
        if name in line.typed:
            whole.typed[on_line(name, number)] = line.typed[name]


def _take_key(book: Book, whole: Entry, lines: Sequence[Entry]) -> None:
    """The key of the rows; one that was added to them later has none."""
    keyed = [line for line in lines if line.key]
    keys = sorted({line.key for line in keyed})
    whole.mixed = len(keys) > 1
    if whole.mixed:
        book.reject(whole, say("problem.two_keys", keys=", ".join(keys)), "key")
    elif keyed:
        whole.key = keys[0]
    told = next((line for line in keyed if line.sheet_id), keyed[0] if keyed else lines[0])
    whole.sheet_status, whole.sheet_id = told.sheet_status, told.sheet_id
    whole.sheet_number, whole.sheet_host = told.sheet_number, told.sheet_host
    whole.sheet_batch = next((line.sheet_batch for line in keyed if line.sheet_batch), told.sheet_batch)
    whole.sheet_sent_at, whole.sheet_total = told.sheet_sent_at, told.sheet_total


def _parted(row: Entry, second: frozenset[str]) -> list[Entry]:
    """The row's first step, and its second one where a field of that is filled, or was when it was sent.

    The second step is of the whole row: an account that was added to one name is not another's.
    """
    typed, row.typed = row.typed, {name: text for name, text in row.typed.items() if name not in second}
    blank = not any(typed.get(name) for name in second)
    if blank and not row.key:
        return [row]
    follower = Entry(
        row.row,
        row.hidden,
        values=row.values,
        typed=typed,
        key=row.key,
        blank=blank,
        after=row,
        sheet_status=row.sheet_status,
        sheet_id=row.sheet_number,
        sheet_host=row.sheet_host,
        sheet_batch=row.sheet_batch,
        sheet_sent_at=row.sheet_sent_at,
        status=row.status,
        message=row.message,
    )
    return [row, follower]
