"""What tests of ambiguous cells share: cells as people leave them, and what became of each row."""

from __future__ import annotations

import re
import tomllib
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from office import Office, Row
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin import texts
from xl_addin.importing.entry import Entry, Status
from xl_addin.importing.outcome import Outcome

Record = Mapping[str, Any]
SHEET = "xl/worksheets/sheet1.xml"
ERRORS = ("#REF!", "#N/A", "#DIV/0!")


class Shown(NamedTuple):
    """A value in a cell of a number format of its own."""

    value: Any
    number_format: str


class Formula(NamedTuple):
    """A formula, and the value that the file holds of it: none where nobody calculated it."""

    text: str
    value: str = ""


class Column(NamedTuple):
    """Where cells are tried: below one header, in rows that are right otherwise."""

    template: str
    header: str
    row: Row


def try_all(office: Office, column: Column, tried: Sequence[Any], language: str = "en") -> Outcome:
    """Imports a workbook in a language with a row for each cell; what is right is sent.

    Where the row names itself by a blank, `{}`, the rows are numbered.
    """
    rows = [
        {name: _numbered(value, number) for name, value in column.row.items()} for number in range(len(tried))
    ]
    path = office.workbook(rows, f"{language}.xlsx", column.template)
    book = openpyxl.load_workbook(path)
    _put(book.worksheets[0], column.header, tried)
    for key, value in book["_xl_addin"].iter_rows(max_col=2):
        if key.value == "language":
            value.value = language
    book.save(path)
    calculate(path, [value for value in tried if isinstance(value, Formula) and value.value])
    return office.run(path, partial=True)


def ends(outcome: Outcome, records: Iterable[Record], value: Callable[[Record], Any]) -> list[Any]:
    """For each row what arrived of it, or the reasons for which it did not go."""
    by_id = {str(record["id"]): record for record in records}
    return [_end(entry, by_id, value) for book in outcome.books for entry in book.entries]


def reasons(entry: Entry) -> str:
    """The keys of the sentences about a row's problems."""
    return " ".join(_key_of(problem.text) for problem in entry.problems)


def _numbered(value: object, number: int) -> object:
    return value.format(number) if isinstance(value, str) else value


def _put(sheet: Worksheet, header: str, values: Sequence[Any]) -> None:
    """Puts values below a header, each as its program would."""
    column = [cell.value for cell in sheet[1]].index(header) + 1
    for row, value in enumerate(values, start=2):
        cell = sheet.cell(row, column)
        if isinstance(value, Shown):
            cell.value, cell.number_format = value
        elif isinstance(value, Formula):
            cell.value = value.text
        else:
            cell.value = value
            if isinstance(value, str) and value not in ERRORS:
                cell.data_type = "s"  # openpyxl takes "=1+1" for a formula


def calculate(path: Path, formulas: Sequence[Formula]) -> None:
    """Puts the values beside the formulas, as a program that calculates leaves them."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    for text, value in formulas:
        formula = re.escape(f"<f>{text[1:]}</f>").encode()
        parts[SHEET] = re.sub(rb"(%s)<v></v>" % formula, rb"\1<v>%s</v>" % value.encode(), parts[SHEET])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)


def _end(entry: Entry, by_id: Mapping[str, Record], value: Callable[[Record], Any]) -> Any:
    if entry.status is Status.SENT and entry.operation:
        return value(by_id[entry.operation.remote_id])
    assert entry.status is Status.INVALID, entry.message
    return reasons(entry)


def _key_of(sentence: str) -> str:
    """The key of a sentence of the catalogue."""
    found = [key for key, pattern in _patterns().items() if pattern.fullmatch(sentence)]
    assert found, sentence
    return found[0]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    catalogue = tomllib.loads((Path(texts.__file__).parent / "en.toml").read_text("utf-8"))["problem"]
    blanks = re.compile(r"\\\{\w+\\\}")
    return {
        key: re.compile(blanks.sub("(.*)", re.escape(text)), re.DOTALL) for key, text in catalogue.items()
    }
