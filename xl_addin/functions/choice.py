"""The `fields` of a table: which columns, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xl_addin.fetching.listing import Column, Listing
from xl_addin.functions.excel_error import CellError, ExcelError
from xl_addin.functions.function import FIELDS
from xl_addin.texts import say
from xl_addin.values.names import plain


def chosen(listing: Listing, fields: Sequence[str] | None) -> Listing:
    """A table with the named columns only, in the order named; all of them where none is named.

    Args:
        listing: The table.
        fields: Headers, in English, as shown or as programs have them; a text may have several, with commas
            or semicolons between.

    Raises:
        CellError: The table has no such column; or there are commas and no names.
    """
    if fields is None:
        return listing
    columns = list(enumerate(listing.columns))
    places = {plain(name): index for index, column in columns for name in _names(column)}
    wanted = [name.strip() for text in fields for name in text.replace(";", ",").split(",") if name.strip()]
    known = ", ".join(column.title for column in listing.columns)
    if not wanted:
        raise CellError(ExcelError.VALUE, say("cells.no_field", argument=FIELDS.name, known=known))
    if unknown := next((name for name in wanted if plain(name) not in places), None):
        raise CellError(ExcelError.VALUE, say("cells.no_such_field", field=unknown, known=known))
    indexes = [places[plain(name)] for name in wanted]
    return replace(
        listing,
        columns=[listing.columns[index] for index in indexes],
        rows=[[row[index] for index in indexes] for row in listing.rows],
    )


def _names(column: Column) -> tuple[str, str, str]:
    return column.name, column.header, column.title
