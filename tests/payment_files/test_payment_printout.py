"""The list for the one who signs: complete, exact, printable, and without a formula."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pain001 import Style, Wish, several, written

from xl_addin import texts
from xl_addin.errors import PaymentFileError, WrongUse
from xl_addin.payment_files.payment import PaymentFile
from xl_addin.payment_files.printout import drawn, print_out
from xl_addin.payment_files.read import read

OTHER_DEBTOR = "NL91ABNA0417164300"


def files(wishes: Sequence[Wish]) -> list[PaymentFile]:
    """One file with these transfers."""
    return [read(written(wishes), "T-1")]


def rows(content: bytes) -> list[tuple[Any, ...]]:
    """The sheet's rows as a person sees them."""
    return list(openpyxl.load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True))


def transfers(content: bytes) -> list[tuple[Any, ...]]:
    """The rows of single transfers: below the second header, with an end-to-end id that is no count."""
    every = rows(content)
    header = next(index for index, row in enumerate(every) if row[0] == "Creditor")
    return [row for row in every[header + 1 :] if row[4] and not str(row[0]).startswith("Total")]


def totals(content: bytes) -> list[tuple[str, str, Any]]:
    """Count, currency and sum of every line called Total."""
    return [(row[4], row[6], row[7]) for row in rows(content) if row[0] == "Total"]


def test_every_transfer_stands_there_once() -> None:
    """The one who signs sees each creditor, account, reason, day and amount of the file."""
    wishes = several(120)
    listed = transfers(drawn(files(wishes)))
    assert [row[4] for row in listed] == [wish.end_to_end_id for wish in wishes]
    assert [Decimal(str(row[7])) for row in listed] == [wish.amount for wish in wishes]
    assert listed[0][:4] == (
        "Müller & Söhne GmbH",
        "DE89 3704 0044 0532 0130 00",
        "DEUTDEFF",
        "Invoice 2026/117",
    )
    assert listed[0][5:7] == (datetime(2026, 11, 30), "EUR")


def test_sums_stand_by_debtor_account_day_and_currency() -> None:
    """Each debit of each account can be compared with what the bank shows before signing."""
    wishes = [
        Wish(amount=Decimal("10.00"), end_to_end_id="A"),
        Wish(amount=Decimal("20.00"), end_to_end_id="B", day=date(2026, 12, 1)),
        Wish(amount=Decimal("30.00"), end_to_end_id="C", currency="USD"),
        Wish(amount=Decimal("40.00"), end_to_end_id="D", debtor_iban=OTHER_DEBTOR, debtor="Acme BV"),
        Wish(amount=Decimal("50.50"), end_to_end_id="E"),
    ]
    content = drawn(files(wishes))
    above = rows(content)[3:7]
    assert [(row[0], row[1][:4], str(row[5])[:10], row[6], row[4], row[7]) for row in above] == [
        ("Acme Trading SARL", "FR14", "2026-11-30", "EUR", "2", 60.5),
        ("Acme Trading SARL", "FR14", "2026-11-30", "USD", "1", 30),
        ("Acme Trading SARL", "FR14", "2026-12-01", "EUR", "1", 20),
        ("Acme BV", "NL91", "2026-11-30", "EUR", "1", 40),
    ]
    assert totals(content)[:2] == [("4", "EUR", 120.5), ("1", "USD", 30)]
    assert sorted(totals(content)[2:]) == [
        ("1", "EUR", 20),
        ("1", "EUR", 40),
        ("1", "USD", 30),
        ("2", "EUR", 60.5),
    ]


def test_the_page_is_made_for_paper() -> None:
    """A4 across, one page wide, header and page number on every page, room to sign at the end."""
    content = drawn(files(several(3)))
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    header = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "Creditor")
    assert sheet.print_title_rows == f"${header}:${header}"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.page_setup.fitToWidth in (None, 1)  # one is what a file need not say
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.right.text == "&P / &N"
    assert [row[0] for row in rows(content)].count("Place and date") == 2
    assert sheet.cell(1, 1).value == "Transfers to sign"


DANGEROUS = [
    *("=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "{=1}", '=HYPERLINK("http://x")'),
    *("http://example.com", "file:///etc/passwd", "mailto:a@b", "_x0041_", "0123", "1e5", "TRUE"),
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_becomes_a_formula_or_a_link(text: str) -> None:
    """A creditor's name or an invoice's number is shown to the letter and runs nothing."""
    wish = Wish(creditor=text, reason=text, debtor=text, creditor_account="/" + text)
    content = drawn(files([wish]))
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not any(cell.data_type == "f" or cell.hyperlink for cell in cells)
    spelled = [cell.value for cell in cells if cell.data_type == "s"]
    assert (spelled.count(text), spelled.count("/" + text)) == (4, 1)
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = b"".join(package.read(name) for name in package.namelist())
    assert b"<f>" not in parts
    assert b"<hyperlink" not in parts


@settings(max_examples=30)
@given(
    st.lists(st.decimals(0, 9_999_999_999_999, places=2), min_size=1, max_size=6),
    st.sampled_from(["EUR", "USD"]),
)
def test_amounts_and_sums_are_exact(amounts: list[Decimal], currency: str) -> None:
    """What is signed is what the file says, to the cent, however large."""
    wishes = [
        Wish(end_to_end_id=f"E{number}", amount=amount, currency=currency)
        for number, amount in enumerate(amounts)
    ]
    content = drawn(files(wishes))
    assert [exact(row[7]) for row in transfers(content)] == amounts
    assert {exact(total) for _, _, total in totals(content)} == {sum(amounts)}


def exact(cell: Any) -> Decimal:
    """The amount in a cell: a number of fifteen digits, or a text where there are more."""
    return Decimal(cell.replace(",", "")) if isinstance(cell, str) else Decimal(format(cell, ".15g"))


@pytest.mark.parametrize(
    ("amount", "number_format"),
    [("12.345", "#,##0.000"), ("0.00001", "#,##0.00000"), ("7", "#,##0.00"), ("1.10000", "#,##0.00")],
)
def test_no_decimal_is_hidden(amount: str, number_format: str) -> None:
    """An amount in dinars shows its third decimal instead of being rounded on paper."""
    wish = Wish(amount=Decimal(amount), currency="KWD")
    sheet = openpyxl.load_workbook(BytesIO(drawn(files([wish])))).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.column == 8]
    figures = [cell for cell in cells if isinstance(cell.value, int | float)]
    assert {cell.number_format for cell in figures} == {number_format}
    assert len(figures) == 4


def test_a_long_text_makes_its_row_higher() -> None:
    """A long name or reason is not cut off by the row below it, and no sum by its column."""
    wish = Wish(creditor="W" * 140, reason="Part " * 27 + "end", amount=Decimal("123456789012345.67"))
    sheet = openpyxl.load_workbook(BytesIO(drawn(files([wish])))).worksheets[0]
    [row] = [row for row in range(1, 30) if sheet.cell(row, 3).value == "DEUTDEFF"]
    assert sheet.row_dimensions[row].height >= 5 * 15
    assert sheet.cell(row, 8).value == "123,456,789,012,345.67"
    assert sheet.column_dimensions["H"].width > len("123,456,789,012,345.67")


def test_the_same_message_is_listed_once() -> None:
    """A file for each transfer that holds the whole batch each time is not signed for three times."""
    whole = written(several(3))
    content = drawn([read(whole, f"{number}.xml") for number in range(3)])
    assert len(transfers(content)) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in another way")
def test_the_list_is_for_the_user_alone(tmp_path: Path) -> None:
    """Nobody else on the computer reads who is paid, and no half of a list is left behind."""
    file = tmp_path / "list.xlsx"
    print_out(files(several(2)), file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["list.xlsx"]


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    """A list that was signed stays, unless the person says otherwise."""
    file = tmp_path / "list.xlsx"
    file.write_bytes(b"mine")
    with pytest.raises(WrongUse, match="exists already"):
        print_out(files(several(1)), file)
    assert file.read_bytes() == b"mine"
    print_out(files(several(1)), file, overwrite=True)
    assert len(transfers(file.read_bytes())) == 1


def test_where_it_cannot_go_is_told(tmp_path: Path) -> None:
    """A wrong ending or a folder that is none ends in a sentence."""
    with pytest.raises(WrongUse, match=r"must end in \.xlsx"):
        print_out(files(several(1)), tmp_path / "list.pdf")
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(PaymentFileError, match="cannot be written"):
        print_out(files(several(1)), tmp_path / "file" / "list.xlsx")


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("pt", "Transferências para assinar"),
        ("es", "Transferencias para firmar"),
        ("fr", "Virements à signer"),
    ],
)
def test_the_list_is_in_the_persons_language(language: str, title: str) -> None:
    """The one who signs reads their own language."""
    texts.use(language)
    try:
        content = drawn(files(several(1)))
    finally:
        texts.use("en")
    assert rows(content)[0][0] == title


def test_it_prints_in_libreoffice(soffice: Path, tmp_path: Path) -> None:
    """The list opens as it is and lies on a few pages, each as wide as the list."""
    wishes = [*several(150), replace(Wish(), end_to_end_id="LAST", amount=Decimal("99999.99"))]
    print_out([read(written(wishes, Style(version="09")), "T-1")], tmp_path / "list.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(soffice), profile, "--headless", "--convert-to", "pdf", "list.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    pages = len(re.findall(rb"/Type ?/Page\b", (tmp_path / "list.pdf").read_bytes()))
    assert 2 <= pages <= 5  # eight columns on pages side by side would be twice as many
