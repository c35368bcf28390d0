"""What COM gives for a cell becomes what its file would give."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal

import pytest

from xl_addin.workbook.live.values import value_of
from xl_addin.workbook.port import CellError, CellValue, Money, PaddedNumber, Percentage


@pytest.mark.parametrize(
    ("raw", "code", "value"),
    [
        (None, "General", None),
        ("", "General", ""),
        ("00123", "@", "00123"),
        (True, "General", True),
        (0.1 + 0.2, "General", Decimal("0.3")),
        (0.12345, "[$R$-416] #,##0.00", Money.of(Decimal("0.12345"), "R$")),
        (0.15, "0%", Percentage("0.15")),
        (42.0, "00000", PaddedNumber(42)),
        (46347.5, "m/d/yyyy", datetime(2026, 11, 21, 12)),
        (0.5, "h:mm", time(12)),
        (-2146826265, "General", CellError("#REF!")),
        (-2146826246, "m/d/yyyy", CellError("#N/A")),
        (-2146826243, "General", CellError("#SPILL!")),
        (-2146826200, "General", CellError("#ERROR!")),
        (object(), "General", CellError("#ERROR!")),
    ],
)
def test_a_cell_shows_the_same(raw: object, code: str, value: CellValue) -> None:
    """Errors of any year are errors, never nothing; amounts keep places that COM's Currency cuts off."""
    found = value_of(raw, code, date1904=False)
    assert found == value
    assert type(found) is type(value)
    assert getattr(found, "currency", "") == getattr(value, "currency", "")


def test_the_other_calendar() -> None:
    """Days from 1904 are four years and a day later."""
    assert value_of(44885.5, "m/d/yyyy", date1904=True) == datetime(2026, 11, 21, 12)
