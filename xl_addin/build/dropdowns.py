"""The hidden sheet that holds what the dropdowns offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from xl_addin.build.columns import words
from xl_addin.build.edition import Edition
from xl_addin.build.styles import Styles
from xl_addin.schema.fields import Field, NameField, YesNoField

NAME = "_lists"

Names = Mapping[str, Sequence[str]]
"""Names the service knows, by a NameField's source."""


def add(book: xlsxwriter.Workbook, styles: Styles, sheet: Edition, names: Names) -> dict[str, str]:
    """Writes each dropdown's words into a column of its own, named `list_...` in the workbook.

    Ranges, because Excel compares words given in the rule itself letter by letter: "Yes" is not "yes" there.

    Returns:
        The defined name of each column that has a dropdown, by field name.
    """
    page = book.add_worksheet(NAME)
    page.hide()
    offered = {field.name: _offer(field, names) for field in sheet.fields.values()}
    ranges: dict[str, str] = {}
    for title, entries in dict(filter(None, offered.values())).items():
        column = len(ranges)
        for row, word in enumerate((title, *entries)):  # `write_column` would make formulas and links of them
            page.write_string(row, column, word, styles.text)
        ranges[title] = f"list_{title}"
        book.define_name(ranges[title], f"={NAME}!{xl_range_abs(1, column, len(entries), column)}")
    return {name: ranges[offer[0]] for name, offer in offered.items() if offer}


def _offer(field: Field, names: Names) -> tuple[str, tuple[str, ...]] | None:
    """The name of a column's list and its words; columns with the same list share it."""
    if isinstance(field, NameField):
        entries = tuple(names.get(field.source, ()))
        return (field.source, entries) if entries else None
    entries = words(field)
    title = "yes_no" if isinstance(field, YesNoField) else field.name
    return (title, entries) if entries else None
