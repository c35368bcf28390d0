"""Values as programs read them: the same in every language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from xl_addin.fetching.listing import Kind, NotKnown, Value, Word

Data = str | int | bool | None
"""What JSON has."""


def data(value: Value, kind: Kind = Kind.TEXT) -> Data:
    """A value for programs: amounts and ids are text, which no float blurs, days are in ISO form.

    >>> data(Decimal("-1234.5")), data(3109871406, Kind.IDENTIFIER), data(Word("status.in_doubt"))
    ('-1234.5', '3109871406', 'in_doubt')

    Args:
        value: Of a listing, or of a cell.
        kind: Of its column.
    """
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (Word, NotKnown)):
        return value.code
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if kind is Kind.IDENTIFIER else value
