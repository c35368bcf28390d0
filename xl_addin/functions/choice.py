"""The `fields` of a table: which columns, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xl_addin.fetching.listing import Listing
from xl_addin.functions.excel_error import CellError, ExcelError
from xl_addin.texts import say
from xl_addin.values.names import plain


def chosen(listing: Listing, fields: Sequence[str] | None) -> Listing:
    """A table with the named columns only, in the order named; all of them where none is named.

    Args:
        listing: The table.
        fields: Headers, or texts of several headers with commas or semicolons between them.

    Raises:
        CellError: The table has no such column.
    """
    if fields is None:
        return listing
    places = {plain(column.header): index for index, column in enumerate(listing.columns)}
    wanted = [name.strip() for text in fields for name in text.replace(";", ",").split(",") if name.strip()]
    if unknown := next((name for name in wanted if plain(name) not in places), None):
        known = ", ".join(column.header for column in listing.columns)
        raise CellError(ExcelError.VALUE, say("cells.no_such_field", field=unknown, known=known))
    indexes = [places[plain(name)] for name in wanted]
    columns = [listing.columns[index] for index in indexes]
    return replace(listing, columns=columns, rows=[[row[index] for index in indexes] for row in listing.rows])
