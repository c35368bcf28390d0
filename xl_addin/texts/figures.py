"""Amounts in the way of the language in use."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from xl_addin.texts import language

MARKS: Final = {"en": (",", "."), "pt": (".", ","), "es": (".", ","), "fr": ("\u202f", ",")}
"""What parts thousands and what precedes the decimals, by language."""


def figure(amount: Decimal, decimals: int = 2) -> str:
    """An amount as a person reads it, rounded to so many decimals.

    >>> figure(Decimal("-1234.5"))
    '-1,234.50'
    """
    thousands, decimal = MARKS[language()]
    return f"{amount:,.{decimals}f}".translate({ord(","): thousands, ord("."): decimal})
