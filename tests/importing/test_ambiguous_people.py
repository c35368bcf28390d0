"""Cells as people leave them: each is surely right and arrives, or is refused with its reason."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from ambiguous import Column, Formula, Shown, ends, try_all
from office import Office
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

BILL = {"date": date(2026, 11, 30), "description": "Bill {}", "amount": -1}
NUMBER, ACCOUNTING = "#,##0.00", '_("R$"* #,##0.00_);_("R$"* (#,##0.00);_("R$"* "-"??_);_(@_)'
SKINNY = ("\u00a0", "\u202f", "\u2009", "\u2007", "\u3000")
"""Blanks that are no space, as programs put them between thousands."""

Tried = list[tuple[Any, Any]]


def amounts(*differing: tuple[str, Any, Any]) -> dict[str, Tried]:
    """What is tried by language; a row here is a cell, its end in English and in Portuguese."""
    return {
        "en": [(cell, english) for cell, english, _ in differing],
        "pt": [(cell, portuguese) for cell, _, portuguese in differing],
    }


def both(*tried: tuple[Any, Any]) -> list[tuple[Any, Any, Any]]:
    """Cells that mean one thing whatever the language of the workbook."""
    return [(cell, end, end) for cell, end in tried]


AMOUNTS = amounts(
    *both(
        ("1.234,56", 123456),
        ("1,234.56", 123456),
        ("1,234", "amount_ambiguous"),
        ("1.234", "amount_ambiguous"),
        ("R$ -1.234", "amount_ambiguous"),
        ("0.005", "amount_ambiguous"),
        ("1.234.567", 123456700),
        ("12,3", 1230),
        ("12.3", 1230),
        ("1234", 123400),
        *((f"1{blank}234,56", 123456) for blank in (" ", *SKINNY)),
        ("1'234.50", 123450),
        ("1\u2019234.50", 123450),
        ("12 34", "amount_unreadable"),
        ("1234 567", "amount_unreadable"),
        ("12\u20193", "amount_unreadable"),
        ("12.34.56", "amount_unreadable"),
        ("1.234,567", "amount_decimals"),
        ("0,0051", "amount_decimals"),
        ("10,555", "amount_ambiguous"),
        ("\u2212150,00", -15000),
        ("\u2013150.00", -15000),
        ("(150,00)", -15000),
        ("150,00-", -15000),
        ("- 150", -15000),
        ("+150", 15000),
        ("-(150)", "amount_unreadable"),
        ("--150", "amount_unreadable"),
        ("-R$ 150,00", -15000),
        ("R$ -150.00", -15000),
        ("R$ (1.234,50)", -123450),
        ("150 brl", 15000),
        ("R$", "amount_unreadable"),
        ("US$ 150,00", "amount_unreadable"),
        ("AR$ 150,00", "amount_unreadable"),
        ("$ 150.00", "amount_unreadable"),
        ("€ 150", "amount_unreadable"),
        ("150 EUR", "amount_unreadable"),
        ("150 C", "amount_unreadable"),
        ("150,00 D", "amount_unreadable"),
        ("10%", "amount_unreadable"),
        ("1e3", "amount_unreadable"),
        ("=1+1", "amount_unreadable"),
        ("'150", 15000),
        ("１５０", "amount_unreadable"),
        ("150,00\u200b", "amount_unreadable"),
        ("-", "amount_unreadable"),
        ("n/a", "amount_unreadable"),
        (None, "required"),
        ("  ", "required"),
        (0, 0),
        (-0.0, 0),
        ("-0,00", 0),
        (-99.9, -9990),
        (0.1 + 0.2, 30),
        (1.005 * 100, 10050),
        (10.555, "amount_decimals"),
        (0.005, "amount_decimals"),
        (9999999999999.99, 999999999999999),
        (10**13, "amount_too_large"),
        (Shown(-1234.5, ACCOUNTING), -123450),
        (Shown(1234.5, "[$R$-416] #,##0.00"), 123450),
        (Shown(1234.5, "$#,##0.00"), 123450),
        *(
            (Shown(150, code), "other_currency")
            for code in (
                '#,##0.00 "€"',
                "[$€-407] #,##0.00",
                "[$USD] 0.00",
                '"US$" 0.00',
                "[$AR$-2C0A] 0",
                "£0",
            )
        ),
        (Shown(0.15, "0%"), "percentage"),
        (Shown(150, "0.00%"), "percentage"),
        (Shown("150,00", "@"), 15000),
        (Shown(date(2026, 11, 30), "dd/mm/yyyy"), "amount_is_date"),
        (Shown(time(1, 30), "hh:mm"), "amount_is_date"),
        (True, "amount_unreadable"),
        ("#REF!", "cell_error"),
        ("#DIV/0!", "cell_error"),
        (Formula("=A1*0"), "not_calculated"),
        (Formula("=SUM(5,5)", "10"), 1000),
        (Formula("=ROUND(10/3,2)", "3.33"), 333),
        (Formula("=10/3", "3.3333333333333335"), "amount_decimals"),
    ),
)

DATES = amounts(
    ("03/04/2026", "date_ambiguous", "2026-04-03"),
    ("3-4-2026", "date_ambiguous", "2026-04-03"),
    ("03.04.2026", "date_ambiguous", "2026-04-03"),
    ("12/31/2026", "2026-12-31", "date_unreadable"),
    ("29/02/2027", "date_unreadable", "date_unreadable"),
    ("04/04/2026", "2026-04-04", "2026-04-04"),
    *both(
        ("31/12/2026", "2026-12-31"),
        (" 31.12.2026 ", "2026-12-31"),
        ("2026-11-30", "2026-11-30"),
        ("2026/11/03", "2026-11-03"),
        ("2026-02-29", "date_unreadable"),
        ("2026-13-01", "date_unreadable"),
        ("2026-11-30T00:00:00", "date_unreadable"),
        ("2026-11-30 10:15", "date_unreadable"),
        ("31/12/26", "date_unreadable"),
        ("26-12-31", "date_unreadable"),
        ("31/12", "date_unreadable"),
        ("30 nov 2026", "date_unreadable"),
        ("20261130", "date_unreadable"),
        ("46356", "date_unreadable"),
        ("1900-01-01", "date_out_of_range"),
        ("3026-11-30", "date_out_of_range"),
        ("31/12/2026\u200b", "date_unreadable"),
        ("2026\u201011\u201030", "date_unreadable"),
        ("hoje", "date_unreadable"),
        (None, "required"),
        (46356, "2026-11-30"),
        (20261130, "date_is_number"),
        (Shown(46356, "General"), "date_is_number"),
        (Shown(46356, "dd/mm/yyyy"), "2026-11-30"),
        (Shown(46356.99, "dd/mm/yyyy hh:mm"), "2026-11-30"),
        (Shown(46356, 'dddd, d "de" mmmm "de" yyyy'), "2026-11-30"),
        (Shown(1, "dd/mm/yyyy"), "date_out_of_range"),
        (Shown(60, "dd/mm/yyyy"), "date_is_number"),
        (Shown(-1, "dd/mm/yyyy"), "date_is_number"),
        (Shown(0.5, "hh:mm"), "date_unreadable"),
        (Shown(46356, "0%"), "percentage"),
        (datetime(2026, 11, 30, 23, 59), "2026-11-30"),
        (True, "date_unreadable"),
        ("#N/A", "cell_error"),
        (Formula("=TODAY()"), "not_calculated"),
        (Formula("=DATE(2026,11,30)", "46356"), "2026-11-30"),
    ),
)

PAID: Tried = [
    *(
        (word, True)
        for word in ("sim", "Sí", "oui", "YES", "x", "s", "verdadeiro", " yes ", "si\u0301", True, 1)
    ),
    *((word, False) for word in ("não", "na\u0303o", "NON", "no", "falso", "0")),
    *((word, "yes_no") for word in ("✓", "✔", "ok", "n/a", "-", "?", "yes?", 2, "pago", "sim/não")),
    (Shown(1, "0%"), "percentage"),
    ("#N/A", "cell_error"),
    (Formula('=IF(A1="","sim","não")'), "not_calculated"),
]

ACCOUNTS: Tried = [
    *(
        (name, "Caixa Poupança")
        for name in (
            *("Caixa Poupança", "caixa poupanca", " CAIXA  POUPANÇA ", "Caixa Poupanc\u0327a"),
            *(
                "Caixa\u00a0Poupança",
                "Caixa Poupança\u200b",
                "\ufeffCaixa Poupança",
                "\u200eCaixa Poup\u00adança",
            ),
        )
    ),
    ("Caixa Poupanca.", "name_unknown"),
    ("Caixa", "name_unknown"),
    ("Itaú", "name_unlike"),
    ("Visa Exclusive", "account_is_card"),
    ("Banco antigo", "name_archived"),
    ("#999999", "name_unlike"),
    (Shown(42, "00000"), "code_is_number"),
    (42, "name_unlike"),
    (True, "text_is_truth"),
    ("#REF!", "cell_error"),
]

DESCRIPTIONS: Tried = [
    *(
        (text, text)
        for text in (
            *("  two  spaces  ", "=1+1", "-1", "+55 31 99999-0000", "@you", "00123", "1/2", "31/12/2026"),
            *("a\nb", "e\u0301 and é", "zero\u200bwidth", "'tis", "TRUE", "#REF"),
        )
    ),
    (CellRichText("plain ", TextBlock(InlineFont(b=True), "bold"), " end"), "plain bold end"),
    (123, "123"),
    (1.5, "1.5"),
    (3109871406, "3109871406"),
    (Shown(46356, "dd/mm/yyyy"), "text_is_date"),
    (Shown(0.1, "0%"), "percentage"),
    (Shown(123, "00000"), "code_is_number"),
    (Shown(12345, "00000"), "12345"),
    (12345678901234567890, "code_is_number"),
    (True, "text_is_truth"),
    (None, "required"),
    (" ", "required"),
    ("\u00a0", "required"),
    ("#N/A", "cell_error"),
    (Formula("=B1"), "not_calculated"),
]


def sent_from(office: Office, header: str, tried: Tried, language: str = "en") -> Any:
    """What became of each cell, as the service has it."""
    fields = {"Amount": "amount_cents", "Date": "date", "Paid": "paid", "Description": "description"}
    column = Column("organizze_transactions", header, BILL)
    outcome = try_all(office, column, [cell for cell, _ in tried], language)
    accounts = {one["id"]: one["name"] for one in office.state()["organizze"]["accounts"]}
    records = office.stored()
    if header == "Account":
        return ends(outcome, records, lambda record: accounts[record["account_id"]])
    return ends(outcome, records, lambda record: record[fields[header]])


def paired(tried: Tried, found: list[Any]) -> Tried:
    """Each cell with what became of it."""
    return [(cell, end) for (cell, _), end in zip(tried, found, strict=True)]


@pytest.mark.parametrize("language", ["en", "pt"])
def test_amounts(office: Office, language: str) -> None:
    """No amount is guessed: what two readers could take for two amounts is asked about."""
    tried = AMOUNTS[language]
    assert paired(tried, sent_from(office, "Amount", tried, language)) == tried


@pytest.mark.parametrize("language", ["en", "pt"])
def test_dates(office: Office, language: str) -> None:
    """No day is guessed: the workbook's language tells which number is the month, or nobody does."""
    tried = DATES[language]
    assert paired(tried, sent_from(office, "Date", tried, language)) == tried


@pytest.mark.parametrize(
    ("header", "tried"), [("Paid", PAID), ("Account", ACCOUNTS), ("Description", DESCRIPTIONS)]
)
def test_words(office: Office, header: str, tried: Tried) -> None:
    """Words are taken as meant or to the letter; what a cell shows otherwise than it is, is asked about."""
    assert paired(tried, sent_from(office, header, tried)) == tried
