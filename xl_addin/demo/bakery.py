"""A month of a small bakery: what it fills into its templates, and the mistakes people make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from xl_addin.targets.organizze import Names
from xl_addin.values.dates import first_of_month, last_of_month

Row = Mapping[str, Any]

_EXPENSES = (
    (2, "Aluguel da loja", "-3200.00", "Aluguel"),
    (3, "Farinha de trigo, 20 sacas", "-1864.50", "Fornecedores"),
    (5, "Salários", "-9875.40", "Salários"),
    (6, "Energia elétrica", "-1412.37", "Energia"),
    (8, "Água", "-286.90", "Água"),
    (10, "Simples Nacional", "-1120.08", "Impostos"),
    (11, "Internet e telefone", "-219.99", "Internet"),
    (12, "Embalagens", "-348.75", "Fornecedores"),
    (14, "Manutenção do forno", "-560.00", "Manutenção"),
    (17, "Leite e ovos", "-742.16", "Fornecedores"),
    (19, "=Frete (a text, not a formula)", "-95.00", "Transporte"),
    (22, "Contador", "-650.00", "Serviços"),
    (26, "Gás", "-418.20", "Energia"),
)
_TAKINGS = ("812.35", "934.10", "1008.75", "871.90", "1102.60", "1450.25", "1388.40")
"""Of Monday to Sunday; each week sells a little more."""


def transactions(names: Names, today: date) -> list[Row]:
    """Income and expenses of the month that `today` is in, by names that the service has."""
    first, last = first_of_month(today), last_of_month(today)
    account, cash = _two_accounts(names)
    rows: list[Row] = [
        {
            "date": first.replace(day=min(day, last.day)),
            "description": what,
            "amount": Decimal(amount),
            "account": account,
            "category": _category(names, category),
            "ref": f"NF-{number:04}",
        }
        for number, (day, what, amount, category) in enumerate(_EXPENSES, start=1)
    ]
    rows += _takings(first, last, cash)
    rows += _on_card(names, first)
    return sorted(rows, key=lambda row: str(row["date"]))


def transfers(names: Names, today: date) -> list[Row]:
    """The week's cash, brought to the bank."""
    first = first_of_month(today)
    account, cash = _two_accounts(names)
    return [
        {
            "date": first + timedelta(days=7 * week),
            "amount": Decimal("1500.00") + 125 * week,
            "from_account": cash,
            "to_account": account,
            "tags": "cofre",
            "ref": f"DEP-{week + 1}",
        }
        for week in range(4)
    ]


def mistakes(names: Names, today: date) -> list[Row]:
    """A row right, and one row for each mistake that people make."""
    account, _ = _two_accounts(names)
    card = names.credit_cards.labels()[0]
    day = first_of_month(today)
    good: Row = {"date": day, "description": "Farinha", "amount": Decimal("-120.00"), "account": account}
    return [
        good,
        {**good, "description": "A misspelt account", "account": account[:-1] + "x"},
        {**good, "description": "An amount with two readings", "amount": "1.234"},
        {**good, "description": "A date with two readings", "date": "03/04/2026"},
        {**good, "description": None, "ref": "no description"},
        {**good, "description": "Three decimals", "amount": Decimal("-10.999")},
        {**good, "description": "Account and card at once", "credit_card": card},
        {**good, "description": "An odd word under Repeat", "repeat": "sometimes"},
    ]


def _takings(first: date, last: date, account: str) -> Iterator[Row]:
    day = first
    while day <= last:
        if day.weekday() in (2, 5):
            amount = Decimal(_TAKINGS[day.weekday()]) + 7 * day.day
            yield {
                "date": day,
                "description": f"Vendas até {day:%d/%m}",
                "amount": amount,
                "account": account,
                "tags": "vendas, balcão",
            }
        day += timedelta(days=1)


def _on_card(names: Names, first: date) -> list[Row]:
    card = names.credit_cards.labels()[0]
    return [
        {
            "date": first.replace(day=9),
            "description": "Batedeira industrial, parcela",
            "amount": Decimal("-399.00"),
            "credit_card": card,
            "repeat": "monthly",
            "installments": 12,
            "notes": "Garantia de 24 meses",
        },
        {
            "date": first.replace(day=15),
            "description": "Sistema de caixa",
            "amount": Decimal("-89.90"),
            "repeat": "monthly",
        },
    ]


def _two_accounts(names: Names) -> tuple[str, str]:
    """The default account and another one."""
    default = names.accounts.default()
    labels = names.accounts.labels()
    first = default.name if default else labels[0]
    return first, next(label for label in labels if label != first)


def _category(names: Names, wanted: str) -> str | None:
    """The category's label if the service has one of about this name."""
    return next((label for label in names.categories.labels() if wanted.casefold() in label.casefold()), None)
