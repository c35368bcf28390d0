"""What a sheet full of formulas costs the service: the issue's own measure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from paper import A_DAY, Paper, is_of, reais, within
from run_day import TODAY

ACCOUNTS = {"Bradesco CC": 3, "Caixa Poupança": 4, "Caixa da loja": 5, "Cofre": 31, "Conta Pix": 3109870112}
FORMULAS = 1_000
MOST_CALLS = 20


def last_twelve_months() -> list[tuple[date, date]]:
    """First and last days, the current month last."""
    months, first = [], TODAY.replace(day=1)
    for _ in range(12):
        months.append((first, (first + timedelta(days=31)).replace(day=1) - A_DAY))
        first = (first - A_DAY).replace(day=1)
    return months[::-1]


def formulas(paper: Paper) -> list[tuple[tuple[Any, ...], str]]:
    """A thousand formulas of every kind that adds up, each with what it should show."""
    records = [
        (item, date.fromisoformat(item["date"]), item["amount_cents"]) for item in paper.state["transactions"]
    ]
    families = {"Fornecedores": {5, 6, 7, 8, 9}, "Loja": {14, 15, 16, 17, 18, 19, 20}, None: None}
    found = []
    for first, last in last_twelve_months():
        for name, number in ACCOUNTS.items():
            for day in (first, first + 9 * A_DAY, first + 19 * A_DAY, last):
                paid = sum(
                    cents for item, on, cents in records if is_of(item, number) and item["paid"] and on <= day
                )
                found.append((("BALANCE", name, day), reais(paid)))
            for category, family in families.items():
                for end in (first + 9 * A_DAY, first + 19 * A_DAY, last):
                    net = sum(
                        cents
                        for item, _, cents in records
                        if is_of(item, number)
                        and within(item, first, end)
                        and (family is None or item["category_id"] in family)
                    )
                    found.append((("NET", first, end, name, category), reais(net)))
        for category, family in families.items():
            net = sum(
                cents
                for item, _, cents in records
                if not (item["oposite_transaction_id"] or item["paid_credit_card_invoice_id"])
                and within(item, first, last)
                and (family is None or item["category_id"] in family)
            )
            found.append((("NET", first, last, None, category), reais(net)))
    return [found[index % len(found)] for index in range(FORMULAS)]


def test_a_thousand_formulas_are_twenty_calls(paper: Paper) -> None:
    """Twelve months and five accounts, each value right; recalculated, the service is not asked at all."""
    asked = formulas(paper)
    assert len({arguments for arguments, _ in asked}) > 800
    assert [paper.value(*arguments) for arguments, _ in asked] == [shown for _, shown in asked]
    cold = len(paper.calls())
    assert 0 < cold <= MOST_CALLS
    assert [paper.value(*arguments) for arguments, _ in asked] == [shown for _, shown in asked]
    assert len(paper.calls()) == cold


def test_the_order_of_the_cells_does_not_matter(paper: Paper) -> None:
    """Excel calculates in an order of its own: from the last cell to the first it costs no more."""
    asked = formulas(paper)[::-1]
    assert [paper.value(*arguments) for arguments, _ in asked] == [shown for _, shown in asked]
    assert len(paper.calls()) <= MOST_CALLS


def test_tables_beside_sums_cost_nothing_more(paper: Paper) -> None:
    """Transactions are the same months that balances and sums are made of."""
    months = last_twelve_months()
    for first, last in months:
        paper.value("NET", first, last)
    before = paper.calls()
    for first, last in months:
        paper.value("TRANSACTIONS", first, last, [["Bradesco CC"], ["Visa Exclusive"]], "Loja")
    new = paper.calls()[len(before) :]
    assert [path for path in new if "/transactions" in path] == []
