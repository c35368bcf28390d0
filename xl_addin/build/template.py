"""Writes a template workbook from its declaration; `python -m xl_addin.build.template` writes them all.

The same declaration gives the same bytes: no clock, no random number and no path goes in.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import product
from pathlib import Path
from zipfile import BadZipFile

import xlsxwriter

from xl_addin import private_file
from xl_addin.build import dropdowns, entry, instructions, packing, wording
from xl_addin.build.edition import Edition, edition
from xl_addin.build.styles import Styles
from xl_addin.errors import WorkbookError
from xl_addin.schema import SHEETS, Sheet
from xl_addin.texts import LANGUAGES
from xl_addin.workbook.port import PROPERTIES_SHEET

TEMPLATES = Path(__file__).parents[2] / "templates"

_CREATED = datetime(2026, 1, 1)


def write_template(
    sheet: type[Sheet],
    out: Path,
    *,
    language: str = "en",
    guid: str = "",
    lists: dropdowns.Names | None = None,
    rows: Sequence[entry.Row] = (),
) -> None:
    """Writes a workbook that `import` reads, replacing what stands at `out`.

    Args:
        sheet: The declaration.
        out: The file to write.
        language: Of what people read in it: en, pt, es or fr.
        guid: The workbook's own id; blank until `template` or the first import gives one.
        lists: Names for the dropdowns by a NameField's source, such as "accounts" or "issuers".
        rows: Rows filled in already, by field name: str, Decimal, int, date, bool, or a tuple of words.

    Raises:
        WorkbookError: The file cannot be written.
    """
    workbook = built(sheet, language=language, guid=guid, lists=lists, rows=rows)
    try:
        out.parent.stat()  # a mistyped folder is said, not made
        private_file.replace(out, workbook)
    except OSError as error:
        sentence = wording.NOT_WRITTEN.format(file=out, reason=error.strerror or error)
        raise WorkbookError(sentence, hint=wording.NOT_WRITTEN_HINT) from error


def built(
    sheet: type[Sheet],
    *,
    language: str = "en",
    guid: str = "",
    lists: dropdowns.Names | None = None,
    rows: Sequence[entry.Row] = (),
) -> bytes:
    """The workbook of `write_template`, in memory."""
    file = io.BytesIO()
    spoken = edition(sheet, language)
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": spoken.title, "subject": sheet.template, "created": _CREATED})
        styles = Styles(book)
        page = entry.add(book, spoken)
        instructions.add(book, styles, spoken)
        entry.fill(page, styles, spoken, dropdowns.add(book, styles, spoken, lists or {}), rows)
        _add_metadata(book, styles, spoken, guid)
    return file.getvalue()


def path_of(sheet: type[Sheet], language: str = "en", folder: Path = TEMPLATES) -> Path:
    """Where a built template stands."""
    return folder / f"{sheet.template}.{language}.xlsx"


def write_all(folder: Path) -> list[Path]:
    """Writes every template anew; the paths written."""
    folder.mkdir(exist_ok=True)
    every = _every(folder)
    for path, (sheet, language) in every.items():
        path.write_bytes(packing.stored(built(sheet, language=language)))
    return list(every)


def stale(folder: Path) -> Iterator[str]:
    """One line for each file in the folder that is not what its declaration says."""
    expected = _every(folder)
    for path, (sheet, language) in expected.items():
        if not path.exists():
            yield f"{path.name} is missing"
        elif path.read_bytes() != (fresh := packing.stored(built(sheet, language=language))):
            yield f"{path.name} differs in {_difference(path.read_bytes(), fresh)}"
    for path in sorted(set(folder.glob("*.xlsx")) - expected.keys()):
        yield f"{path.name} belongs to no declared sheet"


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes `templates/`, or compares it with the declarations."""
    parser = argparse.ArgumentParser(prog="python -m xl_addin.build.template", description=main.__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 and name what differs")
    parser.add_argument("--folder", type=Path, default=TEMPLATES, help="default: templates/ of the project")
    options = parser.parse_args(arguments)
    if not options.check:
        print(*write_all(options.folder), sep="\n")
        return 0
    differences = list(stale(options.folder))
    if differences:
        print(*differences, "Run `make templates` and commit what it writes.", sep="\n", file=sys.stderr)
    return 1 if differences else 0


def _every(folder: Path) -> dict[Path, tuple[type[Sheet], str]]:
    """The sheet and the language of each template that is built."""
    pairs = product(SHEETS.values(), LANGUAGES)
    return {path_of(sheet, language, folder): (sheet, language) for sheet, language in pairs}


def _difference(found: bytes, fresh: bytes) -> str:
    try:
        return ", ".join(packing.differing(found, fresh)) or "how it is packed"
    except BadZipFile:
        return "everything: it is no workbook"


def _add_metadata(book: xlsxwriter.Workbook, styles: Styles, spoken: Edition, guid: str) -> None:
    """Writes what the reader goes by. A blank guid is a cell all the same, so that one can be put there."""
    page = book.add_worksheet(PROPERTIES_SHEET)
    page.very_hidden()
    version = str(spoken.sheet.version)
    told = {"template": spoken.sheet.template, "version": version, "language": spoken.language, "guid": guid}
    for row, (key, value) in enumerate(told.items()):
        page.write_string(row, 0, key, styles.text)
        entry.put(page, row, 1, value, styles.text)


if __name__ == "__main__":
    sys.exit(main())
