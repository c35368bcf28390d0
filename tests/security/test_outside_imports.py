"""Imports over a line that breaks in every way: what the service has in the end is what the sheet says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import outsider as outside
import pytest
from izi_office import INVOICES, invoiced, line
from iziago_office import TRANSFERS, pay, transfer_ids
from office import Office, cells, statuses
from outsider import Outsider, Treatment

TREATMENTS: dict[Treatment, str] = {
    outside.pass_on: "sent",
    outside.drop_before: "in_doubt",
    outside.drop_after: "in_doubt",
    outside.reset_after: "in_doubt",
    outside.half: "in_doubt",
    outside.stall: "in_doubt",
    outside.break_record: "in_doubt",
    outside.garble: "in_doubt",
    outside.another_status: "in_doubt",
}
"""What is done with a row's exchange, and what the row must say then."""


@pytest.fixture
def hasty(office: Office) -> Office:
    """The office with a deadline that a busy machine does not reach and a test can wait for."""
    return office.hurried(seconds=5)


def treat(outsider: Outsider, path: bytes, pattern: bytes, treatments: Sequence[Treatment]) -> None:
    """Has the rows' POSTs treated by the number that the pattern finds in them."""

    def choose(request: bytes) -> Treatment:
        number = re.search(pattern, request)
        return (
            treatments[int(number[1])] if request.startswith(b"POST " + path) and number else outside.pass_on
        )

    outsider.choose = choose


def heal(outsider: Outsider) -> None:
    """Passes everything on from now on."""
    outsider.choose = lambda _request: outside.pass_on


def test_organizze_has_each_row_once_however_the_line_breaks(hasty: Office, outsider: Outsider) -> None:
    """Each break leaves its own row in doubt and no other; the next import settles all, none is doubled."""
    treatments = list(TREATMENTS) * 2
    rows = [
        {"date": date(2026, 11, 2), "description": f"Row {number}", "amount": Decimal(-number - 1)}
        for number in range(len(treatments))
    ]
    path = hasty.workbook(rows)
    treat(outsider, b"/organizze/rest/v2/transactions", rb'"Row (\d+)"', treatments)
    assert statuses(hasty.run(path)) == [TREATMENTS[treatment] for treatment in treatments]
    reached = {f"Row {n}" for n, treatment in enumerate(treatments) if treatment is not outside.drop_before}
    assert Counter(row["description"] for row in hasty.stored()) == Counter(reached)
    heal(outsider)
    hasty.wait_for_quiet()
    assert set(statuses(hasty.run(path))) == {"sent", "already_sent"}
    assert sorted((row["description"], row["amount_cents"]) for row in hasty.stored()) == sorted(
        (f"Row {number}", -100 * (number + 1)) for number in range(len(treatments))
    )
    ids = {row["description"]: str(row["id"]) for row in hasty.stored()}
    assert {row["Description"]: row["Id"] for row in cells(path)} == ids


def test_iziago_has_each_transfer_once_however_the_line_breaks(hasty: Office, outsider: Outsider) -> None:
    """A transfer whose answer was lost is found by its end-to-end id, and none is made twice."""
    treatments = list(TREATMENTS)
    rows = [pay(amount=f"{number + 10}.00", reason=f"Row {number}") for number in range(len(treatments))]
    path = hasty.workbook(rows, template=TRANSFERS)
    before = len(transfer_ids(hasty))
    treat(outsider, b"/iziago/v1/payments/transfers", rb'"Row (\d+)"', treatments)
    assert statuses(hasty.run(path)) == [TREATMENTS[treatment] for treatment in treatments]
    heal(outsider)
    hasty.wait_for_quiet()
    assert set(statuses(hasty.run(path))) == {"sent", "already_sent"}
    ids = transfer_ids(hasty)
    assert len(ids) == len(set(ids)) == before + len(rows)


def test_izi_has_no_invoice_twice_however_the_line_breaks(hasty: Office, outsider: Outsider) -> None:
    """Nobody can ask iZi: an invoice in doubt stays so, and no later import sends it again."""
    treatments = list(TREATMENTS)
    path = hasty.workbook([line(f"Row {number}") for number in range(len(treatments))], template=INVOICES)
    treat(outsider, b"/izi/v1/facturas", rb'"Cliente Row (\d+)"', treatments)
    assert statuses(hasty.run(path)) == [TREATMENTS[treatment] for treatment in treatments]
    made = Counter(invoice["razonSocial"] for invoice in invoiced(hasty))
    heal(outsider)
    hasty.wait_for_quiet()
    again = ["already_sent" if status == "sent" else status for status in TREATMENTS.values()]
    assert statuses(hasty.run(path)) == again
    assert Counter(invoice["razonSocial"] for invoice in invoiced(hasty)) == made
    assert set(made.values()) == {1}
    assert made.total() == len(treatments) - 1


@pytest.mark.parametrize("seed", range(3))
def test_one_wrong_byte_in_an_answer_makes_no_second_record(
    hasty: Office, outsider: Outsider, seed: int
) -> None:
    """Wherever a byte of an answer changes on its way, the service has each row once in the end."""
    places = [seed * 5 + 17 * number for number in range(20)]

    def flipping(place: int) -> Treatment:
        def flip(exchange: Any) -> None:
            answer = bytearray(exchange.forward())
            answer[place % len(answer)] ^= 1 << seed
            exchange.reply(bytes(answer))

        return flip

    rows = [
        {"date": date(2026, 11, 2), "description": f"Row {number}", "amount": Decimal(-number - 1)}
        for number in range(len(places))
    ]
    path = hasty.workbook(rows)
    treat(
        outsider, b"/organizze/rest/v2/transactions", rb'"Row (\d+)"', [flipping(place) for place in places]
    )
    first = statuses(hasty.run(path))
    assert set(first) <= {"sent", "in_doubt", "rejected", "not_sent"}
    heal(outsider)
    hasty.run(path)
    assert Counter(row["description"] for row in hasty.stored()) == Counter(
        row["description"] for row in rows
    )
