"""A payment run: transfers for Iziago."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from bench.figure import to_bound
from bench.line import Finding, Line
from bench.office import Office
from bench.rounds import SECONDS, SENDING, alternate
from bench.rows import transfers
from bench.sizes import Sizes
from xl_addin.sandbox.running import running
from xl_addin.values.target_days import next_target_day


def measure(sizes: Sizes, folder: Path) -> Finding:
    """Imports a payment run."""
    name = f"import, {sizes.senders} senders"
    rows = transfers(sizes.transfers, next_target_day(date.today() + timedelta(days=7)))
    with running(latency_ms=sizes.latency_ms) as sandbox:
        office = Office(folder, sandbox, rows, "iziago_transfers")
        sides = alternate(sizes.long_rounds, {name: lambda: office.send(sizes.senders)})
    bound = len(rows) * sizes.latency_ms / 1000 / sizes.senders
    return Finding(
        [
            to_bound("import, to rows x latency / senders", sides[name][SECONDS], bound, 1.15),
            to_bound("of it sending, to the same", sides[name][SENDING], bound),
        ],
        sides,
    )


LINE = Line(
    "transfers",
    "Transfers for Iziago",
    "The goal is Organizze's. One debtor account, one creditor, one day. The import also gets a token, asks"
    " for accounts and third parties, and counts what the account holds after the run.",
    measure,
    "an answer comes 52 ms after its request, and a row's beginning takes 2 ms to be on disk. What is"
    " done once comes to 0.75 s for 1,000 transfers: four answers that wait for each other 0.22 s (a"
    " token, then names, then, once those are known, accounts and balances for the preview), reading the"
    " rows 0.08 s, checking them 0.1 s, the plan in the journal 0.05 s, the keys 0.08 s, the results 0.14"
    " s.",
)
