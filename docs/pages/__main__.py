"""`python -m docs.pages` writes the pages anew; `make docs` is the same."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from docs.pages import failures, functions, ribbon

FOLDER = Path(__file__).parents[1]
PAGES: Mapping[str, Callable[[Path], str]] = {
    "functions.md": functions.page,
    "ribbon.md": ribbon.page,
    "when-a-service-fails.md": failures.page,
}


def made() -> Iterator[tuple[Path, str]]:
    """Each page with what it should say."""
    for name, page in PAGES.items():
        with tempfile.TemporaryDirectory(prefix="xl-addin-docs-") as home:
            yield FOLDER / name, page(Path(home))


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the pages, or compares them."""
    parser = argparse.ArgumentParser(prog="python -m docs.pages", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 and name what differs")
    check = parser.parse_args(arguments).check
    stale = []
    for file, text in made():
        if not check:
            file.write_text(text, "utf-8")
        elif not file.exists() or file.read_text("utf-8") != text:
            stale.append(file.name)
    if stale:
        print(*stale, "Run `make docs` and commit what it writes.", sep="\n", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
