"""What tells a person which row an operation is."""

from __future__ import annotations

from typing import Final

from xl_addin.journal.operation import Operation
from xl_addin.texts.figures import exact_of

WHAT: Final = ("description", "to_account", "creditor", "buyer_name", "name", "account")
"""Fields that tell people which row it is: the first of them that a row has."""


def amount_of(operation: Operation) -> str:
    """What was typed; of an invoice of several rows, what the service made it come to."""
    return operation.typed.get("amount") or operation.more.get("total", "")


def amount_told(operation: Operation) -> str:
    """The same as a person reads it."""
    return exact_of(amount_of(operation))


def what_of(operation: Operation) -> str:
    """What a person calls the row."""
    return next((operation.typed[name] for name in WHAT if operation.typed.get(name)), "")
