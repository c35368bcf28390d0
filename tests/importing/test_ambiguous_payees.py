"""Payees, tax numbers and prices as people leave them: surely right, or refused with the reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from ambiguous import Column, Formula, Record, Shown, ends, try_all
from izi_office import CHARGES, INVOICES, charged, invoiced, line
from iziago_office import GLASS, GLASS_IBAN, THIRD_PARTIES, TRANSFERS, open_day, pay, transfers
from office import Office

Tried = list[tuple[Any, Any]]
GROUPED = " ".join(GLASS_IBAN[start : start + 4] for start in range(0, len(GLASS_IBAN), 4))
SLIPPED = GLASS_IBAN[:-2] + GLASS_IBAN[-1] + GLASS_IBAN[-2]
YESTERDAY, DAY = date.today() - timedelta(days=1), open_day()

IBANS: Tried = [
    *(
        (text, GLASS_IBAN)
        for text in (
            *(GLASS_IBAN, GROUPED, GROUPED.lower(), f"IBAN: {GROUPED}", GROUPED.replace(" ", "\u00a0")),
            *(GROUPED.replace(" ", "-"), f" {GLASS_IBAN}\n", f"\u202a{GLASS_IBAN[:9]}\u200b{GLASS_IBAN[9:]}"),
        )
    ),
    (SLIPPED, "iban_checksum"),
    (GLASS_IBAN[:-1], "iban_length"),
    (GLASS_IBAN.replace("0", "O"), "iban_characters"),
    ("DE89370400440532013000", "account_not_theirs"),
    (True, "text_is_truth"),
    (7610096181000000081271226, "code_is_number"),
    ("#N/A", "cell_error"),
    (None, GLASS_IBAN),
]

CREDITORS: Tried = [
    *((name, GLASS_IBAN) for name in (GLASS, GLASS.upper(), f" {GLASS} ", f"{GLASS}\u200b", GLASS_IBAN)),
    (f"{GLASS} SA", "name_unknown"),
    ("Somebody Else", "name_unlike"),
    (None, "required"),
]

SUMS: Tried = [
    ("10.00", 10),
    ("1.234,56", 1234.56),
    ("1,234", "amount_ambiguous"),
    ("€ 10", "amount_unreadable_unsigned"),
    (0, "amount_not_positive"),
    ("-10", "amount_not_positive"),
    ("(10.00)", "amount_not_positive"),
    (10.005, "amount_decimals"),
    (Shown(0.2, "0%"), "percentage"),
    (Shown(10, "[$€-40C] #,##0.00"), 10),
]

CURRENCIES: Tried = [
    *((text, "EUR") for text in ("EUR", "eur", " € ")),
    *((text, "currency") for text in ("$", "euro", "EURO", "XXX", "R$")),
    ("USD", "USD"),
    (None, "required"),
]

EXECUTIONS: Tried = [
    (DAY, DAY.isoformat()),
    (DAY.isoformat(), DAY.isoformat()),
    (YESTERDAY, "date_past"),
    (f"{YESTERDAY:%Y-%m-%d}", "date_past"),
    ("03/04/2030", "date_ambiguous"),
    ("amanhã", "date_unreadable"),
    (None, "required"),
]

NITS: Tried = [
    ("4346405", "4346405"),
    (" 4346405 ", "4346405"),
    ("0043464", "0043464"),
    (4346405, "4346405"),
    (4346405.0, "4346405"),
    (Shown(43464, "0000000"), "code_is_number"),
    (Shown(4346405, "0000000"), "4346405"),
    (4346405.5, "code_is_number"),
    (12345678901234567890, "code_is_number"),
    *(
        (text, "digits")
        for text in ("4.346.405", "4346405-1", "4 346 405", "4346405\u200b", "٤٣٤٦", "1.02E9", "s/n")
    ),
    ("", "required"),
    (True, "text_is_truth"),
    ("#REF!", "cell_error"),
]

ADDRESSES: Tried = [
    *(
        (text, text.strip())
        for text in ("ana@example.com", " ana@example.com\n", "ana.m+x@mail.example.com.bo")
    ),
    *(
        (text, "email")
        for text in (
            *("mailto:ana@example.com", "Ana <ana@example.com>", "ana@example.com, eva@example.com"),
            *(
                "ana@example.com; eva@example.com",
                "ana@example",
                "ana@",
                "@example.com",
                "ana at example.com",
            ),
            *("ana@example..com", "ana@example.com.", "ana\u200b@example.com", "ana@@example.com", "-"),
        )
    ),
]

PRICES: Tried = [
    ("12,50", 12.5),
    ("1.234,5678", 1234.5678),
    ("1,234", "number_ambiguous"),
    ("Bs 10", 10),
    ("US$ 10", "number_unreadable"),
    (0, "nothing_to_pay"),
    (0.3333333, 0.3333333),
    (1 / 3, "number_decimals"),
    (-1, "amount_negative"),
    (Shown(0.5, "0%"), "percentage"),
    (Shown(10, "[$Bs-400A] #,##0.00"), 10),
    (Shown(10, "[$$b-400A] #,##0.00"), 10),
    (Shown(10, '"US$" 0.00'), "other_currency"),
    (date(2026, 11, 30), "number_is_date"),
    (Formula("=10/4", "2.5"), 2.5),
    (Formula("=1/7"), "not_calculated"),
]

DISCOUNTS: Tried = [
    (1, 1),
    ("1,50", 1.5),
    (Shown(0.1, "0%"), "percentage"),
    ("10%", "amount_unreadable_unsigned"),
    (-1, "amount_negative"),
    (10, "discount_too_high"),
    (0.005, "amount_decimals"),
]

NUMBERS: Tried = [
    ("ES-42", "ES-42"),
    (42, "42"),
    (Shown(42, "00000"), "code_is_number"),
    (12345678901234567, "code_is_number"),
    ("12345678901234567890", "12345678901234567890"),
    ("ES\u200b42", "unseen"),
    (date(2026, 11, 30), "text_is_date"),
]
"""Identifiers of third parties."""

BILL = pay(reason="bill {}")
CHARGE = {
    "description": "Charge {}",
    "amount": 10,
    "payer_email": "ana@example.com",
    "invoice_nit": "1",
    "invoice_name": "A",
}
PARTY = {"name": "Atelier {}", "type": "COMPANY", "country": "FR"}


def paid(office: Office, header: str, tried: Tried, field: str) -> Tried:
    """What became of transfers with these cells."""
    outcome = try_all(office, Column(TRANSFERS, header, BILL), [cell for cell, _ in tried])
    return paired(tried, ends(outcome, transfers(office), lambda record: record[field]))


def billed(office: Office, header: str, tried: Tried, value: Callable[[Record], Any]) -> Tried:
    """What became of invoices with these cells."""
    outcome = try_all(office, Column(INVOICES, header, line("{}")), [cell for cell, _ in tried])
    return paired(tried, ends(outcome, invoiced(office), value))


def paired(tried: Tried, found: list[Any]) -> Tried:
    """Each cell with what became of it."""
    return [(cell, end) for (cell, _), end in zip(tried, found, strict=True)]


@pytest.mark.parametrize(
    ("header", "tried", "field"),
    [
        ("Creditor account", IBANS, "creditorIban"),
        ("Creditor", CREDITORS, "creditorIban"),
        ("Amount", SUMS, "amount"),
        ("Currency", CURRENCIES, "currency"),
        ("Execution date", EXECUTIONS, "executionDate"),
    ],
)
def test_transfers(office: Office, header: str, tried: Tried, field: str) -> None:
    """An IBAN is the creditor's, however it is spelled; a slip of the finger pays nobody."""
    assert paid(office, header, tried, field) == tried


def test_identifiers_of_third_parties(office: Office) -> None:
    """A number that its cell shows with zeros in front, or has lost digits of, is no identifier."""
    outcome = try_all(office, Column(THIRD_PARTIES, "Identifier", PARTY), [cell for cell, _ in NUMBERS])
    records = office.state()["iziago"]["third_parties"]
    assert paired(NUMBERS, ends(outcome, records, lambda record: record["identifier"])) == NUMBERS


@pytest.mark.parametrize(
    ("header", "tried", "value"),
    [
        ("Buyer NIT", NITS, lambda record: record["comprador"]),
        ("Unit price", PRICES, lambda record: record["listaItems"][0]["precioUnitario"]),
        ("Discount", DISCOUNTS, lambda record: record["descuentos"]),
    ],
)
def test_invoices(office: Office, header: str, tried: Tried, value: Callable[[Record], Any]) -> None:
    """A tax number is its digits, a price keeps its decimals, and ten percent off is not ten centavos."""
    assert billed(office, header, tried, value) == tried


def test_addresses_of_payers(office: Office) -> None:
    """IZi writes to one address as it stands there, never to something that is none."""
    outcome = try_all(office, Column(CHARGES, "Payer email", CHARGE), [cell for cell, _ in ADDRESSES])
    assert (
        paired(ADDRESSES, ends(outcome, charged(office), lambda record: record["correoElectronico"]))
        == ADDRESSES
    )
