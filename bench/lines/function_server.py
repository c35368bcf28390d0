"""How long Excel's first formula of the day waits for our part of the function server."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from pathlib import Path

from bench.figure import Figure
from bench.line import Finding, Line
from bench.rounds import PROCESSOR, SECONDS, Measured, alternate
from bench.sizes import Sizes

_GOAL_MS = 150
_PROGRAM = f"""
import json, time
import pandas, xlwings
start, worked = time.perf_counter(), time.process_time()
import udfs.organizze, udfs.iziago, udfs.izi, udfs.cash, udfs.addin
beyond = {{"{SECONDS}": time.perf_counter() - start, "{PROCESSOR}": time.process_time() - worked}}
print(json.dumps(beyond))
"""


def measure(sizes: Sizes, folder: Path) -> Finding:
    """Starts interpreters that import the entry points."""
    name = "entry points"
    sides = alternate(sizes.starts, {name: partial(_start, folder)})
    beyond = [1000 * seconds for seconds in sides[name][SECONDS]]
    return Finding([Figure("beyond xlwings and pandas", beyond, "ms", _GOAL_MS)], sides)


def _start(folder: Path) -> Measured:
    command = [sys.executable, "-c", _PROGRAM]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


LINE = Line(
    "server",
    "Start of the function server",
    "An interpreter that has imported xlwings and pandas imports all entry points. What a service's functions"
    " need is loaded with the first of them; what Excel and COM add cannot be measured here.",
    measure,
)
