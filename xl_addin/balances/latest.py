"""Months that were fetched at different times: what moved from one to another in between counts once."""

from __future__ import annotations

from collections.abc import Sequence

from xl_addin.apis.organizze.models import Transaction


def latest(months: Sequence[Sequence[Transaction]]) -> list[list[Transaction]]:
    """The same months, each transaction in one of them only: where it was changed last.

    Args:
        months: Lists of transactions, in the order of their days.
    """
    newest: dict[int, Transaction] = {}
    for month in months:
        for item in month:
            known = newest.get(item.id)
            if known is None or item.updated_at >= known.updated_at:
                newest[item.id] = item
    return [[item for item in month if newest[item.id] is item] for month in months]
