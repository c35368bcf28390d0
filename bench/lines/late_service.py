"""Rows to a service whose answers are late: what counts is that nobody waits for nobody."""

from __future__ import annotations

from pathlib import Path

from bench.figure import Figure, ratio, to_bound
from bench.line import Finding, Line
from bench.loop import loop
from bench.office import Office
from bench.rounds import SECONDS, SENDING, alternate
from bench.rows import transactions
from bench.sizes import Sizes
from xl_addin.sandbox.running import running


def measure(sizes: Sizes, folder: Path) -> Finding:
    """Imports with all senders and with one, each beside the script."""
    many, few = transactions(sizes.sent), transactions(sizes.sent_alone)
    ours, theirs = f"import, {sizes.senders} senders", f"loop, {sizes.senders} threads"
    alone, script = f"import of {len(few)} rows, 1 sender", f"loop over {len(few)} rows"
    with running(latency_ms=sizes.latency_ms) as sandbox:
        office, small_office = Office(folder, sandbox, many), Office(folder, sandbox, few)
        sides = alternate(
            sizes.long_rounds,
            {
                ours: lambda: office.send(sizes.senders),
                theirs: lambda: loop(sandbox, many, threads=sizes.senders),
                alone: lambda: small_office.send(1),
                script: lambda: loop(sandbox, few),
            },
        )
    bound = len(many) * sizes.latency_ms / 1000 / sizes.senders
    whole, loop_alone = sides[ours][SECONDS], sides[script][SECONDS]
    faster = [slow / len(few) * len(many) / fast for slow, fast in zip(loop_alone, whole, strict=True)]
    return Finding(
        [
            to_bound(f"{ours}, to rows x latency / senders", whole, bound, 1.15),
            to_bound("of it sending, to the same", sides[ours][SENDING], bound),
            to_bound(f"{theirs}, to the same", sides[theirs][SECONDS], bound),
            ratio("import, 1 sender, to the loop", sides[alone][SECONDS], loop_alone, 1.1),
            Figure(f"how much faster {ours}, is than the loop, by the row", faster),
        ],
        sides,
    )


LINE = Line(
    "late",
    "Import, the service's answers late",
    "Transactions for Organizze. Import: from the closed workbook to the closed workbook with its results,"
    " names looked up, journal and all. Loop: `Session.post` of the same rows, one connection kept, the"
    " bodies made beforehand; in threads, one connection each. Rows x latency / senders is what no program"
    " could beat.",
    measure,
    "of what is over the bound the loop in threads pays two fifths as well: an answer comes 52 ms after"
    " its request, not 50, and both computers work on it. A row's beginning takes 1.3 to 1.9 ms to be on"
    " disk, most of which is won back by lighter requests; a commit alone takes 0.35 ms, the rest is"
    " eight senders waiting for each other. Writing it down while the row before is on its way would hide"
    " that, and leave up to eight rows more in doubt after a crash, so it is not done. What is done once"
    " comes to half a second for 1,000 rows: reading them 0.09 s, names 0.07 s, certificates 0.02 s, the"
    " plan in the journal 0.05 s, the keys into the workbook 0.08 s, the results 0.14 s; most of it is"
    " work of the processor, one step after the other. Eight handshakes take 4 ms here, so connections"
    " opened beforehand would win nothing. Senders that started one after another won nothing.",
)
