"""Ids as Iziago shows them: texts such as `acc-9e3779b1`, from which a client can take nothing."""

from __future__ import annotations

import re

ACCOUNT = "acc"
FORECAST = "fct"
THIRD_PARTY = "tp"
THIRD_PARTY_ACCOUNT = "tpa"
TRANSACTION = "txn"
TRANSFER = "trf"

_NUMBERS = 2**32
_SPREAD = 0x9E3779B1  # odd, so that no two numbers share a text
_BACK = pow(_SPREAD, -1, _NUMBERS)


def shown(kind: str, number: int) -> str:
    """The text of a record's number.

    >>> shown(ACCOUNT, 1)
    'acc-9e3779b1'
    """
    return f"{kind}-{number * _SPREAD % _NUMBERS:08x}"


def number(kind: str, text: object) -> int | None:
    """The number behind a text; None when it is no id of this kind.

    >>> number(ACCOUNT, "acc-9e3779b1")
    1
    """
    found = re.fullmatch(rf"{kind}-([0-9a-f]{{8}})", text) if isinstance(text, str) else None
    return int(found[1], 16) * _BACK % _NUMBERS if found else None
