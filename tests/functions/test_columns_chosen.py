"""`fields`: which columns of a table."""

from __future__ import annotations

import pytest

from xl_addin.fetching.listing import Column, Listing
from xl_addin.functions.choice import chosen
from xl_addin.functions.excel_error import CellError, ExcelError

LISTING = Listing("Accounts", [Column("Name"), Column("Type")], [["Cofre", "other"]])


@pytest.mark.parametrize("fields", [(",",), (" , ;",), (";", ",")], ids=str)
def test_commas_alone_are_refused(fields: tuple[str, ...]) -> None:
    """Two blank cells joined with a comma name no column: `#VALUE!` with the columns there are."""
    with pytest.raises(CellError, match="Name, Type") as refused:
        chosen(LISTING, fields)
    assert refused.value.code is ExcelError.VALUE


@pytest.mark.parametrize("fields", [("Type,",), (",Type",), ("type",), ("TYPE;;",)], ids=str)
def test_a_comma_too_many_does_no_harm(fields: tuple[str, ...]) -> None:
    """What is named is shown."""
    assert chosen(LISTING, fields).rows == [["other"]]
