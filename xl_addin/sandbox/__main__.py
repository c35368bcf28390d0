"""`python -m xl_addin.sandbox`: the sandbox without the rest of the command line."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from xl_addin.errors import XlAddinError
from xl_addin.sandbox.server import serve


def main() -> int:
    """Serves until stopped; 2 when it cannot."""
    try:
        serve(**vars(_parser().parse_args()))
    except XlAddinError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m xl_addin.sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--ready-file", type=Path)
    parser.add_argument("--latency-ms", type=int, default=0)
    parser.add_argument("--fault", dest="faults", action="append", default=[], metavar="KIND:RATE")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--state", type=Path)
    parser.add_argument("--today", type=date.fromisoformat)
    parser.add_argument("--until-stdin-ends", action="store_true", help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
