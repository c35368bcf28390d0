"""`python -m xl_addin.build.addin`: writes the add-in of each language, or checks them all.

The files are not kept in the repository: they hold the VBA of the xlwings that is installed, and the path of
the Python that starts. What is checked is that all of them can be built, and what Excel would refuse in them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from xl_addin.build.addin.assembly import built, problems
from xl_addin.texts import available


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes an add-in for each language, or checks that it can."""
    parser = argparse.ArgumentParser(prog="python -m xl_addin.build.addin", description=main.__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 and name what is wrong")
    parser.add_argument("--folder", type=Path, default=Path(), help="default: this one")
    options = parser.parse_args(arguments)
    if options.check:
        found = [problem for language in available() for problem in problems(language)]
        print(*found, sep="\n", end="\n" if found else "", file=sys.stderr)
        return 1 if found else 0
    for language in available():
        file = options.folder / f"xl-addin.{language}.xlam"
        file.write_bytes(built(language))
        print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
