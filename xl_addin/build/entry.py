"""The sheet that people fill in: one Excel table, input columns first, result columns shaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from xl_addin.build import rules
from xl_addin.build.edition import Edition
from xl_addin.build.styles import STATUS_COLOURS, Styles
from xl_addin.schema.fields import Field, YesNoField

LAST_ROW = 10_000
"""Hints, dropdowns and colours reach down to this sheet row, or to the last prefilled one."""

Row = Mapping[str, object]
"""One row's values by field name; what is missing stays blank."""


def add(book: xlsxwriter.Workbook, sheet: Edition) -> Worksheet:
    """The empty first sheet, ready to print."""
    page: Worksheet = book.add_worksheet(sheet.sheet.table)
    page.freeze_panes(1, 0)
    page.set_selection(1, 0, 1, 0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer(f"&L{sheet.title}&R&P / &N")
    return page


def fill(
    page: Worksheet, styles: Styles, sheet: Edition, lists: Mapping[str, str], rows: Sequence[Row]
) -> None:
    """Writes the table, its rows, and what Excel does for the person who types.

    Args:
        page: From `add`.
        styles: The workbook's formats.
        sheet: The sheet in the template's language.
        lists: Defined names of the dropdowns by field name.
        rows: What is filled in already.

    Raises:
        KeyError: A row has a value for a column that the sheet does not have.
    """
    if unknown := {name for row in rows for name in row} - sheet.columns().keys():
        raise KeyError(f"{sheet.sheet.template} has no column {sorted(unknown)}")
    rows = rows or [{}]
    last = max(LAST_ROW - 1, len(rows))
    page.set_row(0, 30)
    page.ignore_errors({"number_stored_as_text": f"A2:{xl_col_to_name(len(sheet.columns()) - 1)}{last + 1}"})
    heads = []
    for column, (name, field) in enumerate(sheet.columns().items()):
        kind = _kind(sheet, field)
        look = styles.column(field, kind, sheet.language)
        page.set_column(column, column, _width(field), look)
        rule = (
            rules.for_result(sheet.say)
            if kind == "result"
            else rules.for_input(field, sheet.say, lists.get(name, ""))
        )
        page.data_validation(1, column, last, column, rule)
        for index, row in enumerate(rows, start=1):
            put(page, index, column, _in_words(field, row.get(name)), look)
        heads.append({"header": field.header, "header_format": styles.header(kind, field)})
    page.add_table(
        0, 0, len(rows), len(heads) - 1, {"name": sheet.sheet.table, "columns": heads, "style": None}
    )
    _colour_status(page, styles, list(sheet.columns()).index("status"), last)


def _kind(sheet: Edition, field: Field) -> str:
    """What the column is, as a key of `styles.HEADERS`."""
    if field.name in sheet.results:
        return "result"
    return "required" if field.required else "optional"


def _width(field: Field) -> int:
    """Room for the header and its filter button, in characters."""
    return max(field.width, len(field.header) + 5)


def _in_words(field: Field, value: object) -> object:
    """The word that the field's dropdown has for yes or no; anything else as it is."""
    if isinstance(field, YesNoField) and isinstance(value, bool):
        return field.words[0 if value else 1]
    return value


def _colour_status(page: Worksheet, styles: Styles, column: int, last: int) -> None:
    for word in STATUS_COLOURS:
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": styles.status(word)}
        page.conditional_format(1, column, last, column, rule)


def put(page: Worksheet, row: int, column: int, value: object, look: Format) -> None:
    """Writes one value; a text stays a text, whatever it begins with."""
    if isinstance(value, int | Decimal):
        page.write_number(row, column, value, look)
    elif isinstance(value, date | time):
        page.write_datetime(row, column, value, look)
    elif isinstance(value, tuple):
        page.write_string(row, column, ", ".join(value), look)
    elif value is None or value == "":
        page.write_blank(row, column, None, look)
    else:
        page.write_string(row, column, str(value), look)
