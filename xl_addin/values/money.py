"""Amounts: Decimal beside people, integer cents beside the services, never float."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

CENT = Decimal("0.01")
LARGEST = Decimal("9999999999999.99")
"""Fifteen significant digits: beyond them Excel itself no longer keeps the cents."""

_SPACES = re.compile(r"[\s'\u2019]")
"""What stands between thousands, all of Unicode's blanks among them; the apostrophes are Switzerland's."""
_TORN = re.compile(r"\d[\s'\u2019]+(?!\d{3}(?!\d))\d|\d{4,}[\s'\u2019]+\d|\d\s*\u00a4\s*\d")
"""Digits torn apart by what is no thousands mark: `150 00`, `1234 567`, `12€50` (the sign as ¤)."""
_COMMA_DECIMAL = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d*))?")
_POINT_DECIMAL = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?")
_MINUS = str.maketrans("\u2212\u2013", "--")


class AmountError(ValueError):
    """A text or number is no amount; `reason` is a key of `texts` ("unreadable", "ambiguous", ...)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def to_cents(amount: Decimal) -> int:
    """Cents of an amount with at most two decimals.

    >>> to_cents(Decimal("-150.10"))
    -15010

    Raises:
        AmountError: "decimals" with a third decimal, "too_large" beyond `LARGEST`, "unreadable" for NaN.
    """
    return int(checked(amount).scaleb(2))


def from_cents(cents: int) -> Decimal:
    """The amount of some cents, always with two decimals.

    >>> from_cents(-15010)
    Decimal('-150.10')
    """
    return Decimal(cents).scaleb(-2).quantize(CENT)


def checked(amount: Decimal) -> Decimal:
    """The amount with exactly two decimals.

    Raises:
        AmountError: As `to_cents`.
    """
    if not amount.is_finite():
        raise AmountError("unreadable")
    if abs(amount) > LARGEST:
        raise AmountError("too_large")
    exact = amount.quantize(CENT)
    if exact != amount:
        raise AmountError("decimals")
    return exact + 0  # minus zero becomes zero


def parse(text: str, *, decimal_comma: bool, currency: Sequence[str] = ()) -> Decimal:
    """Reads an amount typed as text, in the way of the sheet's language.

    The sign of the sheet's own currency, spaces between thousands, and a minus before, after or as brackets
    are understood. A text that a reader of the other way could take for another amount is refused and not
    guessed, as `1,234` and `1.234` are in every language.

    >>> parse("(1.234,56)", decimal_comma=True)
    Decimal('-1234.56')
    >>> parse("-R$ 150,00", decimal_comma=True, currency=["R$"])
    Decimal('-150.00')

    Args:
        text: What stands in the cell.
        decimal_comma: The way of the sheet's language.
        currency: How the sheet's own currency is written; any other word or sign is no amount.

    Raises:
        AmountError: "unreadable", "ambiguous", or as `to_cents`.
    """
    bare, negative = _unsigned(text, currency)
    readings = {_read(bare, pattern) for pattern in (_COMMA_DECIMAL, _POINT_DECIMAL)} - {None}
    ours = _read(bare, _COMMA_DECIMAL if decimal_comma else _POINT_DECIMAL)
    if ours is None and len(readings) == 1:
        ours = readings.pop()  # `1,234.56` in a Brazilian sheet fits one reading only
    elif len(readings) > 1:
        raise AmountError("ambiguous")
    if ours is None:
        raise AmountError("unreadable")
    return checked(-ours if negative else ours)


def _unsigned(text: str, currency: Sequence[str]) -> tuple[str, bool]:
    """The text without sign, brackets, spaces and currency, and whether it was negative."""
    plain = text.translate(_MINUS)
    for sign in currency:
        plain = re.sub(re.escape(sign), "\u00a4", plain, count=1, flags=re.IGNORECASE)
    if _TORN.search(plain):
        raise AmountError("unreadable")
    bare = _SPACES.sub("", plain).replace("\u00a4", "")
    bracketed = bare.startswith("(") and bare.endswith(")")
    if bracketed:
        bare = bare[1:-1]
    signs = bare.count("-") + bare.count("+")
    if signs > 1 or (signs and bracketed):
        raise AmountError("unreadable")
    if signs and bare[0] not in "+-" and bare[-1] not in "+-":
        raise AmountError("unreadable")
    return bare.strip("+-"), bracketed or "-" in bare


def _read(bare: str, pattern: re.Pattern[str]) -> Decimal | None:
    if not bare.isascii() or not pattern.fullmatch(bare):
        return None
    thousands, decimal = (".", ",") if pattern is _COMMA_DECIMAL else (",", ".")
    try:
        return Decimal(bare.replace(thousands, "").replace(decimal, "."))
    except InvalidOperation:
        return None
