"""Headers and titles of lists in the reader's language."""

from __future__ import annotations

import ast
import csv
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from xl_addin import texts
from xl_addin.fetching import export
from xl_addin.fetching.izi.invoices import COLUMNS
from xl_addin.fetching.iziago.modules import MODULES
from xl_addin.fetching.listing import Column, Kind, Listing, Word

ROOM = Path(export.__file__).parent
OWN = Column("Own account", Kind.YES_NO)


def named(call: str) -> set[str]:
    """The first argument of every `Column(...)` or `Listing(...)` in the room."""
    calls = [
        node
        for path in ROOM.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == call
    ]
    first = [node.args[0] for node in calls]
    return {str(node.value) for node in first if isinstance(node, ast.Constant)}


@pytest.fixture(params=texts.LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language in turn."""
    texts.use(request.param)
    yield request.param
    texts.use("en")


def test_every_header_and_title_is_said_in_each_language(language: str) -> None:
    """No list falls back to a key or to nothing, and English stays as the documents have it."""
    headers = named("Column") | {module.header for module in MODULES}
    titles = {header: Column(header).title for header in headers}
    sheets = {title: Listing(title, (), ()).sheet for title in named("Listing")}
    assert len(titles) > 90
    assert len(sheets) > 15
    assert all(titles.values())
    assert all(0 < len(sheet) <= 31 for sheet in sheets.values())
    if language == "en":
        assert all(header == title for header, title in {**titles, **sheets}.items())


def test_a_sheet_is_written_in_the_language(language: str, tmp_path: Path) -> None:
    """Headers, the sheet's name and yes or no are the reader's; a header stands for one column only."""
    listing = Listing("Invoices", (*COLUMNS, Column("Paid", Kind.YES_NO)), [(None,) * len(COLUMNS) + (True,)])
    export.export(listing, tmp_path / "list.xlsx", overwrite=False)
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0]
    header, row = sheet.iter_rows(values_only=True)
    assert sheet.title == {"en": "Invoices", "pt": "Faturas", "es": "Facturas", "fr": "Factures"}[language]
    assert header[0] == {"en": "Date", "pt": "Data", "es": "Fecha", "fr": "Date"}[language]
    assert row[-1] == {"en": "yes", "pt": "sim", "es": "sí", "fr": "oui"}[language]
    assert len(set(header)) == len(header)


def test_json_is_alike_in_every_language(language: str, tmp_path: Path) -> None:
    """A program that reads a status, an amount or a yes finds the same whatever its user speaks."""
    columns = (Column("Id", Kind.IDENTIFIER), Column("State"), Column("Total", Kind.AMOUNT), OWN)
    listing = Listing("Invoices", columns, [(3109871406, Word("status.in_doubt"), Decimal("-150.00"), True)])
    export.export(listing, tmp_path / "list.json", overwrite=False)
    assert json.loads((tmp_path / "list.json").read_text("utf-8")) == [
        {"id": "3109871406", "state": "in_doubt", "total": "-150.00", "own_account": True}
    ]
    export.export(listing, tmp_path / "list.csv", overwrite=False)
    [_, row] = csv.reader((tmp_path / "list.csv").read_text("utf-8-sig").splitlines())
    assert row[1] == {"en": "in doubt", "pt": "em dúvida", "es": "en duda", "fr": "en doute"}[language]
    assert row[3] == {"en": "yes", "pt": "sim", "es": "sí", "fr": "oui"}[language]
