"""New workbooks to fill in: an empty template, or the rows of the workbook in front once more."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from xl_addin.build.edition import edition
from xl_addin.build.names import known
from xl_addin.build.template import write_template
from xl_addin.errors import WorkbookError, WrongUse
from xl_addin.importing.asking import NAME
from xl_addin.importing.renew import renew
from xl_addin.macros.asking import ask
from xl_addin.macros.excel import Excel
from xl_addin.schema import SHEETS
from xl_addin.texts import say
from xl_addin.values.brief import brief
from xl_addin.workbook.live import native
from xl_addin.workbook.live.asked import NAMELESS, asked
from xl_addin.workbook.live.saving import save

if TYPE_CHECKING:
    import xlwings as xw


def new_template(excel: Excel, name: str) -> None:
    """Asks where an empty template is to go, writes it with the service's names, opens it.

    It is in the language of the settings.
    """
    if name not in SHEETS:
        raise WrongUse(say("template.unknown", name=name, allowed=", ".join(SHEETS)))
    file = _new_file(excel, f"{name}.xlsx")
    if file is None:
        return
    excel.screen.status(say("macros.asking_names"))
    language = excel.settings.lang
    lists, lacking = known(excel.settings, edition(SHEETS[name], language))
    write_template(SHEETS[name], file, language=language, guid=str(uuid.uuid4()), lists=lists)
    excel.app.books.open(str(file))
    if lacking:
        excel.screen.tell(lacking)


def new_from_this(excel: Excel, _detail: str) -> None:
    """Asks where a copy is to go, whose rows can be sent as new, and opens it.

    What was typed since the workbook was saved last goes along if the person lets it be saved.
    """
    book = excel.book
    here = _file_of(book)
    file = _new_file(excel, f"{here.stem} 2{here.suffix}")
    if file is None:
        return
    if not _state(book).saved and ask(excel, say("macros.save_first", workbook=brief(book.name, NAME))):
        _save(book, here)
    excel.app.books.open(str(renew(here, file)))


def _new_file(excel: Excel, suggested: str) -> Path | None:
    """Where the person wants it; None when they cancelled.

    Raises:
        WorkbookError: There is such a file: nothing is overwritten.
    """
    file = excel.screen.ask_new_file(suggested)
    if file is None:
        return None
    ending = Path(suggested).suffix
    if file.suffix.casefold() != ending:
        file = file.with_name(f"{file.name}{ending}")
    if file.exists():
        raise WorkbookError(say("renew.exists", file=file), hint=say("renew.exists_hint"))
    return file


def _file_of(book: xw.Book) -> Path:
    """Where the workbook lies.

    Raises:
        WorkbookError: Nowhere yet, or not on this computer.
    """
    state = _state(book)
    file = Path(state.full_name)
    if not state.folder or not file.is_file():
        raise WorkbookError(say("macros.no_file", workbook=book.name), hint=say("macros.no_file_hint"))
    return file


def _save(book: xw.Book, file: Path) -> None:
    """Saves the workbook where it lies.

    Raises:
        WorkbookError: Excel does not; the file is as it was.
    """
    if _state(book).read_only:
        raise WorkbookError(
            say("workbook.live_read_only", file=file.name), hint=say("workbook.live_read_only_hint")
        )
    with asked(file):
        save(book)


def _state(book: xw.Book) -> native.State:
    with asked(NAMELESS):
        return native.state(book)
