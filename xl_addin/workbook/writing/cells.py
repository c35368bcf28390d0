"""A value as the XML of a cell. Text is always text: no value can become a formula."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import NamedTuple
from xml.sax.saxutils import escape

from xl_addin.workbook.port import WriteValue
from xl_addin.workbook.serials import from_datetime
from xl_addin.workbook.text import encode, fitted

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Needs(Enum):
    """What a value asks of its cell's format."""

    NOTHING = "nothing"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    DATE_TIME = "date and time"


class Spelled(NamedTuple):
    """A value ready for the file.

    Attributes:
        kind: The cell's `t`; empty for a number.
        content: What the cell's `v` or `t` holds, unescaped.
        needs: What it asks of the format.
    """

    kind: str
    content: str
    needs: Needs = Needs.NOTHING


def spell(value: str | bool | int | Decimal | datetime, *, date1904: bool) -> Spelled:
    """Spells a value.

    A number of more than fifteen digits, which Excel would round, and a moment before Excel's calendar
    are written as text.

    Raises:
        ValueError: A datetime with a time zone; a sheet knows none.
    """
    if isinstance(value, bool):
        return Spelled("b", "1" if value else "0")
    if isinstance(value, (int, Decimal)):
        shown = _fifteen_digits(Decimal(value))
        return Spelled("", shown, Needs.NUMBER) if shown else _text(str(value))
    if isinstance(value, datetime):
        return _moment(value, date1904=date1904)
    return _text(value)


def cell(
    prefix: bytes, reference: str, style: str | None, value: WriteValue, spelled: Spelled | None
) -> bytes:
    """A `c` element.

    Args:
        prefix: The namespace prefix of its neighbours.
        reference: Such as "C7".
        style: The number of its format, or None.
        value: None for a cell that shows nothing.
        spelled: The value as `spell` gives it; None for none.
    """
    tag = prefix.decode()
    attributes = f' r="{reference}"' + (f' s="{style}"' if style else "")
    if value is None or spelled is None:
        return f"<{tag}c{attributes}/>".encode()
    if spelled.kind:
        attributes += f' t="{spelled.kind}"'
    if spelled.kind == "inlineStr":
        text = f'<{tag}t xml:space="preserve">{escape(spelled.content)}</{tag}t>'
        content = f"<{tag}is>{text}</{tag}is>"
    else:
        content = f"<{tag}v>{spelled.content}</{tag}v>"
    return f"<{tag}c{attributes}>{content}</{tag}c>".encode()


def _text(text: str) -> Spelled:
    needs = Needs.TEXT if text.startswith(_FORMULA_STARTS) else Needs.NOTHING
    return Spelled("inlineStr", encode(fitted(text)), needs)


def _moment(moment: datetime, *, date1904: bool) -> Spelled:
    if moment.tzinfo is not None:
        raise ValueError("a sheet has no time zones: give a naive datetime")
    serial = from_datetime(moment, date1904=date1904)
    if serial is None:
        return _text(moment.isoformat(sep=" "))
    return Spelled("", repr(serial), Needs.DATE if serial.is_integer() else Needs.DATE_TIME)


def _fifteen_digits(number: Decimal) -> str:
    """The number as Excel keeps it; empty when that would be another number."""
    shown = format(float(number), ".15g")
    return shown if number.is_finite() and Decimal(shown) == number else ""
