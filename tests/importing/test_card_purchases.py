"""Rows that a credit card pays, with Paid left blank."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from office import Office, cells, statuses

SUPPER = {"date": date(2026, 11, 2), "description": "Supper", "amount": Decimal("-80.00")}


def test_a_blank_paid_of_a_purchase_is_pointed_out(office: Office) -> None:
    """Blank means paid on a card as on an account; of the card the preview says so apart; a no is a no."""
    card = next(item["name"] for item in office.state()["organizze"]["credit_cards"] if not item["archived"])
    on_card = {**SUPPER, "credit_card": card}
    rows = [{**on_card, "description": "Blank"}, {**on_card, "description": "No", "paid": False}, SUPPER]
    path = office.workbook(rows)
    outcome = office.run(path)
    assert statuses(outcome) == ["sent"] * 3, outcome.books[0].all_problems
    stored = {item["description"]: item["paid"] for item in office.stored()}
    assert stored == {"Blank": True, "No": False, "Supper": True}
    notes = office.person.previews[0].notes
    assert any(
        note.startswith("1 purchase on a credit card with a blank Paid counts as paid") for note in notes
    )
    assert "1 row with a blank Paid counts as paid." in notes
    assert not any(row["Message"] for row in cells(path))
