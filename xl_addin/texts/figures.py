"""Amounts in the way of the language in use."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Final

from xl_addin.texts import language

MARKS: Final = {"en": (",", "."), "pt": (".", ","), "es": (".", ","), "fr": ("\u202f", ",")}
"""What parts thousands and what precedes the decimals, by language."""
FEWEST_DECIMALS: Final = 2


def figure(amount: Decimal, decimals: int = 2) -> str:
    """An amount as a person reads it, rounded to so many decimals.

    >>> figure(Decimal("-1234.5"))
    '-1,234.50'
    """
    thousands, decimal = MARKS[language()]
    return f"{amount:,.{decimals}f}".translate({ord(","): thousands, ord("."): decimal})


def decimals_of(amount: Decimal) -> int:
    """Places behind the point that show the whole amount, two at least.

    >>> decimals_of(Decimal("1.2")), decimals_of(Decimal("1.2345"))
    (2, 4)
    """
    exponent = amount.normalize().as_tuple().exponent
    return max(FEWEST_DECIMALS, -exponent if isinstance(exponent, int) else 0)


def exact(amount: Decimal) -> str:
    """An amount as a person reads it, never rounded.

    >>> exact(Decimal("184322.1"))
    '184,322.10'
    """
    return figure(amount, decimals_of(amount))


def exact_of(text: str) -> str:
    """The same of an amount that is kept as text; any other text as it stands.

    >>> exact_of("-1200.00"), exact_of("")
    ('-1,200.00', '')
    """
    try:
        return exact(Decimal(text))
    except InvalidOperation:
        return text


def readable(value: object) -> str:
    """What a sentence says of a value: of an amount the way it is written, of another thing the thing."""
    return exact(value) if isinstance(value, Decimal) else str(value)
