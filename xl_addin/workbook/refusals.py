"""Why a workbook is refused, as sentences, and the one place where causes become them."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.parsers.expat import ExpatError

from lxml import etree

from xl_addin.errors import WorkbookError

_OWN = "If the file is your own, copy its rows into a new template and use that."
_SAVE_AGAIN = "Open it in Excel, let it repair what it finds, and save it as an Excel Workbook (.xlsx)."
_NOTHING = "Nothing was written."

SENTENCES = {
    "missing": ("{file} is not there.", "Check the path."),
    "folder": ("{file} is a folder.", "Name the workbook itself."),
    "forbidden": ("{file} may not be read by you.", "Ask its owner for the right to read it."),
    "unreadable": ("{file} cannot be read: {reason}.", "Check the disk or the network folder it lies on."),
    "kind": (
        "{file} is no .xlsx or .xlsm workbook.",
        "Open it in Excel or LibreOffice and save it as an Excel Workbook (.xlsx).",
    ),
    "not_a_package": (
        "{file} is called a workbook, but its content is something else.",
        "Open it in Excel or LibreOffice and save it as an Excel Workbook (.xlsx).",
    ),
    "old": (
        "{file} is an old .xls workbook under a new name.",
        "Open it in Excel and save it as an Excel Workbook (.xlsx).",
    ),
    "encrypted": (
        "{file} is protected by a password.",
        "In Excel, remove it under File, Info, Protect Workbook, Encrypt with Password, and save.",
    ),
    "binary": ("{file} is a binary workbook.", "Open it in Excel and save it as an Excel Workbook (.xlsx)."),
    "damaged": ("{file} is damaged: {reason}.", _SAVE_AGAIN),
    "encoding": (
        "{file}: {part} is written in {encoding}.",
        "Only UTF-8 is read. " + _SAVE_AGAIN,
    ),
    "doctype": ("{file}: {part} declares a document type, which no workbook needs.", _OWN),
    "escape": ("{file}: {part} points outside the workbook ({target}).", _OWN),
    "file_size": ("{file} has {size} bytes; {limit} are read at most.", _OWN),
    "entries": ("{file} has {count} parts; {limit} are read at most.", _OWN),
    "total_size": ("{file} would unpack to {size} bytes; {limit} are read at most.", _OWN),
    "part_size": ("{file}: {part} would unpack to {size} bytes; {limit} are read at most.", _OWN),
    "ratio": ("{file}: {part} is packed {ratio} times, as no real workbook is.", _OWN),
    "span": ("{file}: {part} has a row or another piece of more than {limit} bytes.", _OWN),
    "rows": (
        "{file}: sheet {sheet} has more than {limit} rows, blank ones counted.",
        "Delete the empty rows below the table, or split the list over several workbooks.",
    ),
    "ranges": ("{file}: sheet {sheet} has more than {limit} merged ranges.", _OWN),
    "depth": ("{file}: {part} nests elements more than {limit} deep.", _OWN),
    "no_sheet": (
        "{file} has no sheet {sheet}.",
        "It was renamed or removed: open the workbook, look, and try again.",
    ),
    "array": (
        "{file}: {cell} of sheet {sheet} belongs to the formula in {range}. " + _NOTHING,
        "Clear that formula in Excel, save and close, then try again.",
    ),
    "shared": (
        "{file}: {cell} of sheet {sheet} holds a formula other cells share. " + _NOTHING,
        "Clear the formulas in the result columns in Excel, save and close, then try again.",
    ),
    "header": (
        "{file}: {cell} of sheet {sheet} is a header of table {table}. " + _NOTHING,
        "A table's headers are changed in Excel only.",
    ),
    "no_cell": ("{file}: there is no row {row}, column {column} in a sheet. " + _NOTHING, ""),
    "layout": (
        "{file} is packed in a way that cannot be changed without loss: {reason}. " + _NOTHING,
        "Open it in Excel, save it and close it, then try again.",
    ),
    "changed": (
        "{file} was saved by another program at this moment. " + _NOTHING,
        "Close it there and try again.",
    ),
    "read_only": (
        "{file} is read-only.",
        "Take the read-only mark off the file, or save a copy and use that.",
    ),
    "folder_read_only": (
        "No file can be made in the folder of {file}: {reason}.",
        "Copy the workbook into a folder of your own and use it there.",
    ),
    "held": (
        "{file} is held by another program, most likely Excel.",
        "Save and close it there, then try again.",
    ),
    "open_in_excel": (
        "{file} is open in Excel.",
        "Save and close it there. If it is open nowhere, delete the hidden file {lock} beside it.",
    ),
    "open_in_libreoffice": (
        "{file} is open in LibreOffice.",
        "Save and close it there. If it is open nowhere, delete the hidden file {lock} beside it.",
    ),
    "not_written": (
        "{file} could not be written: {reason}. The file is as it was.",
        "Close it in every program and see that the disk has room, then try again.",
    ),
}
"""Sentence and hint by key; `{file}` is the workbook's name."""


class Unreadable(Exception):
    """A workbook is refused; becomes a `WorkbookError` where its file's name is known.

    Attributes:
        key: Which of `SENTENCES`.
        blanks: What fills the sentence, the file's name excepted.
    """

    def __init__(self, key: str, **blanks: object) -> None:
        super().__init__(key)
        self.key = key
        self.blanks = blanks


def damaged(reason: str) -> Unreadable:
    """The workbook does not hold together; `reason` ends the sentence."""
    return Unreadable("damaged", reason=reason)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Makes every cause inside the block a `WorkbookError` about the file at `path`."""
    try:
        yield
    except Unreadable as error:
        raise _error(path, error.key, error.blanks) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, ExpatError, etree.XMLSyntaxError) as error:
        raise _error(path, "damaged", {"reason": _first_words(error)}) from error
    except FileNotFoundError as error:
        raise _error(path, "missing", {}) from error
    except PermissionError as error:
        raise _error(path, "forbidden", {}) from error
    except OSError as error:
        raise _error(path, "unreadable", {"reason": error.strerror or _first_words(error)}) from error


def _error(path: Path, key: str, blanks: dict[str, object]) -> WorkbookError:
    sentence, hint = SENTENCES[key]
    blanks = {"file": path.name, **blanks}
    return WorkbookError(sentence.format(**blanks), hint=hint.format(**blanks))


def _first_words(error: Exception) -> str:
    """What a library says, without its advice to programmers."""
    return str(error).partition("\n")[0].partition(", use ")[0].rstrip(".") or "its content ends too early"
