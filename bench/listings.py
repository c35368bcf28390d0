"""Long lists, each written in a process of its own: nothing is loaded here that it does not need."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from bench.importing import environment
from bench.rounds import Measured, timed
from xl_addin.fetching.export import export
from xl_addin.fetching.listing import Listing, Query
from xl_addin.fetching.organizze.rows import TRANSACTION
from xl_addin.fetching.systems import SYSTEMS
from xl_addin.settings import load

FIRST_DAY, DAYS = date(2025, 1, 1), 365
"""The year that they are of."""
FIRST_ID = 4_000_000_000
"""Of the first transaction: above what fits into 32 bits, as real ones are."""


def write_formatted(file: str, count: int) -> Measured:
    """Exports a list that is there."""
    listing = _listing(count)
    return timed(lambda: export(listing, Path(file), overwrite=True))


def write_plain(file: str, count: int) -> Measured:
    """Writes the same cells as a user would who knows of `constant_memory`."""
    listing = _listing(count)
    return timed(lambda: _write_each(listing, file))


def fetch(file: str, service: Mapping[str, str], count: int) -> Measured:
    """Fetches a year of transactions from the service into a sheet, as the command does."""
    with environment(service):
        return timed(lambda: _fetch(Path(file), count))


def _fetch(file: Path, count: int) -> None:
    organizze = SYSTEMS["organizze"]
    with organizze.open(load()) as source:
        year = Query(start=FIRST_DAY, end=FIRST_DAY + timedelta(days=DAYS - 1))
        listing = organizze.lists["transactions"](source, year)
    assert len(listing.rows) >= count
    export(listing, file, overwrite=True)


def _write_each(listing: Listing, file: str) -> None:
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, [column.header for column in listing.columns])
        for number, row in enumerate(listing.rows, start=1):
            for index, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, index, value, day)
                else:
                    sheet.write(number, index, value)


def _listing(count: int) -> Listing:
    """Transactions as `fetch organizze transactions` lists them."""
    rows = [
        (
            FIRST_DAY + timedelta(days=number % DAYS),
            f"Entrega {number} de farinha",
            Decimal(-10_000 - number) / 100,
            "Bradesco CC",
            "",
            "Fornecedores > Farinha e grãos",
            True,
            "padaria, moinho",
            f"boleto {number}",
            1,
            1,
            False,
            "",
            FIRST_ID + number,
            "",
        )
        for number in range(count)
    ]
    return Listing("Transactions", TRANSACTION, rows)
