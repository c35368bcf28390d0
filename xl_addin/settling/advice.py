"""By what a person names the record of a row that they found: its id, or an iZi invoice's number."""

from __future__ import annotations

from typing import Final

from xl_addin.journal.operation import Operation
from xl_addin.schema.izi_invoices import IziInvoices
from xl_addin.texts import say

_NUMBERED: Final = frozenset({IziInvoices.template})
"""Templates whose records a person knows by number: no app shows their ids."""


def is_numbered(operation: Operation) -> bool:
    """Whether what a person finds is the record's number."""
    return operation.scope.template in _NUMBERED


def named(operation: Operation) -> str:
    """By what option of `journal resolve` a person says that they found its record."""
    return say("settle.named_by_number" if is_numbered(operation) else "settle.named_by_id")


def by_hand(operation: Operation) -> str:
    """That only a person can settle it, and how."""
    return say("settle.by_hand", id=operation.id, named=named(operation))


def plain_number(number: str) -> str:
    """A number as the service answers it, however many noughts are printed before it.

    >>> plain_number("001482"), plain_number("0")
    ('1482', '0')
    """
    return number.lstrip("0") or number[-1:]
