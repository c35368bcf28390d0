"""How an exact number is written into JSON."""

from __future__ import annotations

from decimal import Decimal


def shortest(number: Decimal) -> Decimal:
    """The same number, so that it is written as JavaScript writes it: no exponent, no zeros at its end.

    A server that reads a body and writes it again, to compare it with the header, then finds the same bytes.

    >>> [str(shortest(Decimal(text))) for text in ("66.20", "13.00", "1E+3", "-0.0")]
    ['66.2', '13', '1000', '0']
    """
    assert number.is_finite()
    plain = f"{number:f}"
    return Decimal(plain.rstrip("0").rstrip(".") if "." in plain else plain) or Decimal(0)
