"""Budgets: what is meant to be spent or earned in a category and month. Read only."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, TypeAlias

from xl_addin.sandbox.call import Call
from xl_addin.sandbox.organizze.answers import refuse
from xl_addin.sandbox.records import Record, Records

_Sums: TypeAlias = Counter[tuple[int, str]]


def now(call: Call) -> Any:
    """GET /budgets: of the current month."""
    return of(call.records, f"{call.now:%Y-%m}")


def year(call: Call) -> Any:
    """GET /budgets/{year}."""
    return of(call.records, f"{_digits(call.params[0], 4)}-")


def month(call: Call) -> Any:
    """GET /budgets/{year}/{month}: the month as 8 or 08."""
    return of(call.records, f"{_digits(call.params[0], 4)}-{_digits(call.params[1], 2)}")


def of(records: Records, beginning: str) -> list[Record]:
    """The budgets whose date begins like this."""
    paid, expected = _sums(records)
    found = [budget for budget in records.all("budgets") if budget["date"].startswith(beginning)]
    keys = [(budget["category_id"], budget["date"][:7]) for budget in found]
    return [
        _compared(budget, abs(paid[key]), abs(expected[key])) for budget, key in zip(found, keys, strict=True)
    ]


def _sums(records: Records) -> tuple[_Sums, _Sums]:
    """What is paid, and what is or will be, by category and month."""
    paid: _Sums = Counter()
    expected: _Sums = Counter()
    for item in records.all("transactions"):
        key = (item["category_id"], item["date"][:7])
        expected[key] += item["amount_cents"]
        paid[key] += item["amount_cents"] if item["paid"] else 0
    return paid, expected


def _compared(budget: Record, total: int, predicted: int) -> Record:
    """A budget and what became of it.

    Totals have no sign; `percentage` is the paid part of the budget, as text (assumed).
    """
    permille = total * 1000 // budget["amount_in_cents"]
    return {
        "amount_in_cents": budget["amount_in_cents"],
        "category_id": budget["category_id"],
        "date": budget["date"],
        "activity_type": budget["activity_type"],
        "total": total,
        "predicted_total": predicted,
        "percentage": f"{permille // 10}.{permille % 10}",
    }


def _digits(text: str, length: int) -> str:
    if not re.fullmatch(rf"\d{{1,{length}}}", text, re.ASCII):
        raise refuse(404)
    return text.zfill(length)
