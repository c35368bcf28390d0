"""The Instructions sheet says everything a person needs at the sheet."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from openpyxl.workbook import Workbook

from xl_addin.build import wording
from xl_addin.build.columns import allowed, described
from xl_addin.build.edition import edition
from xl_addin.build.styles import STATUS_COLOURS
from xl_addin.importing.entry import Status
from xl_addin.schema import SHEETS, Sheet

Opened = Callable[..., Workbook]


@pytest.fixture
def lines(sheet: type[Sheet], opened: Opened) -> list[tuple[str, ...]]:
    """The sheet's filled rows, blank cells left out."""
    page = opened(sheet)["Instructions"]
    rows = (tuple(str(cell.value) for cell in row if cell.value) for row in page.iter_rows())
    return [row for row in rows if row]


def test_it_begins_with_the_title_and_the_paragraphs(
    sheet: type[Sheet], lines: list[tuple[str, ...]]
) -> None:
    """The first thing read is what the sheet is for."""
    assert lines[: 1 + len(sheet.instructions)] == [(sheet.title,), *((text,) for text in sheet.instructions)]


def test_it_describes_every_column(sheet: type[Sheet], lines: list[tuple[str, ...]]) -> None:
    """Each column is there with what it means and what may stand there."""
    for column in described(edition(sheet, "en")):
        required = ("required",) if column.required else ()
        assert (column.header, *required, column.help, column.allowed) in lines
    for field in sheet.results.values():
        assert (field.header, field.help) in lines


def test_a_required_column_whose_cells_may_be_blank_says_so() -> None:
    """Creditor account has to be there, and a person reads that a cell may be blank all the same."""
    columns = {column.header: column for column in described(edition(SHEETS["iziago_transfers"], "en"))}
    assert columns["Creditor account"].required
    assert columns["Creditor account"].allowed.endswith(", or blank")
    assert not columns["Creditor"].allowed.endswith("blank")


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("iziago_transfers", ("created is not paid", "signs it in Iziago")),
        ("iziago_third_parties", ("two steps",)),
        ("izi_invoices", ("Extra: 12", "several items", "order of the sheet", "taken off once")),
        ("izi_charges", ("e-mail", "deprecated")),
    ],
)
def test_it_warns_of_what_surprises(template: str, words: tuple[str, ...]) -> None:
    """What a service does otherwise than people expect stands over the columns."""
    prose = " ".join(SHEETS[template].instructions)
    assert [word for word in words if word not in prose] == []


def test_it_names_the_commands(lines: list[tuple[str, ...]]) -> None:
    """A person finds out how to check and how to send."""
    words = {word for line in lines for word in line}
    assert {"xl-addin check FILE", "xl-addin import FILE"} <= words


def test_it_explains_every_status_a_row_can_show(lines: list[tuple[str, ...]]) -> None:
    """No word in the Status column is without its meaning and its colour."""
    shown = {status.value for status in Status} - {"ready"}
    assert wording.STATUSES.keys() == STATUS_COLOURS.keys() == shown
    assert set(wording.STATUSES.items()) <= {line for line in lines if len(line) == 2}


def test_long_texts_are_wrapped_and_seen(sheet: type[Sheet], opened: Opened) -> None:
    """No sentence is cut off: it wraps, and its row is high enough."""
    page = opened(sheet)["Instructions"]
    merged = {area.min_row: area for area in page.merged_cells.ranges}
    for row in page.iter_rows(min_row=2):
        for cell in (cell for cell in row if cell.value and not cell.font.sz > 12):
            columns = range(cell.column, cell.column + 1)
            if cell.row in merged and merged[cell.row].min_col == cell.column:
                columns = range(cell.column, merged[cell.row].max_col + 1)
            room = sum(page.column_dimensions["ABCD"[column - 1]].width for column in columns)
            assert cell.alignment.wrap_text or len(cell.value) < room
            assert page.row_dimensions[cell.row].height >= 15 * -(-len(cell.value) * 0.8 // room)


@pytest.mark.parametrize(
    ("template", "name", "said"),
    [
        ("organizze_transactions", "amount", "A number, at most two decimals"),
        ("organizze_transfers", "amount", "A number, at most two decimals, above zero"),
        ("organizze_transactions", "paid", "yes, no"),
        ("organizze_transactions", "repeat", "monthly, yearly, weekly, biweekly, bimonthly, trimonthly"),
        ("organizze_transactions", "installments", "A whole number from 2 to 480"),
        ("organizze_transactions", "description", "Text"),
        ("iziago_transfers", "currency", "A currency's three letters"),
        ("iziago_transfers", "reason", "Text, at most 140 characters"),
        (
            "iziago_transfers",
            "end_to_end_id",
            "Letters without accents, digits, spaces and / - ? : ( ) . , ' +, at most 35 characters",
        ),
        ("iziago_third_parties", "type", "company, individual"),
        ("iziago_third_parties", "country", "A country's two letters, or its name"),
        ("iziago_third_parties", "account", "Text; digits typed as a number count up to fifteen"),
        ("izi_invoices", "buyer_nit", "Digits, at most 20 characters"),
        ("izi_invoices", "quantity", "A number, at most 10 decimals, above zero"),
        ("izi_invoices", "unit_price", "A number, at most 10 decimals, zero or more"),
        ("izi_invoices", "discount", "A number, at most two decimals, zero or more"),
        ("izi_charges", "gateway", "One or several of: CYBERSOURCE, SIP, Khipu"),
        ("izi_charges", "payer_email", "One e-mail address"),
        ("izi_charges", "notification_url", "An address that begins with https:// or http://"),
    ],
)
def test_what_may_stand_in_a_cell_is_said(template: str, name: str, said: str) -> None:
    """The words allowed are the words the reader takes."""
    assert allowed(SHEETS[template].fields[name], str) == said
