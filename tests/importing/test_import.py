"""From a workbook row to the service and back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from office import Office, Person, cells, edit, retype, statuses
from openpyxl.worksheet.table import Table

from xl_addin.importing.options import LookAlikes
from xl_addin.importing.validate import look_of
from xl_addin.journal.keys import new_key
from xl_addin.journal.operation import Batch, Operation, Place, Scope
from xl_addin.journal.records import now
from xl_addin.sandbox.server import running
from xl_addin.settings import load

RENT = {
    "date": date(2026, 11, 2),
    "description": "Rent",
    "amount": Decimal("-3200.00"),
    "account": "Bradesco CC",
}
SALES = {
    "date": date(2026, 11, 3),
    "description": "Sales",
    "amount": Decimal("812.35"),
    "account": "Bradesco CC",
}
FLOUR = {
    "date": date(2026, 11, 4),
    "description": "Flour",
    "amount": Decimal("-99.90"),
    "account": "Bradesco CC",
}


def test_rows_arrive_and_their_results_come_back(office: Office) -> None:
    """Each row is in the service once, and its status, id and key stand beside it."""
    path = office.workbook([RENT, SALES])
    outcome = office.run(path)
    assert outcome.exit_code == 0
    assert outcome.totals == {"sent": 2}
    stored = office.stored()
    assert sorted(item["amount_cents"] for item in stored) == [-320000, 81235]
    written = cells(path)
    assert [row["Status"] for row in written] == ["sent", "sent"]
    assert {row["Id"] for row in written} == {str(item["id"]) for item in stored}
    assert all(f"[xl:{row['Key']}]" in {item["notes"] for item in stored} for row in written)
    assert all(row["Sent at"].date() == date.today() for row in written)


def test_the_same_workbook_twice_sends_nothing_the_second_time(office: Office) -> None:
    """A second import is harmless: every row says it was sent already."""
    path = office.workbook([RENT, SALES])
    office.run(path)
    before = path.read_bytes()
    again = office.run(path)
    assert again.exit_code == 0
    assert statuses(again) == ["already_sent", "already_sent"]
    assert len(office.stored()) == office.posts() == 2
    assert cells(path)[0]["Status"] == "sent"
    assert len(before) > 0


def test_results_lost_from_the_sheet_are_written_again(office: Office) -> None:
    """Whoever wipes the Status column gets it back, as long as the keys are there."""
    path = office.workbook([RENT])
    office.run(path)

    def wipe(sheet: Any) -> None:
        for row in sheet.iter_rows(min_row=2, max_row=2):
            for cell in row:
                if sheet.cell(1, cell.column).value in ("Status", "Id", "Sent at"):
                    cell.value = None

    edit(path, wipe)
    assert statuses(office.run(path)) == ["already_sent"]
    assert cells(path)[0]["Id"] == str(office.stored()[0]["id"])


def test_sorted_inserted_and_corrected(office: Office) -> None:
    """After sorting, a new row and a corrected one, just what is new is sent."""
    path = office.workbook([RENT, {**SALES, "account": "Nowhere"}])
    assert statuses(office.run(path, partial=True)) == ["sent", "invalid"]

    def rework(sheet: Any) -> None:
        values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=3)]
        headers = [cell.value for cell in sheet[1]]
        values[1][headers.index("Account")] = "bradesco cc"
        fresh = [None] * len(headers)
        for name, value in (("Date", FLOUR["date"]), ("Description", "Flour"), ("Amount", -99.9)):
            fresh[headers.index(name)] = value
        for number, row in enumerate([values[1], fresh, values[0]], start=2):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value

    edit(path, rework)
    assert statuses(office.run(path)) == ["sent", "sent", "already_sent"]
    assert sorted(item["amount_cents"] for item in office.stored()) == [-320000, -9990, 81235]


def test_a_copied_row_is_a_new_row(office: Office) -> None:
    """A row copied with its key and changed is sent under a key of its own; the original stays sent."""
    path = office.workbook([RENT])
    office.run(path)

    def copy(sheet: Any) -> None:
        for cell in list(sheet[2]):
            sheet.cell(3, cell.column).value = cell.value
        sheet.cell(3, 2).value = "Rent of the store room"

    edit(path, copy)
    assert statuses(office.run(path)) == ["already_sent", "sent"]
    assert len({row["Key"] for row in cells(path)}) == 2
    assert len(office.stored()) == 2


def test_a_row_copied_unchanged_is_refused_until_waived(office: Office) -> None:
    """A row pasted twice is not sent twice, unless somebody says so in the sheet."""
    path = office.workbook([RENT])
    office.run(path)

    def copy(sheet: Any) -> None:
        for cell in list(sheet[2]):
            sheet.cell(3, cell.column).value = cell.value

    edit(path, copy)
    refused = office.run(path)
    assert statuses(refused) == ["already_sent", "invalid"]
    assert "row 2 of book.xlsx, sent on" in str(refused.books[0].all_problems[0])
    column = list(cells(path)[0]).index("Send anyway") + 1
    edit(path, lambda sheet: sheet.cell(3, column, "yes"))
    assert statuses(office.run(path)) == ["already_sent", "sent"]


def test_a_copied_workbook_sends_nothing(office: Office) -> None:
    """A copy made after sending knows it was sent; one made before is recognised by its content."""
    path = office.workbook([RENT])
    early = office.folder / "early copy.xlsx"
    shutil.copy(path, early)
    office.run(path)
    late = office.folder / "late copy.xlsx"
    shutil.copy(path, late)
    assert statuses(office.run(late)) == ["already_sent"]
    assert statuses(office.run(early)) == ["invalid"]
    assert len(office.stored()) == 1


def test_two_copies_in_one_command_send_once(office: Office) -> None:
    """`import *.xlsx` with a forgotten copy among the files does not pay twice."""
    path = office.workbook([RENT])
    copy = office.folder / "book (1).xlsx"
    shutil.copy(path, copy)
    outcome = office.run(path, copy)
    assert statuses(outcome) == ["sent", "invalid"]
    assert "row 2 of book.xlsx in this import" in str(outcome.books[1].all_problems[0])


def test_an_edited_sent_row_says_what_changed(office: Office) -> None:
    """A sent row that was changed is refused with the change, the date and the way to send it as new."""
    path = office.workbook([RENT])
    office.run(path)
    edit(path, lambda sheet: sheet.cell(2, 3, -3300))
    outcome = office.run(path)
    assert statuses(outcome) == ["invalid"]
    [problem] = outcome.books[0].all_problems
    assert "Amount was -3,200.00 and is -3,300.00" in str(problem)
    assert "renew" in str(problem)
    assert problem.cell == "C2"
    assert cells(path)[0]["Id"] == str(office.stored()[0]["id"])


def test_another_spelling_of_the_same_account_is_no_change(office: Office) -> None:
    """Correcting capitals in a sent row changes nothing that was sent."""
    path = office.workbook([RENT])
    office.run(path)
    edit(path, lambda sheet: sheet.cell(2, 4, "BRADESCO cc"))
    assert statuses(office.run(path)) == ["already_sent"]


def test_look_alikes_of_an_earlier_month_are_one_question(office: Office) -> None:
    """Many rows that look sent are one question, and the answer decides for all."""
    office.run(office.workbook([RENT, SALES], "first.xlsx"))
    second = office.workbook([RENT, SALES], "second.xlsx")
    office.person.answer = False
    office.person.questions.clear()
    assert statuses(office.run(second, look_alikes=LookAlikes.ASK)) == ["invalid", "invalid"]
    assert len(office.person.questions) == 1
    assert office.person.questions[0].startswith(
        "Send 2 rows although they look like something sent before?\n"
    )
    office.person.answer = True
    assert statuses(office.run(second, look_alikes=LookAlikes.SEND)) == ["sent", "sent"]


def test_the_same_ref_is_a_look_alike(office: Office) -> None:
    """A bill's number that was sent is not sent again under another amount by accident."""
    office.run(office.workbook([{**RENT, "ref": "NF-1"}], "first.xlsx"))
    second = office.workbook([{**SALES, "ref": "NF-1"}], "second.xlsx")
    assert statuses(office.run(second)) == ["invalid"]


def test_equal_rows_within_a_workbook_are_asked_about_once(office: Office) -> None:
    """Two equal coffees are sent after one question, not refused and not sent unasked."""
    path = office.workbook([FLOUR, FLOUR, FLOUR])
    assert statuses(office.run(path)) == ["sent", "sent", "sent"]
    assert sum("equal one another" in question for question in office.person.questions) == 1


def test_no_to_a_question_sends_nothing(office: Office) -> None:
    """A no is a no: nothing is sent, and the rows say so."""
    path = office.workbook([RENT])
    office.person.answer = False
    outcome = office.run(path)
    assert outcome.exit_code == 1
    assert statuses(outcome) == ["not_sent"]
    assert office.posts() == 0


def test_all_or_nothing_unless_partial(office: Office) -> None:
    """One bad row holds back its workbook, but not another; --partial sends the good rows."""
    bad = office.workbook([RENT, {**SALES, "amount": "abc"}], "bad.xlsx")
    good = office.workbook([FLOUR], "good.xlsx")
    assert statuses(office.run(bad, good)) == ["not_sent", "invalid", "sent"]
    assert statuses(office.run(bad, partial=True)) == ["sent", "invalid"]


def test_check_and_dry_run_send_and_write_nothing(office: Office) -> None:
    """Looking changes neither the service nor a byte of the file."""
    path = office.workbook([RENT])
    before = path.read_bytes()
    assert statuses(office.run(path, dry_run=True)) == ["ready"]
    assert statuses(office.run(path, dry_run=True, offline=True)) == ["ready"]
    assert path.read_bytes() == before
    assert office.posts() == 0


@pytest.mark.parametrize("offline", [False, True])
def test_a_respelt_name_is_no_change(office: Office, offline: bool) -> None:
    """A sent row whose category got a capital is as it was sent, with the lists and without."""
    path = office.workbook([{**FLOUR, "category": "laticinios"}, {**FLOUR, "description": "Queijo"}])
    assert statuses(office.run(path)) == ["sent", "sent"]
    retype(path, 2, "Category", "Laticínios")
    retype(path, 3, "Category", "Bebidas")
    outcome = office.run(path, dry_run=True, offline=offline)
    assert statuses(outcome) == ["already_sent", "invalid"]
    assert "Bebidas" in outcome.books[0].all_problems[0].text


def test_preview_counts_sums_and_defaults(office: Office) -> None:
    """Before sending, a person sees where it goes, the sums, the largest rows and what blanks become."""
    rows = [RENT, SALES, {**FLOUR, "account": None, "date": date(2999, 1, 1)}, {**FLOUR, "installments": 3}]
    office.run(office.workbook(rows))
    [shown] = office.person.previews
    assert not shown.party.production
    assert shown.count == 4
    total = shown.totals["BRL"]
    assert (total.income, total.expense) == (Decimal("812.35"), Decimal("-3399.80"))
    assert [row[2] for row in shown.largest][:2] == [Decimal("-3200.00"), Decimal("812.35")]
    assert shown.days == (date(2026, 11, 2), date(2999, 1, 1))
    text = " ".join(shown.notes)
    assert "1 row without an account goes to Bradesco CC" in text
    assert "future date and counts as unpaid" in text
    assert "1 row makes 3 monthly installments" in text
    assert "whole or as one part" in " ".join(shown.questions)


def test_all_positive_amounts_are_asked_about(office: Office) -> None:
    """A column of expenses typed without minus signs does not become income unasked."""
    office.run(office.workbook([SALES, {**SALES, "description": "More sales"}]))
    assert any("positive" in question for question in office.person.questions)


def test_hidden_rows_are_sent_and_said(office: Office) -> None:
    """A filtered row counts, and the preview says how many there are."""
    path = office.workbook([RENT, SALES])

    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True

    edit(path, hide)
    assert statuses(office.run(path)) == ["sent", "sent"]
    assert "1 hidden or filtered row is included." in office.person.previews[0].notes


def test_transfers_arrive_with_their_mark(office: Office) -> None:
    """A transfer moves the amount from one account to the other, once."""
    names = [item["name"] for item in office.state()["organizze"]["accounts"] if not item["archived"]]
    row = {
        "date": date(2026, 11, 5),
        "amount": Decimal("500.00"),
        "from_account": names[0],
        "to_account": names[1],
    }
    path = office.workbook([row], template="organizze_transfers")
    assert statuses(office.run(path)) == ["sent"]
    assert statuses(office.run(path)) == ["already_sent"]
    [stored] = office.stored("transfers")
    assert abs(stored["amount_cents"]) == 50000


def test_every_kind_of_bad_row_is_one_line_and_nothing_is_sent(office: Office) -> None:
    """Each problem names workbook, sheet and cell and says what is allowed; the good row waits."""
    card = next(item["name"] for item in office.state()["organizze"]["credit_cards"] if not item["archived"])
    bad = {
        "Account “Bradesko” is not known. Did you mean: Bradesco CC": {"account": "Bradesko"},
        "could be two amounts": {"amount": "1.234"},
        "more than two decimals": {"amount": Decimal("1.005")},
        "is no amount": {"amount": "ten"},
        "could be two dates": {"date": "03/04/2026"},
        "is no date": {"date": "soon"},
        "Description is blank": {"description": None},
        "Account and Credit card are both filled": {"credit_card": card},
        "Allowed are: monthly": {"repeat": "sometimes"},
        "a whole number from 2 to 480": {"installments": 1},
        "Allowed are yes and no": {"paid": "perhaps"},
        "Category “Nothing like it” is not known": {"category": "Nothing like it"},
    }
    path = office.workbook([RENT, *({**SALES, **change} for change in bad.values())])
    outcome = office.run(path)
    assert outcome.exit_code == 1
    assert statuses(outcome) == ["not_sent"] + ["invalid"] * len(bad)
    problems = outcome.books[0].all_problems
    assert len(problems) == len(bad)
    for expected, problem in zip(bad, problems, strict=True):
        assert expected in str(problem)
        assert str(problem).startswith("book.xlsx, Transactions!")
    assert office.posts() == 0
    assert cells(path)[1]["Status"] == "invalid"


def test_renewed_workbook_sends_its_rows_as_new(office: Office) -> None:
    """Next month's copy is a fresh start: no keys, no results, an identity of its own."""
    from xl_addin.importing.renew import renew

    path = office.workbook([RENT])
    office.run(path)
    new = renew(path, office.folder / "december.xlsx")
    assert cells(new)[0]["Key"] is None
    edit(new, lambda sheet: sheet.cell(2, 1, date(2026, 12, 2)))
    assert statuses(office.run(new)) == ["sent"]


def test_a_colleagues_row_is_taken_by_the_sheets_word_or_found_by_its_mark(
    office: Office, colleague: Office
) -> None:
    """A workbook sent on another computer is not sent again here, even when its results are wiped."""
    path = office.workbook([RENT])
    office.run(path)
    outcome = colleague.run(path)
    assert statuses(outcome) == ["already_sent"]
    assert "found by its mark" in outcome.books[0].entries[0].message
    offline = colleague.run(path, dry_run=True, offline=True)
    assert "by the sheet's word" in offline.books[0].entries[0].message
    column = list(cells(path)[0]).index("Status") + 1
    edit(path, lambda sheet: sheet.cell(2, column).__setattr__("value", None))
    found = colleague.run(path)
    assert statuses(found) == ["already_sent"]
    assert "found by its mark" in found.books[0].entries[0].message
    assert len(office.stored()) == 1


def test_a_sent_row_that_can_no_longer_be_read_says_so(office: Office) -> None:
    """A formula that was never calculated in a sent row is named as such, not as a change."""
    path = office.workbook([RENT])
    office.run(path)
    edit(path, lambda sheet: sheet.cell(2, 3, "=-3200+0"))
    outcome = office.run(path)
    assert statuses(outcome) == ["invalid"]
    [problem] = outcome.books[0].all_problems
    assert "never calculated" in str(problem)
    assert cells(path)[0]["Id"] == str(office.stored()[0]["id"])


def test_a_row_with_an_id_but_no_key_is_not_sent(office: Office) -> None:
    """A key wiped by accident does not make a sent row new."""
    path = office.workbook([RENT])
    office.run(path)
    column = list(cells(path)[0]).index("Key") + 1
    edit(path, lambda sheet: sheet.cell(2, column).__setattr__("value", None))
    outcome = office.run(path)
    assert statuses(outcome) == ["invalid"]
    assert office.posts() == 1


def test_a_no_leaves_the_proof_of_another_host(
    office: Office, sandbox_env: dict[str, str], tmp_path: Path
) -> None:
    """After a rehearsal elsewhere, the preview says so, and a no wipes nothing from the sheet."""
    path = office.workbook([RENT])
    office.run(path)
    before = cells(path)
    with running() as other:
        settings = load({**other.ready["env"], "XL_ADDIN_HOME": str(office.folder)})
        token = {"XL_ADDIN_ORGANIZZE_TOKEN": other.ready["organizze"]["token"]}
        assert token["XL_ADDIN_ORGANIZZE_TOKEN"] == sandbox_env["XL_ADDIN_ORGANIZZE_TOKEN"]
        there = Office(office.folder, settings, other.state, Person(answer=False))
        assert statuses(there.run(path)) == ["not_sent"]
        assert "1 row was sent to 127.0.0.1" in " ".join(there.person.previews[0].notes)
        assert cells(path) == before
        there.person.answer = True
        assert statuses(there.run(path)) == ["sent"]
        assert len(there.stored()) == 1
    assert statuses(office.run(path)) == ["already_sent"]


def test_one_workbook_named_twice_is_imported_once(office: Office) -> None:
    """`import a.xlsx ./a.xlsx` sends each row once and keeps the results that the first reading wrote."""
    path = office.workbook([RENT])
    outcome = office.run(path, path.parent / ".." / path.parent.name / path.name)
    assert statuses(outcome) == ["sent"]
    assert "named twice" in str(outcome.books[1].problems[0])
    assert cells(path)[0]["Status"] == "sent"
    assert cells(path)[0]["Key"]
    assert statuses(office.run(path)) == ["already_sent"]


def test_one_workbook_named_twice_is_checked_once(office: Office) -> None:
    """`check a.xlsx a.xlsx` promises to send each row once, as the import does."""
    path = office.workbook([RENT])
    outcome = office.run(path, path, dry_run=True)
    assert statuses(outcome) == ["ready"]
    assert "named twice" in str(outcome.books[1].problems[0])


class Meddler(Person):
    """Somebody who does something else while the question is on the screen."""

    def __init__(self, deed: Callable[[], object]) -> None:
        super().__init__()
        self.deed = deed

    def ask(self, question: str) -> bool:
        """Does it, once, and says yes."""
        self.deed()
        self.deed = lambda: None
        return super().ask(question)


def test_a_workbook_saved_during_the_question_is_not_sent(office: Office) -> None:
    """Rows that moved after they were read are not taken for others: nothing leaves, nothing is written."""
    path = office.workbook([RENT, SALES])
    office.person = Meddler(lambda: edit(path, lambda sheet: sheet.cell(2, 2, "Somebody else's text")))
    outcome = office.run(path)
    assert statuses(outcome) == ["not_sent", "not_sent"]
    assert "saved by somebody" in str(outcome.books[0].problems[0])
    assert office.posts() == 0


def test_the_same_bills_sent_during_the_question_are_not_sent_again(office: Office) -> None:
    """Two people with one journal answer their questions at once: the second is told, nobody pays twice."""
    first = office.workbook([RENT, SALES], "first.xlsx")
    second = office.workbook([RENT, SALES], "second.xlsx")
    quick = Office(office.folder, office.settings, office.state)
    office.person = Meddler(lambda: quick.run(second))
    assert statuses(office.run(first)) == ["not_sent", "not_sent"]
    assert len(office.stored()) == 2


def test_a_journal_restored_from_an_old_copy_believes_the_service(office: Office, sandbox: Any) -> None:
    """An old journal that says rejected does not make a sent row new: the service is asked."""
    path = office.workbook([RENT])
    sandbox.add_fault("unauthorized", 1.0, "POST /organizze/rest/v2/transactions")
    office.run(path)
    kept = {file.name: file.read_bytes() for file in office.folder.glob("journal.db*") if file.is_file()}
    sandbox.add_fault("unauthorized", 0.0, "POST /organizze/rest/v2/transactions")
    assert statuses(office.run(path)) == ["sent"]
    for file in office.folder.glob("journal.db*"):
        if file.is_file():
            file.unlink()
    for name, content in kept.items():
        (office.folder / name).write_bytes(content)
    assert statuses(office.run(path)) == ["already_sent"]
    assert len(office.stored()) == 1
    assert cells(path)[0]["Id"] == str(office.stored()[0]["id"])


def test_a_sheet_that_says_sent_elsewhere_is_not_believed(office: Office, colleague: Office) -> None:
    """A rehearsal's Status and Id do not pass for the real sending on a colleague's computer."""
    path = office.workbook([RENT])
    with running() as rehearsal:
        settings = load({**rehearsal.ready["env"], "XL_ADDIN_HOME": str(office.folder)})
        assert statuses(Office(office.folder, settings, rehearsal.state).run(path)) == ["sent"]
    outcome = colleague.run(path)
    assert statuses(outcome) == ["invalid"]
    assert "does not have it" in str(outcome.books[0].all_problems[0])
    assert cells(path)[0]["Status"] == "sent"


def test_a_ref_is_the_same_whatever_its_capitals(office: Office) -> None:
    """NF-1 and nf-1 are one bill."""
    office.run(office.workbook([{**RENT, "ref": "NF-1"}], "first.xlsx"))
    second = office.workbook([{**SALES, "ref": " nf-1"}], "second.xlsx")
    assert statuses(office.run(second)) == ["invalid"]


def test_a_second_table_of_the_template_is_not_passed_over(office: Office) -> None:
    """Rows on another tab are not lost in silence: the workbook is refused until they have their own."""
    path = office.workbook([RENT])
    book = openpyxl.load_workbook(path)
    other = book.create_sheet("December")
    for row in book.worksheets[0].iter_rows(values_only=True):
        other.append(list(row))
    table = Table(displayName="Transactions2", ref=book.worksheets[0].tables["Transactions"].ref)
    other.add_table(table)
    book.save(path)
    outcome = office.run(path)
    assert statuses(outcome) == ["not_sent"]
    assert "December has another table" in str(outcome.books[0].problems[0])


def test_only_reais_are_amounts(office: Office) -> None:
    """Ten thousand written as `10 mil`, dollars and euros are refused, not sent as that many reais."""
    words = ["-10 mil", "12 dez", "-US$ 100", "€100", "150 DEB"]
    path = office.workbook([{**RENT, "amount": word} for word in words])
    assert statuses(office.run(path)) == ["invalid"] * len(words)
    good = office.workbook([{**RENT, "amount": "-R$ 150,00"}, {**SALES, "amount": "BRL 12.50"}], "good.xlsx")
    assert statuses(office.run(good)) == ["sent", "sent"]
    assert sorted(item["amount_cents"] for item in office.stored()) == [-15000, 1250]


def test_rows_that_another_import_is_sending_are_look_alikes(office: Office) -> None:
    """What another import has planned and not sent yet is not sent by this one as well."""
    first = office.workbook([RENT, SALES], "first.xlsx")
    second = office.workbook([RENT, SALES], "second.xlsx")
    other = Office(office.folder, office.settings, office.state)
    with office.journal() as journal, journal.runs.begin() as run:
        at = Operation(
            id=new_key(),
            scope=Scope(
                "organizze", other.settings.organizze.base_url.split("/")[2], other_company(other), TEMPLATE
            ),
            key=new_key(),
            content="",
            look=look_of_row(office, first),
            ref="",
            typed={},
            request={},
            place=Place("", "first.xlsx", "Transactions", 2),
            batch="b",
        )
        party = ("organizze", at.scope.host, at.scope.company)
        journal.plan(Batch("b", run, "first.xlsx", *party, production=False, started_at=now()), [at])
        outcome = office.run(second)
        assert statuses(outcome) == ["invalid", "not_sent"]
        assert "which another import is sending" in str(outcome.books[0].all_problems[0])
    assert office.posts() == 0


TEMPLATE = "organizze_transactions"


def other_company(office: Office) -> str:
    """As the journal names it."""
    return office.settings.organizze.email.casefold()


def look_of_row(office: Office, path: Path) -> str:
    """The look of a workbook's first row, as a dry run resolves it."""
    [entry, *_] = office.run(path, dry_run=True).books[0].entries
    assert entry.resolved is not None
    return look_of(entry.resolved)


def test_a_row_rehearsed_elsewhere_and_not_sent_here_stays_free(office: Office, sandbox: Any) -> None:
    """A row that production refused is sent by the next import, though the sheet tells of a rehearsal."""
    path = office.workbook([RENT])
    with running() as rehearsal:
        settings = load({**rehearsal.ready["env"], "XL_ADDIN_HOME": str(office.folder)})
        office_there = Office(office.folder, settings, rehearsal.state)
        assert statuses(office_there.run(path)) == ["sent"]
        rehearsed = path.read_bytes()
    sandbox.add_fault("unauthorized", 1.0, "POST /organizze/rest/v2/transactions")
    assert statuses(office.run(path)) == ["rejected"]
    path.write_bytes(rehearsed)  # the write-back was lost
    sandbox.add_fault("unauthorized", 0.0, "POST /organizze/rest/v2/transactions")
    assert statuses(office.run(path)) == ["sent"]
    assert len(office.stored()) == 1


def test_a_colleagues_doubt_is_not_sent_here(office: Office, colleague: Office, sandbox: Any) -> None:
    """A row in doubt on another computer is settled there; here it is refused, not sent at once."""
    path = office.workbook([RENT])
    sandbox.add_fault("drop-before-commit", 1.0, "POST /organizze/rest/v2/transactions")
    assert statuses(office.run(path)) == ["in_doubt"]
    sandbox.add_fault("drop-before-commit", 0.0, "POST /organizze/rest/v2/transactions")
    outcome = colleague.run(path)
    assert statuses(outcome) == ["invalid"]
    assert "in doubt" in str(outcome.books[0].all_problems[0])
    assert len(office.stored()) == 0


def test_a_row_found_by_its_mark_is_said_to_be_as_it_was_sent(office: Office, colleague: Office) -> None:
    """No difference is made up where there is none."""
    path = office.workbook([RENT])
    office.run(path)
    outcome = colleague.run(path)
    assert (
        outcome.books[0].entries[0].message
        == "Already in the service, sent from another computer; found by its mark."
    )


def test_a_workbook_that_is_held_back_makes_no_look_alikes(office: Office) -> None:
    """Rows of a workbook that is not sent do not keep another's from being sent."""
    bad = office.workbook([RENT, {**SALES, "amount": "abc"}], "bad.xlsx")
    good = office.workbook([RENT], "good.xlsx")
    assert statuses(office.run(bad, good)) == ["not_sent", "invalid", "sent"]
