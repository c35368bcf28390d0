"""Rows to a service that answers at once: what is left is our own work."""

from __future__ import annotations

from pathlib import Path

from bench.figure import ratio
from bench.line import Finding, Line
from bench.loop import loop
from bench.office import Office
from bench.rounds import PROCESSOR, SECONDS, SENDING, alternate
from bench.rows import transactions
from bench.sizes import Sizes
from xl_addin.sandbox.running import running


def measure(sizes: Sizes, folder: Path) -> Finding:
    """Imports with all senders and with one, beside the script with one thread and with as many."""
    rows = transactions(sizes.sent)
    ours, alone = f"import, {sizes.senders} senders", "import, 1 sender"
    theirs, script = f"loop, {sizes.senders} threads", "loop"
    with running() as sandbox:
        office = Office(folder, sandbox, rows)
        sides = alternate(
            sizes.rounds,
            {
                ours: lambda: office.send(sizes.senders),
                script: lambda: loop(sandbox, rows),
                alone: lambda: office.send(1),
                theirs: lambda: loop(sandbox, rows, threads=sizes.senders),
            },
        )
    bare = sides[script][SECONDS]
    return Finding(
        [
            ratio(f"{ours}, to the loop", sides[ours][SECONDS], bare, 1.5),
            ratio("of it sending, to the loop", sides[ours][SENDING], bare),
            ratio(f"{alone}, to the loop", sides[alone][SECONDS], bare),
            ratio("of it sending, to the loop", sides[alone][SENDING], bare),
            ratio(f"{theirs}, to the loop", sides[theirs][SECONDS], bare),
            ratio(
                f"processor time of {ours}, to the loop's",
                sides[ours][PROCESSOR],
                sides[script][PROCESSOR],
            ),
        ],
        sides,
    )


LINE = Line(
    "prompt",
    "Import, the service answers at once",
    "As before, without latency: what is left is the work of both computers, here in one. The loop keeps no"
    " journal, so that nobody can tell afterwards what was sent.",
    measure,
    "the processor. Sending a row costs a little more than half of what requests costs. On top of it each row"
    " is read, checked and compared, its beginning is on disk before it leaves and its answer is written"
    " behind it, and the workbook is written twice: the keys before sending, the results after it.",
)
