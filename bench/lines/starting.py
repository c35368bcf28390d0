"""How long the command takes to say anything at all."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

from bench.figure import Figure, ratio
from bench.line import Finding, Line
from bench.rounds import SECONDS, Measured, alternate, timed
from bench.sizes import Sizes

_PROGRAM = Path(sys.executable).with_name("xl-addin")
_COMMANDS = {"xl-addin --help": [str(_PROGRAM), "--help"], "python -c pass": [sys.executable, "-c", "pass"]}
_GOAL_MS = 150


def measure(sizes: Sizes, folder: Path) -> Finding:
    """Starts the command, and Python alone."""
    sides = alternate(
        sizes.starts,
        {name: partial(_start, command, folder) for name, command in _COMMANDS.items()},
    )
    ours, bare = (sides[name][SECONDS] for name in _COMMANDS)
    return Finding(
        [
            Figure("xl-addin --help", [1000 * seconds for seconds in ours], "ms", _GOAL_MS),
            ratio("to Python alone", ours, bare),
        ],
        sides,
    )


def _start(command: list[str], folder: Path) -> Measured:
    run = partial(subprocess.run, command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return {SECONDS: timed(run)[SECONDS]}


LINE = Line(
    "start",
    "Start of the command",
    "`xl-addin --help` from its first to its last moment, and an interpreter that does nothing.",
    measure,
)
