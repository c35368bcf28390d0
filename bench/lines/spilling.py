"""A formula whose result is so long that memory counts."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp

from bench.child import PEAK, in_child
from bench.figure import Figure, ratio
from bench.line import Finding, Line
from bench.lines.exporting import fill
from bench.rounds import SECONDS, alternate
from bench.sizes import Sizes
from xl_addin.sandbox.running import running

_MEMORY = 300
"""MiB."""


def measure(sizes: Sizes, folder: Path) -> Finding:
    """Calculates the formula beside XlsxWriter writing the same cells."""
    ours, theirs = "formula", "XlsxWriter"
    state = folder / "state"
    fill(state, sizes.exported)
    with running(state=state) as sandbox:
        jobs = {
            ours: lambda: in_child(
                "bench.calculating:spill",
                service=sandbox.ready["env"],
                home=str(Path(mkdtemp(dir=folder)) / "home"),
                count=sizes.exported,
            ),
            theirs: lambda: in_child(
                "bench.listings:write_plain", file=str(folder / "plain.xlsx"), count=sizes.exported
            ),
        }
        sides = alternate(sizes.long_rounds, jobs)
    written = sides[theirs][SECONDS]
    return Finding(
        [
            Figure("memory of the process", sides[ours][PEAK], "MiB", _MEMORY),
            ratio("cold, to XlsxWriter", sides[ours]["cold"], written, 2),
            ratio("warm, to XlsxWriter", sides[ours]["warm"], written),
        ],
        sides,
    )


LINE = Line(
    "spill",
    "A long list in cells",
    "ORGANIZZE_TRANSACTIONS over a year, fifteen columns. Cold: from the service over HTTPS to the rows that"
    " xlwings takes, kept on the disk as well; warm: once more. XlsxWriter: the same values by `write` with"
    " `constant_memory`. Each in a process of its own; memory is the most that the process held, without"
    " xlwings and pandas. What COM and Excel add cannot be measured here.",
    measure,
)
