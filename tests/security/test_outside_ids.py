"""A program in the middle that gives a row the answer to an earlier one: two rows never have one record."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import outsider as outside
import pytest
from izi_office import INVOICES, invoiced, line
from iziago_office import NEW_IBAN, OTHER_IBAN, THIRD_PARTIES, known_as, meet, row_statuses
from office import Office, Row, cells, statuses
from outsider import Exchange, Outsider

from xl_addin.importing.options import LookAlikes
from xl_addin.journal.states import State

TRANSFERS = "organizze_transfers"
TRANSACTION_POSTS = b"POST /organizze/rest/v2/transactions "
TRANSFER_POSTS = b"POST /organizze/rest/v2/transfers "
INVOICE_POSTS = b"POST /izi/v1/facturas "
THIRD_PARTY_POSTS = b"POST /iziago/v1/third-parties"


class Replayer:
    """Answers some POSTs with what an earlier one was answered with.

    Args:
        outsider: Where it sits.
        posts: How the POSTs begin that it looks at.
        replayed: Which of them, by their order from 0, with the earlier one whose answer they get.
        acts: Whether such a request reaches the service at all.
    """

    def __init__(self, outsider: Outsider, posts: bytes, replayed: dict[int, int], *, acts: bool) -> None:
        self._posts, self._replayed, self._acts = posts, replayed, acts
        self._answers: list[bytes] = []
        outsider.choose = lambda request: self._treat if request.startswith(posts) else outside.pass_on

    def _treat(self, exchange: Exchange) -> None:
        number = len(self._answers)
        if number not in self._replayed:
            self._answers.append(exchange.forward())
        else:
            self._answers.append(self._answers[self._replayed[number]])
            if self._acts:
                exchange.forward()
        exchange.reply(self._answers[-1])


def rows_of(count: int) -> list[Row]:
    """Transactions that no two of are alike."""
    return [
        {"date": date(2026, 11, 2), "description": f"Row {number}", "amount": Decimal(-number - 1)}
        for number in range(count)
    ]


def moves_of(count: int) -> list[Row]:
    """Transfers likewise."""
    ends = {"from_account": "#3", "to_account": "#4"}
    return [{"date": date(2026, 11, 2), "amount": Decimal(number + 1), **ends} for number in range(count)]


def sent_ids(office: Office) -> list[str]:
    """The ids of all that the journal calls sent."""
    with office.journal() as journal:
        return [operation.remote_id for operation in journal.in_states(State.SENT)]


@pytest.mark.parametrize("acts", [True, False])
@pytest.mark.parametrize(
    ("template", "posts", "rows"),
    [("organizze_transactions", TRANSACTION_POSTS, rows_of), (TRANSFERS, TRANSFER_POSTS, moves_of)],
)
def test_a_row_with_an_earlier_rows_answer_is_in_doubt(
    office: Office, outsider: Outsider, *, template: str, posts: bytes, rows: Callable[[int], Any], acts: bool
) -> None:
    """It is told which row has the id; its mark then tells the truth, and the service has each row once."""
    hasty = office.hurried(seconds=5)
    path = hasty.workbook(rows(4), template=template)
    Replayer(outsider, posts, {2: 1}, acts=acts)
    assert statuses(hasty.run(path, workers=1)) == ["sent", "sent", "in_doubt", "sent"]
    shown = cells(path)
    assert shown[2]["Id"] is None
    assert all(what in shown[2]["Message"] for what in (shown[1]["Id"], "row 3 of book.xlsx", "reconcile"))
    assert len(set(sent_ids(hasty))) == 3
    outsider.choose = lambda _request: outside.pass_on
    if not acts:
        hasty.wait_for_quiet()
    assert statuses(hasty.run(path)) == [
        *["already_sent"] * 2,
        "already_sent" if acts else "sent",
        "already_sent",
    ]
    ids = [row["Id"] for row in cells(path)]
    assert len(set(ids)) == len(set(sent_ids(hasty))) == 4
    if template != TRANSFERS:
        assert Counter(str(item["id"]) for item in hasty.stored()) == Counter(ids)


def test_an_earlier_imports_answer_is_known_too(office: Office, outsider: Outsider) -> None:
    """What the journal has of last month counts as well as what was sent a moment ago."""
    rows = rows_of(2)
    first, second = office.workbook(rows[:1], "first.xlsx"), office.workbook(rows[1:], "second.xlsx")
    Replayer(outsider, TRANSACTION_POSTS, {1: 0}, acts=True)
    assert statuses(office.run(first)) == ["sent"]
    assert statuses(office.run(second)) == ["in_doubt"]
    assert "row 2 of first.xlsx" in cells(second)[0]["Message"]


def test_a_record_taken_back_frees_its_id(office: Office, outsider: Outsider) -> None:
    """A service that gives a deleted record's id anew is believed."""
    rows = rows_of(2)
    first, second = office.workbook(rows[:1], "first.xlsx"), office.workbook(rows[1:], "second.xlsx")
    Replayer(outsider, TRANSACTION_POSTS, {1: 0}, acts=True)
    office.run(first)
    with office.journal() as journal:
        [operation] = journal.all()
        assert journal.step(operation.id, State.SENT, State.UNDOING)
        assert journal.step(operation.id, State.UNDOING, State.UNDONE)
    assert statuses(office.run(second)) == ["sent"]


def test_a_mark_on_another_rows_record_is_told(office: Office, outsider: Outsider) -> None:
    """Where two answers were mixed up for good, a person reads which rows and which record it is."""
    path = office.workbook(rows_of(2))
    answers: list[bytes] = []

    def mix_up(exchange: Exchange) -> None:
        answers.append(exchange.forward())
        head, _, body = answers[-1].partition(b"\r\n\r\n")
        told = json.loads(body)
        if len(answers) == 1:  # it is told the id that the second one is going to have
            body = body.replace(str(told["id"]).encode(), str(told["id"] + 1).encode())
        exchange.reply(head + b"\r\n\r\n" + body)

    outsider.choose = lambda request: mix_up if request.startswith(TRANSACTION_POSTS) else outside.pass_on
    assert statuses(office.run(path, workers=1)) == ["sent", "in_doubt"]
    assert statuses(office.run(path)) == ["already_sent", "in_doubt"]
    claimed = {row["Description"]: row["Id"] for row in cells(path)}["Row 0"]
    told = cells(path)[1]["Message"]
    assert all(what in told for what in (claimed, "row 2 of book.xlsx", "xl-addin journal resolve"))
    assert str(next(item["id"] for item in office.stored() if item["description"] == "Row 1")) == claimed


def test_a_service_that_answers_all_alike_is_left_alone(office: Office, outsider: Outsider) -> None:
    """Twenty such answers in a row end the import: what was not sent by then is not."""
    path = office.workbook(rows_of(30))
    Replayer(outsider, TRANSACTION_POSTS, dict.fromkeys(range(1, 30), 0), acts=True)
    told = Counter(statuses(office.run(path, workers=1)))
    assert told["sent"] == 1
    assert told["in_doubt"] >= 20
    assert told["not_sent"] >= 5
    assert len(office.stored()) == told["sent"] + told["in_doubt"]


def test_an_invoice_with_an_earlier_ones_id_is_for_a_person(office: Office, outsider: Outsider) -> None:
    """Nobody can ask iZi: the row says how a person tells, and no later import sends it again."""
    path = office.workbook([line(number) for number in range(3)], template=INVOICES)
    Replayer(outsider, INVOICE_POSTS, {1: 0}, acts=True)
    assert statuses(office.run(path, workers=1)) == ["sent", "in_doubt", "sent"]
    told = cells(path)[1]
    assert (told["Id"], told["Number"]) == (None, None)
    assert "xl-addin journal resolve" in told["Message"]
    assert statuses(office.run(path)) == ["already_sent", "in_doubt", "already_sent"]
    assert len(invoiced(office)) == 3


def renumbering(outsider: Outsider, renumber: Callable[[str, str], str]) -> None:
    """Changes the ids that POSTs of third parties and of their accounts are answered with."""

    def treat(exchange: Exchange) -> None:
        head, _, body = exchange.forward().partition(b"\r\n\r\n")
        told = json.loads(body)
        body = json.dumps(
            {**told, "id": renumber(exchange.request.split(b" ")[1].decode(), told["id"])}
        ).encode()
        lines = [each for each in head.split(b"\r\n") if not each.lower().startswith(b"content-length:")]
        length = f"Content-Length: {len(body)}".encode()
        exchange.reply(b"\r\n".join([*lines, length, b"", body]))

    outsider.choose = lambda request: treat if request.startswith(THIRD_PARTY_POSTS) else outside.pass_on


def test_a_person_and_an_account_may_have_one_number(office: Office, outsider: Outsider) -> None:
    """They are in two lists of Iziago's: an id in one says nothing about the other."""
    path = office.workbook([meet("Atelier Neuf", account=NEW_IBAN)], template=THIRD_PARTIES)
    renumbering(outsider, lambda path, id_: path.split("/")[4] if path.endswith("/accounts") else id_)
    assert row_statuses(office.run(path)) == ["sent"]
    with office.journal() as journal:
        person, account = journal.all()
    assert (person.remote_id, person.state) == (account.remote_id, account.state)


def test_two_persons_have_two_numbers(office: Office, outsider: Outsider) -> None:
    """A third party with the id of another one is in doubt, and gets no account while it is."""
    people = [meet("Atelier Neuf", account=NEW_IBAN), meet("Atelier Vieux", account=OTHER_IBAN)]
    path = office.workbook(people, template=THIRD_PARTIES)
    first: list[str] = []

    def alike(path: str, id_: str) -> str:
        if path.endswith("/accounts"):
            return id_
        first.append(id_)
        return first[0]

    renumbering(outsider, alike)
    told: Sequence[str] = row_statuses(office.run(path, workers=1))
    assert told == ["sent", "in_doubt"]
    assert [len(known_as(office, name)[0]["accounts"]) for name in ("Atelier Neuf", "Atelier Vieux")] == [
        1,
        0,
    ]
    outsider.choose = lambda _request: outside.pass_on
    assert row_statuses(office.run(path, look_alikes=LookAlikes.SEND)) == ["already_sent", "sent"]
    assert [len(known_as(office, name)[0]["accounts"]) for name in ("Atelier Neuf", "Atelier Vieux")] == [
        1,
        1,
    ]
