"""Finding by hand what cannot be asked about: who, how much, when, and a hint that concludes nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from doubts import Doubts
from hypothesis import given
from hypothesis import strategies as st

from xl_addin.journal.keys import new_key
from xl_addin.journal.operation import Facts, Operation, Place, Scope
from xl_addin.journal.states import State
from xl_addin.settling.doubts import MOST_MISSING, Gap, gap
from xl_addin.settling.doubts import doubts as told

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ISSUER = Scope("izi", "127.0.0.1", "3415720017", "izi_invoices")


def invoice(number: object, minutes: int, **given: object) -> Operation:
    """An invoice of the issuer that was answered some minutes after noon."""
    more = {"authorization": "29"}
    place = Place("guid", "book.xlsx", "Invoices", 2)
    sent_at = NOON + timedelta(minutes=minutes)
    values = {"number": str(number), "sent_at": sent_at, "more": more, "state": State.SENT, **given}
    return Operation(new_key(), ISSUER, new_key(), "", "", "", {}, {}, place, "batch", **values)  # type: ignore[arg-type]


def test_one_number_is_missing() -> None:
    """Between n and n + 2 there is one number."""
    assert gap(NOON, [invoice(117, -1), invoice(119, 1)]) == Gap(117, 119, (118,))


def test_the_next_neighbours_count() -> None:
    """What was sent long before or after says nothing, in whatever order the journal has it."""
    others = [invoice(130, 9), invoice(119, 1), invoice(90, -9), invoice(117, -1), invoice("", 0)]
    assert gap(NOON, others) == Gap(117, 119, (118,))


def test_where_there_is_no_hint() -> None:
    """No gap, no neighbour, another authorization, or a number that another row has: nothing is said."""
    before, after = invoice(117, -1), invoice(119, 1)
    assert gap(NOON, [before, invoice(118, 1)]) is None
    assert gap(NOON, [before]) is None
    assert gap(NOON, [after]) is None
    assert gap(NOON, []) is None
    assert gap(NOON, [before, invoice(119, 1, more={"authorization": "30"})]) is None
    assert gap(NOON, [before, after, invoice(118, 50)]) is None
    assert gap(NOON, [invoice(119, -1), invoice(117, 1)]) is None
    assert gap(NOON, [before, invoice(117 + MOST_MISSING + 2, 1)]) is None


@given(
    numbers=st.lists(st.tuples(st.integers(0, 30), st.integers(-20, 20)), max_size=12),
)
def test_a_hint_is_a_number_nobody_has(numbers: list[tuple[int, int]]) -> None:
    """Whatever was sent: a missing number lies between the neighbours' numbers and is no other row's."""
    sent = [invoice(number, minutes) for number, minutes in numbers]
    if found := gap(NOON, sent):
        assert all(found.before < number < found.after for number in found.missing)
        assert not {*found.missing} & {number for number, _ in numbers}
        assert 1 <= len(found.missing) <= MOST_MISSING


def test_a_doubtful_invoice_is_described(doubts: Doubts) -> None:
    """Issuer, buyer, total and the minute in La Paz in which it left."""
    row = {
        "invoice": "1",
        "buyer_nit": "4346405",
        "buyer_name": "Peña",
        "items": [{"item": "Café", "quantity": Decimal("2"), "unit_price": Decimal("10.25")}],
        "discount": Decimal("0.50"),
    }
    operation = doubts.planned("izi_invoices", **row)
    doubts.journal.step(operation.id, State.PLANNED, State.SENDING)
    doubts.journal.step(operation.id, State.SENDING, State.IN_DOUBT, Facts(message="lost"))
    [doubt] = told(doubts.journal, doubts.journal.all())
    left = doubts.journal.history(operation.id)[0].at
    assert doubt.likeness.total == Decimal("20.00")
    minute = (left - timedelta(hours=4)).strftime("%Y-%m-%d %H:%M")
    for text in (operation.scope.company, "Peña (4346405)", "20.00", minute):
        assert text in doubt.told()
    assert "missing" not in doubt.told()


def test_a_doubt_that_can_be_asked_about_needs_no_description(doubts: Doubts) -> None:
    """Organizze is asked by the mark; nobody needs to look."""
    doubts.doubtful(arrived=True)
    assert told(doubts.journal, doubts.journal.all()) == []
