"""Which invoice a purchase is on, and what each invoice sums up to."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from xl_addin.sandbox.organizze.dates import first_of_month, in_month, months_later
from xl_addin.sandbox.records import Record, Records

_DAY = timedelta(days=1)


def invoices(records: Records, card_id: int) -> list[Record]:
    """A card's invoices by closing date."""
    found = [invoice for invoice in records.all("invoices") if invoice["credit_card_id"] == card_id]
    return sorted(found, key=lambda invoice: str(invoice["closing_date"]))


def purchases(records: Records, card_id: int) -> list[Record]:
    """What was bought with a card."""
    return [item for item in records.all("transactions") if item["credit_card_id"] == card_id]


def open_invoice(records: Records, card: Record, day: date) -> Record:
    """The invoice whose period contains a day; made when there is none yet."""
    text = day.isoformat()
    opened = invoices(records, card["id"])
    for invoice in opened:
        if invoice["starting_date"] <= text <= invoice["closing_date"]:
            return invoice
    month = first_of_month(day)
    if day > in_month(month, card["closing_day"]):
        month = months_later(month, 1)
    taken = {str(invoice["closing_date"])[:7] for invoice in opened}
    while month.isoformat()[:7] in taken:  # the card's days were changed and its invoices were not
        month = months_later(month, 1)
    return records.put("invoices", _invoice(records.new_id(), card, month, _start(card, month, opened)))


def open_year(records: Records, card: Record, year: int) -> None:
    """Makes the invoices that are due in a year."""
    later = 0 if card["due_day"] > card["closing_day"] else 1
    for number in range(12):
        month = months_later(date(year, 1, 1), number - later)
        open_invoice(records, card, in_month(month, card["closing_day"]))


def move(records: Records, card: Record, since: date) -> None:
    """Applies the card's days to its invoices due since a day, and sorts the purchases anew."""
    done: list[Record] = []
    for invoice in invoices(records, card["id"]):
        moved = invoice
        if invoice["date"] >= since.isoformat():
            month = first_of_month(date.fromisoformat(invoice["closing_date"]))
            moved = records.put("invoices", _invoice(invoice["id"], card, month, _start(card, month, done)))
        done.append(moved)
    for purchase in purchases(records, card["id"]):
        home = open_invoice(records, card, date.fromisoformat(purchase["date"]))
        records.put("transactions", {**purchase, "credit_card_invoice_id": home["id"]})


def summed(records: Records, card_id: int) -> list[Record]:
    """A card's invoices with their amounts.

    The balance is what was bought less what was paid, on top of the balance before (assumed: the samples do
    not all add up).
    """
    bought: Counter[int] = Counter()
    paid: Counter[int] = Counter()
    for item in records.all("transactions"):
        bought[item["credit_card_invoice_id"]] += item["amount_cents"]
        paid[item["paid_credit_card_invoice_id"]] += item["amount_cents"]
    shown, balance = [], 0
    for invoice in invoices(records, card_id):
        number, before = invoice["id"], balance
        balance = before + bought[number] - paid[number]
        shown.append(_summed(invoice, bought[number], paid[number], balance, before))
    return shown


def _summed(invoice: Record, bought: int, paid: int, balance: int, before: int) -> Record:
    """The document's fields in the document's order."""
    return {
        "id": invoice["id"],
        "date": invoice["date"],
        "starting_date": invoice["starting_date"],
        "closing_date": invoice["closing_date"],
        "amount_cents": bought,
        "payment_amount_cents": paid,
        "balance_cents": balance,
        "previous_balance_cents": before,
        "credit_card_id": invoice["credit_card_id"],
    }


def _invoice(number: int, card: Record, month: date, start: date) -> Record:
    """The invoice that closes in a month; due in the next one unless the due day is after the closing day."""
    due_month = month if card["due_day"] > card["closing_day"] else months_later(month, 1)
    return {
        "id": number,
        "date": in_month(due_month, card["due_day"]).isoformat(),
        "starting_date": start.isoformat(),
        "closing_date": in_month(month, card["closing_day"]).isoformat(),
        "credit_card_id": card["id"],
    }


def _start(card: Record, month: date, others: list[Record]) -> date:
    """The day after the invoice before closed, even if that one closed on another day of the month."""
    before = months_later(month, -1)
    closings = [date.fromisoformat(invoice["closing_date"]) for invoice in others]
    closed = next(
        (day for day in closings if first_of_month(day) == before), in_month(before, card["closing_day"])
    )
    return closed + _DAY
