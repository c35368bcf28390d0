"""The stages of an import, each for a process of its own: nothing is loaded here that it does not need."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bench import results
from bench.importing import run_import
from bench.rounds import Measured, timed
from xl_addin.importing.read import read


def read_rows(book: str) -> Measured:
    """Reads the rows."""
    return timed(lambda: read(Path(book)))


def check_rows(book: str, home: str, service: Mapping[str, str]) -> Measured:
    """Checks them, names looked up."""
    return run_import(Path(home), service, Path(book), dry_run=True)


def import_rows(book: str, home: str, service: Mapping[str, str]) -> Measured:
    """Imports them, with eight senders."""
    return run_import(Path(home), service, Path(book))


def write_rows(book: str, count: int) -> Measured:
    """Writes results beside them."""
    return timed(lambda: results.write(Path(book), count))
