"""What the tests of columns share: cells of every kind, and how a column refuses one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st

from xl_addin.schema.fields import Field
from xl_addin.schema.problem import Unfit
from xl_addin.schema.reading import READINGS
from xl_addin.workbook.port import NOT_CALCULATED, CellError, CellValue

ENGLISH, PORTUGUESE = READINGS["en"], READINGS["pt"]
LOOK: dict[str, Any] = {"header": "H", "help": "h"}

CELLS: st.SearchStrategy[CellValue] = st.one_of(
    st.none(),
    st.booleans(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.text(),
    st.datetimes(),
    st.times(),
    st.sampled_from([CellError("#REF!"), CellError("#N/A"), NOT_CALCULATED]),
)


def unfit(field: Field, cell: CellValue) -> str:
    """The reason for which a column refuses a cell."""
    with pytest.raises(Unfit) as caught:
        field.read(cell, ENGLISH)
    return caught.value.reason
