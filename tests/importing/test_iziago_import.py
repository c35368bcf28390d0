"""Transfers from a workbook to Iziago and back: what is sent, what is refused, what stands beside the row."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from threading import Barrier
from typing import Any

from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from iziago_between import Message, between
from iziago_office import (
    CHEESE,
    CORKS,
    CORKS_IBAN,
    CURRENT,
    CURRENT_IBAN,
    EXPORT,
    EXPORT_IBAN,
    GLASS,
    GLASS_IBAN,
    NAMESAKES,
    OTHER_IBAN,
    SAVINGS,
    TRANSFERS,
    TWO_ACCOUNTS,
    TWO_IBANS,
    as_configured,
    open_day,
    pay,
    posts,
    preview_of,
    row_statuses,
    rows_of,
    said,
    transfer_ids,
    transfers,
)
from office import Office, cells, retype, statuses

from xl_addin.connect import iziago
from xl_addin.importing.options import LookAlikes

TO_SIGN = "Created in Iziago, not paid yet: to be signed there."


def book(office: Office, *rows: Any, name: str = "book.xlsx") -> Path:
    """A workbook of transfers."""
    return office.workbook(rows, name, TRANSFERS)


def test_transfers_arrive_and_say_that_they_are_to_be_signed(office: Office) -> None:
    """Each row is in Iziago once, to the cent, and beside it stands that created is not paid."""
    path = book(
        office,
        pay(GLASS, "1842.10", reason="Facture VG260788", ref="VG260788"),
        pay(TWO_ACCOUNTS, "0.01", creditor_account=TWO_IBANS[1]),
        pay(EXPORT, "20000.00", debtor_account=SAVINGS),
    )
    outcome = office.run(path)
    assert outcome.exit_code == 0
    written, made = cells(path), {transfer["id"]: transfer for transfer in transfers(office)}
    assert [row["Status"] for row in written] == ["sent"] * 3
    assert {row["Message"] for row in written} == {TO_SIGN}
    first, second, own = (made[row["Id"]] for row in written)
    assert (first["creditorIban"], first["reason"]) == (GLASS_IBAN, "Facture VG260788")
    assert [Decimal(str(one["amount"])) for one in (first, second, own)] == [
        Decimal("1842.10"),
        Decimal("0.01"),
        Decimal("20000.00"),
    ]
    assert second["creditorIban"] == TWO_IBANS[1]
    assert (own["creditorIban"], own["subtype"], first["subtype"]) == (EXPORT_IBAN, "TREASURY", "ORDINARY")
    assert {one["executionDate"] for one in made.values()} == {str(open_day())}
    assert [one["endToEndId"] for one in (first, second, own)] == [f"xl:{row['Key']}" for row in written]
    assert statuses(office.run(path)) == ["already_sent"] * 3
    assert len(posts(office)) == 3


def test_every_kind_of_bad_row_is_one_line_and_nothing_is_paid(office: Office) -> None:
    """Each problem names its cell and says what to do; the good row of the workbook waits."""
    bad: dict[str, dict[str, Any]] = {
        "Transfers!A3: Debtor account is blank": {"debtor_account": None},
        "Transfers!A4: Debtor account “Compte couran” is not known. Did you mean: Compte courant": {
            "debtor_account": "Compte couran"
        },
        f"Transfers!B5: Creditor “{NAMESAKES}” is the name of several": {"creditor": NAMESAKES},
        "Transfers!C6: Transports Guillermin has several accounts": {"creditor": TWO_ACCOUNTS},
        "Transfers!C7: STOP": {"creditor_account": OTHER_IBAN},
        "has a slip in it": {"creditor_account": "FR7610096181000000081271227"},
        "Amount is -10, but it must be above zero": {"amount": Decimal("-10.00")},
        "Amount is 0, but it must be above zero": {"amount": Decimal("0.00")},
        "has more than two decimals": {"amount": Decimal("10.005")},
        "Currency is “EURO”": {"currency": "EURO"},
        "is in the past; today is": {"execution_date": date.today() - timedelta(days=1)},
        "Reason has 141 characters; 140 are allowed": {"reason": "x" * 141},
        "a SEPA transfer is in EUR": {"type": "SEPA", "currency": "CHF"},
        "End-to-end id": {"end_to_end_id": "F/26//11"},
        "is no account of yours": {"subtype": "Treasury"},
        "are both Compte courant": {"creditor": CURRENT},
    }
    path = book(
        office,
        pay(),
        *(pay(CORKS, **change) if "creditor" not in change else pay(**change) for change in bad.values()),
    )
    outcome = office.run(path)
    assert statuses(outcome) == ["not_sent"] + ["invalid"] * len(bad)
    problems = [str(problem) for problem in outcome.books[0].all_problems]
    assert len(problems) == len(bad)
    for expected, problem in zip(bad, problems, strict=True):
        assert expected in problem
    assert transfers(office) == []


def test_an_end_to_end_id_of_ones_own_is_kept(office: Office) -> None:
    """What the row says reaches the creditor; a blank one gets an id made of the row's key."""
    path = book(office, pay(end_to_end_id="FA-2026/117"), pay(CORKS))
    office.run(path)
    assert transfer_ids(office) == sorted(["FA-2026/117", f"xl:{cells(path)[1]['Key']}"])


def test_one_end_to_end_id_twice_in_an_import_is_refused(office: Office) -> None:
    """The second row that has it is invalid and names the first, in this workbook or in another."""
    here = book(office, pay(end_to_end_id="FA-1"), pay(CORKS, end_to_end_id="FA-1"))
    (office.folder / "there").mkdir()
    there = book(office, pay(CHEESE, currency="CHF", end_to_end_id="FA-1"), name="there/book.xlsx")
    outcome = office.run(here, there, partial=True)
    assert statuses(outcome) == ["sent", "invalid", "invalid"]
    for problems in (outcome.books[0].all_problems, outcome.books[1].all_problems):
        [problem] = problems
        assert "“FA-1” is also the end-to-end id of row 2 of book.xlsx in this import" in str(problem)
        assert problem.cell.startswith("J")
    assert transfer_ids(office) == ["FA-1"]


def test_an_end_to_end_id_used_before_is_refused(office: Office) -> None:
    """An id by which a transfer is found again is nobody else's, whatever Ref and Send anyway say."""
    office.run(book(office, pay(end_to_end_id="FA-1", ref="a")))
    waived: tuple[dict[str, Any], ...] = ({}, {"ref": "b", "send_anyway": True})
    for number, more in enumerate(waived):
        path = book(office, pay(CORKS, "99.00", end_to_end_id="FA-1", **more), name=f"{number}.xlsx")
        outcome = office.run(path, look_alikes=LookAlikes.SEND)
        assert statuses(outcome) == ["invalid"]
        assert "“FA-1” is also the end-to-end id of row 2 of book.xlsx, sent on" in said(outcome)
    assert transfer_ids(office) == ["FA-1"]


def test_an_id_that_was_made_is_used_too(office: Office) -> None:
    """A person who copies the id of another transfer from a statement does not take it away from that one."""
    first = book(office, pay())
    office.run(first)
    made = f"xl:{cells(first)[0]['Key']}"
    second = book(office, pay(CORKS, end_to_end_id=made), name="later.xlsx")
    assert statuses(office.run(second)) == ["invalid"]
    assert transfer_ids(office) == [made]


def test_the_same_payment_again_is_asked_about(office: Office) -> None:
    """The same amount to the same account on the same day is refused, until somebody says yes to it."""
    office.run(book(office, pay()))
    again = book(office, pay(GLASS_IBAN), name="again.xlsx")
    outcome = office.run(again)
    assert statuses(outcome) == ["invalid"]
    assert "Looks like row 2 of book.xlsx, sent on" in said(outcome)
    retype(again, 2, "Send anyway", "yes")
    assert statuses(office.run(again)) == ["sent"]
    assert len(set(transfer_ids(office))) == 2


def test_a_sent_transfer_that_was_changed_is_not_sent_again(office: Office) -> None:
    """A corrected amount is refused with what it was; an IBAN instead of the creditor's name is no change."""
    path = book(office, pay())
    office.run(path)
    retype(path, 2, "Creditor", GLASS_IBAN)
    assert statuses(office.run(path)) == ["already_sent"]
    retype(path, 2, "Amount", 12)
    outcome = office.run(path)
    assert statuses(outcome) == ["invalid"]
    assert "Amount was 10.00 and is 12.00" in said(outcome)
    assert len(posts(office)) == 1


def test_the_preview_sums_by_debtor_day_and_currency(office: Office) -> None:
    """Before a yes a treasurer sees what leaves which account on which day, and the largest transfers."""
    first, second = open_day(3), open_day(10)
    rows = [
        pay(GLASS, "100.10", execution_date=second),
        pay(CORKS, "20.20", execution_date=first),
        pay(CHEESE, "7.00", currency="CHF", execution_date=first),
        pay(EXPORT, "1000.00", debtor_account=SAVINGS, execution_date=first),
        pay(CORKS, "0.40", execution_date=second),
    ]
    office.run(book(office, *rows))
    [shown] = office.person.previews
    assert {name: total.income for name, total in shown.sums.items()} == {
        (f"{CURRENT}, {second}", "EUR"): Decimal("100.50"),
        (f"{CURRENT}, {first}", "EUR"): Decimal("20.20"),
        (f"{CURRENT}, {first}", "CHF"): Decimal("7.00"),
        (f"{SAVINGS}, {first}", "EUR"): Decimal("1000.00"),
    }
    assert shown.totals["EUR"].income == Decimal("1120.70")
    assert shown.days == (first, second)
    assert shown.largest[0][2:] == (Decimal("1000.00"), "EUR", f"{EXPORT}, {EXPORT_IBAN}")
    assert not shown.party.production


def test_the_balance_after_each_day_is_the_services_less_the_transfers(office: Office) -> None:
    """What the preview leaves on an account is Iziago's last balance less the transfers up to that day."""
    early, late = open_day(3), open_day(10)
    rows = [
        pay(GLASS, "1250.40", execution_date=late),
        pay(CORKS, "99.99", debtor_account=CURRENT_IBAN, execution_date=early),
        pay(CORKS, "0.01", execution_date=early),
        pay(CORKS, "5.00", debtor_account=EXPORT, execution_date=late),
    ]
    office.run(book(office, *rows))
    current, export = balance_of(office, CURRENT_IBAN), balance_of(office, EXPORT_IBAN)
    text = preview_of(office)
    assert f"{CURRENT}: {current:,.2f} EUR on " in text
    assert f": {early} {current - 100:,.2f}, {late} {current - Decimal('1350.40'):,.2f}." in text
    assert f"{EXPORT}: {export:,.2f} EUR on " in text
    assert f": {late} {export - 5:,.2f}." in text


def balance_of(office: Office, iban: str) -> Decimal:
    """What Iziago says that an account holds."""
    with iziago.client(office.settings) as client:
        [account] = [one for one in client.statements.accounts() if one.iban == iban]
        [*_, last] = client.statements.balances(account.id, date.today() - timedelta(days=5), date.today())
    return last.amount


def test_the_preview_says_what_blanks_become_and_what_is_odd(office: Office) -> None:
    """Blank types, subtypes and accounts, a bank holiday, odd characters, an exchange: all are said."""
    christmas = date(date.today().year + 1, 12, 25)
    rows = [
        pay(GLASS, reason="Règlement n° 3", execution_date=christmas),
        pay(EXPORT, "12.00"),
        pay(CHEESE, "13.00", currency="CHF"),
    ]
    office.run(book(office, *rows))
    text = preview_of(office)
    assert "2 rows with a blank Type are sent as SEPA." in text
    assert "1 row with a blank Type is sent as International." in text
    assert "2 rows with a blank Subtype are sent as Ordinary." in text
    assert "1 row with a blank Subtype is sent as Treasury." in text
    assert "3 rows without a creditor account go to the creditor's only one." in text
    assert "1 row is to be executed on a day when banks settle no euros: expect" in text
    assert "1 row's Reason has characters" in text
    assert "1 row pays CHF from or to an account in EUR" in text


def test_accounts_never_paid_before_are_pointed_out_once(office: Office) -> None:
    """A new account is named before the first payment to it, and own accounts never are."""
    office.run(book(office, pay(), pay(EXPORT)))
    assert f"1 account was not paid to in the last year: {GLASS} {GLASS_IBAN}." in preview_of(office)
    office.run(book(office, pay(GLASS, "11.00"), pay(CORKS, "12.00"), name="second.xlsx"))
    assert f"1 account was not paid to in the last year: {CORKS} {CORKS_IBAN}." in preview_of(office)
    office.run(book(office, pay(GLASS, "13.00"), name="third.xlsx"))
    assert "not paid to" not in preview_of(office)


def test_what_the_preview_needs_is_asked_side_by_side(office: Office) -> None:
    """Balances and earlier payments are asked for together: nobody waits for one before the other."""
    both = Barrier(2, timeout=60)

    def meet(message: Message) -> Message:
        if message.path.partition("?")[0].endswith(("/payments/transfers", "/statements/accounts")):
            both.wait()
        return message

    with between(office) as server:
        there = server.serve(office)
        server.asking = meet
        outcome = there.run(book(there, pay()), dry_run=True)
    assert (statuses(outcome), both.broken) == (["ready"], False)


ALTERED: dict[str, tuple[object, str]] = {
    "amount": (10.5, "Iziago stored the amount 10.50 instead of 1.00."),
    "currency": ("USD", "Iziago stored the currency USD instead of EUR."),
    "executionDate": ("2031-01-02", "Iziago stored the execution date 2031-01-02 instead of"),
    "debtorAccountId": ("acc-00000001", "Iziago stored another debtor account."),
    "creditorAccountId": ("tpa-00000001", "Iziago stored another creditor account."),
    "creditorIban": (OTHER_IBAN, f"Iziago pays to {OTHER_IBAN} instead of {GLASS_IBAN}. Look at it there"),
    "endToEndId": ("NOTPROVIDED", "Iziago stored the end-to-end id NOTPROVIDED instead of xl:"),
    "reason": ("Facture", "Iziago stored the reason “Facture” instead of “Facture 7”."),
    "type": ("DOMESTIC", "Iziago stored the type DOMESTIC instead of SEPA."),
    "subtype": ("SALARY", "Iziago stored the subtype SALARY instead of ORDINARY."),
}


def altered(message: Message) -> Message:
    """An answer to a transfer of so many euros with that field changed, counted from 1."""
    if message.verb == "GET":
        return message
    name = list(ALTERED)[int(message.json["amount"]) - 1]
    return message.saying({**message.json, name: ALTERED[name][0]})


def test_what_was_stored_otherwise_is_said(office: Office) -> None:
    """What Iziago made of a transfer other than what was sent stands beside its row, which counts as sent."""
    rows = [pay(amount=f"{number}.00", reason="Facture 7") for number in range(1, len(ALTERED) + 1)]
    with between(office) as server:
        there = server.serve(office)
        server.telling = altered
        path = book(there, *rows)
        assert set(statuses(there.run(path))) == {"sent"}
    for row, (_, sentence) in zip(cells(path), ALTERED.values(), strict=True):
        assert row["Message"].startswith(f"{TO_SIGN} {sentence}")
    assert len(transfers(office)) == len(ALTERED)


@trying(
    max_examples=2,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(cents=st.lists(st.integers(1, 99_999_999_999), min_size=20, max_size=30))
def test_amounts_arrive_to_the_cent(office: Office, cents: list[int]) -> None:
    """No cent is lost between a cell and a transfer, and the preview's sum is that of the service."""
    before = {transfer["id"] for transfer in transfers(office)}
    rows = [pay(amount=f"{Decimal(number).scaleb(-2):.2f}", send_anyway=True) for number in cents]
    path = book(office, *rows)
    assert set(statuses(office.run(path))) == {"sent"}
    made = {one["id"]: one for one in transfers(office) if one["id"] not in before}
    assert [round(made[row["Id"]]["amount"] * 100) for row in cells(path)] == cents
    assert office.person.previews[-1].totals["EUR"].income == Decimal(sum(cents)).scaleb(-2)


def test_another_companys_label_blocks_nothing(office: Office) -> None:
    """Two companies at one host pay the same bill each; a company is the label, or the login without one."""
    lyon = as_configured(office, label="Vauzelle Lyon")
    nice = as_configured(office, label="vauzelle nice")
    outcomes = [one.run(book(one, pay(), name=f"{n}.xlsx")) for n, one in enumerate((office, lyon, nice))]
    assert [statuses(outcome) for outcome in outcomes] == [["sent"]] * 3
    with office.journal() as journal:
        companies = [operation.scope.company for operation in journal.all()]
    assert companies == ["vauzelle-3f9c27", "vauzelle lyon", "vauzelle nice"]
    assert statuses(lyon.run(book(lyon, pay(), name="again.xlsx"))) == ["invalid"]
    assert len(transfers(office)) == 3


def test_a_row_sent_for_one_company_is_not_sent_for_another(office: Office) -> None:
    """The very same workbook under another label is refused and told how to make a fresh one."""
    path = book(office, pay())
    office.run(path)
    outcome = as_configured(office, label="Nice").run(path)
    assert statuses(outcome) == ["invalid"]
    assert "This row was sent for vauzelle-3f9c27" in said(outcome)
    assert len(posts(office)) == 1


def test_one_service_under_two_names_is_not_sent_to_twice(office: Office) -> None:
    """What was sent under another name of the same service is found there by its mark."""
    path = book(office, pay(), pay(CORKS))
    with between(office) as rehearsal:
        there = rehearsal.serve(office)
        assert statuses(there.run(path)) == ["sent", "sent"]
    assert statuses(office.run(path)) == ["already_sent", "already_sent"]
    assert len(posts(office)) == 2
    assert statuses(office.run(path)) == ["already_sent", "already_sent"]


def test_a_colleagues_transfers_are_found_by_their_end_to_end_id(office: Office, colleague: Office) -> None:
    """On another computer nothing is paid twice: made and own ids alike are found, wiped status or not."""
    path = book(office, pay(), pay(CORKS, end_to_end_id="FA-9"))
    office.run(path)
    retype(path, 2, "Status", None)
    outcome = colleague.run(path)
    assert row_statuses(outcome) == ["already_sent", "already_sent"]
    assert "found by its mark" in rows_of(outcome)[0]["message"]
    assert len(posts(office)) == 2
    assert [row["Id"] for row in cells(path)] == [row["remote_id"] for row in rows_of(outcome)]
