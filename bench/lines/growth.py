"""Ever larger workbooks: what grows faster than the rows?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from shutil import copyfile

from bench.child import PEAK, in_child
from bench.line import Finding, Line, Table
from bench.office import workbook
from bench.rounds import PROCESSOR, SECONDS, SENDING, Measured
from bench.rows import transactions
from bench.sizes import Sizes
from xl_addin.sandbox.running import Sandbox, running

Stages = Mapping[str, Measured]
"""By stage, its seconds and its memory."""

_BEND = 1.25
"""Growth by the row between two sizes from which on it is called a bend."""
_WEIGHTY = 0.5
"""Seconds below which a stage is all beginning and no growth."""


def measure(sizes: Sizes, folder: Path) -> Finding:
    """Each stage at each size, in a process of its own, once."""
    with running() as sandbox:
        found = {count: _stages(count, sandbox, folder) for count in sizes.growth}
    return Finding(
        table=_table(found), notes=list(_bends(found)) or ["Nothing bends: the work grows with the rows."]
    )


def _stages(count: int, sandbox: Sandbox, folder: Path) -> Stages:
    sandbox.reset()
    book = workbook(folder / f"{count}.xlsx", transactions(count))
    copy = copyfile(book, folder / f"{count}-written.xlsx")
    home = folder / f"{count}"
    home.mkdir()
    online = {"book": str(book), "home": str(home), "service": sandbox.ready["env"]}
    return {
        "read": in_child("bench.stages:read_rows", book=str(book)),
        "check": in_child("bench.stages:check_rows", **online),
        "write-back": in_child("bench.stages:write_rows", book=str(copy), count=count),
        "import": in_child("bench.stages:import_rows", **online),
    }


def _table(found: Mapping[int, Stages]) -> Table:
    stages = list(next(iter(found.values())))
    rows = [
        [f"{count:,}", *(_cell(by_stage[stage]) for stage in stages), f"{by_stage['import'][SENDING]:.2f} s"]
        for count, by_stage in found.items()
    ]
    return Table(["rows", *stages, "of the import, sending"], rows)


def _cell(measured: Measured) -> str:
    return f"{measured[SECONDS]:.2f} s, {measured[PROCESSOR]:.2f} s, {measured[PEAK]:.0f} MiB"


def _bends(found: Mapping[int, Stages]) -> Iterator[str]:
    """A sentence for each stage whose work by the row is clearly more than at the size before.

    The processor's time tells it: on a shared machine seconds would tell of others.
    """
    for (few, before), (many, after) in pairwise(found.items()):
        for stage in after:
            small, large = before[stage][PROCESSOR], after[stage][PROCESSOR]
            by_row = large / small / (many / few)
            if small >= _WEIGHTY and by_row >= _BEND:
                yield (
                    f"From {few:,} to {many:,} rows {stage} bends: {many / few:.0f} times the rows take"
                    f" {large / small:.1f} times the processor's time."
                )


LINE = Line(
    "growth",
    "Ever larger workbooks",
    "Transactions for Organizze, the service answers at once, eight senders. Each stage once, in a process of"
    " its own: seconds, those that its processor worked, and the most memory that it held. Read: checked"
    " rows. Check: names looked up, look-alikes sought. Write-back: results into a copy. Import: all of it,"
    " and of it the sending. The service is the sandbox on the same machine; its time is in the sending.",
    measure,
)
