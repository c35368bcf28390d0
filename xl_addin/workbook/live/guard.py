"""Whether an open workbook may be written: what would make Excel refuse is told before."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from xl_addin.errors import WorkbookError
from xl_addin.texts import say
from xl_addin.workbook.limits import Limits
from xl_addin.workbook.live import native
from xl_addin.workbook.live.native import State
from xl_addin.workbook.package import Package
from xl_addin.workbook.refusals import Unreadable, told
from xl_addin.workbook.writing.locks import check_folder, check_unsigned

if TYPE_CHECKING:
    import xlwings as xw


def path_of(book: xw.Book) -> Path:
    """Where the workbook's file is.

    Raises:
        WorkbookError: It is in no file yet, or in none of this computer's.
    """
    state = native.state(book)
    name = Path(state.full_name).name
    if not state.folder:
        raise _refused("live_unsaved", name)
    if "://" in state.folder or state.auto_save:
        raise _refused("live_cloud", name)
    return Path(state.full_name)


def check_open(book: xw.Book, path: Path, limits: Limits) -> None:
    """Returns when Excel can be expected to save the workbook where it is.

    Raises:
        WorkbookError: It cannot; or the command line could not read on where this run might die.
    """
    if path_of(book) != path:
        raise _refused("live_moved", path.name)
    state = native.state(book)
    for key, forbidden in _forbidden(state):
        if forbidden:
            raise _refused(key, path.name)
    with told(path), Package(path, limits) as package:
        check_unsigned(package)
    with told(path):
        check_folder(path.resolve())


def check_unprotected(sheets: Iterable[xw.Sheet]) -> None:
    """Returns when none of the sheets is protected.

    Raises:
        Unreadable: "live_protected", with the sheet's name.
    """
    for sheet in sheets:
        if native.is_protected(sheet):
            raise Unreadable("live_protected", sheet=sheet.name)


def _forbidden(state: State) -> list[tuple[str, bool]]:
    return [
        ("live_read_only", state.read_only),
        ("live_final", state.final),
        ("live_shared", state.shared),
    ]


def _refused(key: str, name: str) -> WorkbookError:
    return WorkbookError(say(f"workbook.{key}", file=name), hint=say(f"workbook.{key}_hint"))
