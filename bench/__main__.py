"""`python -m bench`: measures the lines and writes the document. `make bench` is the whole of it."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench import machine
from bench.line import Finding, Line
from bench.report import document
from bench.sizes import FULL, QUICK, Sizes
from bench.table import LINES

MEANS_LITTLE = (
    "**Few rows and one round**: what is done once weighs too much, and nothing is decided by this."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints what was found, and writes it down; a missed goal is a finding, not a failure."""
    options = _parser().parse_args(arguments)
    chosen = [line for line in LINES if not options.only or line.name in options.only]
    sizes = QUICK if options.quick else FULL
    told = [*machine.described(), *[MEANS_LITTLE] * options.quick]
    findings = [(line, _measured(line, sizes)) for line in chosen]
    text = document(_command(options), told, findings)
    print(text, end="")
    if options.out:
        options.out.write_text(text, "utf-8")
    return 0


def _measured(line: Line, sizes: Sizes) -> Finding:
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="xl-addin-bench-") as folder:
        finding = line.measure(sizes, Path(folder))
    print(f"{line.title}: {time.monotonic() - start:.0f} s", file=sys.stderr)
    return finding


def _command(options: argparse.Namespace) -> str:
    """What a person types to measure the same again."""
    if not options.quick and not options.only:
        return "make bench"
    return " ".join(
        ["python -m bench", *["--quick"] * options.quick, *(f"--only {name}" for name in options.only)]
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rows and one round: does everything run?")
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        choices=[line.name for line in LINES],
        help="this line; may be given several times",
    )
    parser.add_argument("--out", type=Path, help="writes the document there too; `make bench` names it")
    return parser


if __name__ == "__main__":
    sys.exit(main())
