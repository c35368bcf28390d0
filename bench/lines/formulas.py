"""A sheet full of formulas: how often the service is asked, and what a formula costs."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp

from bench.child import in_child
from bench.figure import Figure
from bench.line import Finding, Line
from bench.rounds import Measured, alternate
from bench.sizes import Sizes
from xl_addin.sandbox.running import Sandbox, running

REPEATS = 5
"""Calculations of the warm sheet, of which one is told."""


def measure(sizes: Sizes, folder: Path) -> Finding:
    """Calculates a new sheet, and calculates it again."""
    with running() as sandbox:
        sides = alternate(sizes.rounds, {"sheet": lambda: _calculated(sandbox, folder, sizes.formulas)})
    found = sides["sheet"]
    each = [1_000_000 * seconds / sizes.formulas for seconds in found["warm"]]
    return Finding(
        [
            Figure("HTTP calls, cold", found["calls"], "", 20),
            Figure("a formula, warm", each, "µs", 1000),
            Figure("the sheet, cold", [1000 * seconds for seconds in found["cold"]], "ms"),
            Figure("the sheet, warm", [1000 * seconds for seconds in found["warm"]], "ms"),
        ],
    )


def _calculated(sandbox: Sandbox, folder: Path, count: int) -> Measured:
    home, service = mkdtemp(dir=folder), sandbox.ready["env"]
    sandbox.reset()
    told = in_child(
        "bench.calculating:calculate",
        service=service,
        home=str(Path(home) / "home"),
        count=count,
        wait_for_more=REPEATS,
    )
    return {**told, "calls": len(sandbox.state()["calls"])}


LINE = Line(
    "formulas",
    "A sheet full of formulas",
    "Balances and nets of five Organizze accounts over twelve months, each formula another day; cold with"
    " no answer known, then warm. The goal is for this sheet: each further service, each account of Iziago's,"
    " each card's invoices and each year further back cost a call or a few more, once. A formula's time is"
    " from what xlwings hands over to the value for the cell. The sandbox counts the calls, of both"
    " calculations together: warm there is none.",
    measure,
)
