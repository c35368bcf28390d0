"""How much each line works on, and how often."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much each line works on.

    Attributes:
        rounds: How often both sides of a comparison have their turn.
        long_rounds: Likewise where a round is long.
        starts: Likewise for starts of the command, which are short.
        latency_ms: By how much the service's answers are late where they are.
        senders: Rows sent at the same time.
        sent: Rows of an import.
        sent_alone: Rows of an import with one sender.
        read: Rows that are read, and rows that results are written into.
        exported: Transactions of a large list.
        invoices: Invoices of an accountant's month.
        issuers: In whose names they are.
        transfers: Transfers of a payment run.
        growth: Rows of ever larger workbooks.
        formulas: Formulas of a sheet.
    """

    rounds: int
    long_rounds: int
    starts: int
    latency_ms: int
    senders: int
    sent: int
    sent_alone: int
    read: int
    exported: int
    invoices: int
    issuers: int
    transfers: int
    growth: tuple[int, ...]
    formulas: int


FULL = Sizes(
    rounds=3,
    long_rounds=2,
    starts=11,
    latency_ms=50,
    senders=8,
    sent=1_000,
    sent_alone=200,
    read=20_000,
    exported=100_000,
    invoices=1_000,
    issuers=30,
    transfers=1_000,
    growth=(100, 1_000, 10_000, 50_000),
    formulas=1_000,
)
"""What the design asks for."""

QUICK = Sizes(
    rounds=1,
    long_rounds=1,
    starts=3,
    latency_ms=50,
    senders=8,
    sent=80,
    sent_alone=10,
    read=1_000,
    exported=2_000,
    invoices=80,
    issuers=8,
    transfers=80,
    growth=(20, 100),
    formulas=100,
)
"""Half a minute, to see that everything runs. Its figures mean little: what is done once weighs too much."""
