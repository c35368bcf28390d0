"""Rows of one Invoice: read as one, sent as one, told as one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from izi_office import BRANCHES, DINER, FACTURAS, INVOICES, invoiced, issuers_toml, later, line
from office import Office, Person, Row, add_column, cells, edit, reorder, retype, retype_row, statuses

from xl_addin.build.template import write_template
from xl_addin.importing.options import LookAlikes
from xl_addin.importing.read import read
from xl_addin.importing.verdict import verdicts
from xl_addin.schema import SHEETS
from xl_addin.settling.progress import Progress
from xl_addin.settling.resolve import resolve

BREAD = [line("A", "Pan", "2", "3.50"), later("A", "Queso", "1", "12"), later("A", "Café", "3", "5")]
MILK = [line("B", "Leche", "4", "6")]
CAKE = {"Invoice": "A", "Item": "Torta", "Quantity": 1, "Unit price": 20}


def rows_of(outcome: Any) -> list[dict[str, Any]]:
    """The rows as `--json` shows them."""
    return list(outcome.as_json()["workbooks"][0]["rows"])


def row_statuses(outcome: Any) -> list[str]:
    """Each sheet row's status."""
    return [row["status"] for row in rows_of(outcome)]


def test_rows_of_one_invoice_are_one_request(office: Office) -> None:
    """Three rows are one invoice with three items, and a row of another invoice is another."""
    path = office.workbook([*BREAD, *MILK], template=INVOICES)
    assert row_statuses(office.run(path)) == ["sent"] * 4
    first, second = invoiced(office)
    assert [item["articulo"] for item in first["listaItems"]] == ["Pan", "Queso", "Café"]
    assert [item["articulo"] for item in second["listaItems"]] == ["Leche"]
    assert first["montoTotal"] == 34


def test_each_row_of_an_invoice_tells_its_result(office: Office) -> None:
    """Operation, status, number, link, key and the rest stand beside every row of it, and in --json."""
    path = office.workbook([{**BREAD[0], "ref": "R1"}, *BREAD[1:], *MILK], template=INVOICES)
    outcome = office.run(path)
    told = rows_of(outcome)
    for name in ("operation_id", "status", "number", "link", "remote_id", "ref"):
        assert len({row[name] for row in told[:3]}) == 1
        assert told[0][name]
    assert told[3]["operation_id"] != told[0]["operation_id"]
    assert [row["row"] for row in told] == [2, 3, 4, 5]
    assert outcome.totals == {"sent": 4}
    written = cells(path)
    for header in ("Status", "Id", "Number", "Link", "Sent at", "Key", "Authorization", "Total"):
        assert len({row[header] for row in written[:3]}) == 1
        assert written[0][header] == written[2][header] is not None
    assert written[0]["Key"] != written[3]["Key"]


def test_rows_of_an_invoice_need_not_stand_together(office: Office) -> None:
    """Items of two invoices that alternate are told apart by the Invoice column, in any spelling."""
    rows = [BREAD[0], MILK[0], {**BREAD[1], "invoice": " a "}, {**BREAD[2], "invoice": "A"}]
    path = office.workbook(rows, template=INVOICES)
    assert row_statuses(office.run(path)) == ["sent"] * 4
    assert [len(invoice["listaItems"]) for invoice in invoiced(office)] == [3, 1]


def test_header_cells_may_stand_on_any_row(office: Office) -> None:
    """The buyer on the last row and the issuer on the second count for the whole invoice."""
    rows = [
        later("A", "Pan"),
        {**later("A", "Queso"), "issuer": DINER},
        {**later("A", "Café"), "buyer_nit": "4346405", "buyer_name": "Ana"},
    ]
    path = office.workbook(rows, template=INVOICES)
    assert row_statuses(office.run(path)) == ["sent"] * 3
    [invoice] = invoiced(office)
    assert (invoice["emisor"], invoice["razonSocial"], len(invoice["listaItems"])) == (DINER, "Ana", 3)


def test_a_header_said_twice_alike_is_no_conflict(office: Office) -> None:
    """Buyer and issuer repeated on each row, as other programs export them, are taken."""
    path = office.workbook([line("A", "Pan"), line("A", "Queso")], template=INVOICES)
    assert row_statuses(office.run(path)) == ["sent", "sent"]
    assert len(invoiced(office)) == 1


def test_a_conflict_names_both_cells(office: Office) -> None:
    """Two rows of an invoice that contradict each other are refused, and both cells are named."""
    head = {"branch": 0, "activity": 692000, "purchase_type": 1, "ref": "R1", "send_anyway": True}
    others = {
        "B": {"issuer": DINER},
        "C": {"buyer_nit": "111"},
        "D": {"buyer_name": "Somebody else"},
        "I": {"branch": 1},
        "J": {"activity": 702000},
        "K": {"purchase_type": 2},
        "L": {"ref": "R2"},
        "M": {"send_anyway": False},
    }
    rows: list[Row] = []
    for column, other in others.items():
        rows += [line(column, **head), later(column, "Queso"), {**later(column, "Café"), **other}]
    outcome = office.run(office.workbook(rows, template=INVOICES))
    assert set(row_statuses(outcome)) == {"invalid"}
    problems = outcome.books[0].all_problems
    assert len(problems) == len(others)
    for place, (column, problem) in enumerate(zip(others, problems, strict=True)):
        assert f"{column}{3 * place + 2} and" in problem.text
        assert f"in {column}{3 * place + 4}." in problem.text
    assert office.posts() == 0


def test_a_repeated_discount_is_refused(office: Office) -> None:
    """A discount is for the whole invoice: written on two rows it might be meant twice."""
    head = {"discount": Decimal("1.00")}
    path = office.workbook([line("A", **head), {**later("A", "Queso"), **head}], template=INVOICES)
    outcome = office.run(path)
    assert row_statuses(outcome) == ["invalid", "invalid"]
    [problem] = outcome.books[0].all_problems
    assert "H2" in problem.text
    assert "H3" in problem.text
    assert "one row only" in problem.text


def test_what_no_row_says_is_missed_once(office: Office) -> None:
    """A buyer that is blank on every row is one problem of the invoice, not one of each row."""
    rows = [line("A", buyer_name=None), later("A", "Queso")]
    outcome = office.run(office.workbook(rows, template=INVOICES))
    assert [str(problem.text) for problem in outcome.books[0].all_problems] == [
        "Buyer name is blank, but it is needed."
    ]
    assert row_statuses(outcome) == ["invalid", "invalid"]


def test_an_item_of_its_own_is_named_where_it_stands(office: Office) -> None:
    """A quantity that is no number is named by its cell, and none of the invoice is sent."""
    rows = [*BREAD, {**later("A", "Torta"), "quantity": "muchas"}, *MILK]
    outcome = office.run(office.workbook(rows, template=INVOICES), partial=True)
    assert row_statuses(outcome) == ["invalid"] * 4 + ["sent"]
    assert [problem.cell for problem in outcome.books[0].all_problems] == ["F5"]
    assert len(invoiced(office)) == 1


def test_a_row_without_an_invoice_is_refused(office: Office) -> None:
    """A blank Invoice is never guessed to belong to the row above."""
    outcome = office.run(office.workbook([line("A"), line("", "Queso")], template=INVOICES))
    assert row_statuses(outcome) == ["not_sent", "invalid"]
    assert [problem.cell for problem in outcome.books[0].all_problems] == ["A3"]


def test_sorting_the_rows_later_changes_nothing(office: Office) -> None:
    """A workbook sorted after sending is already sent: nothing leaves, and results stay beside their rows."""
    path = office.workbook([*BREAD, *MILK], template=INVOICES)
    office.run(path)
    by_item = {row["Item"]: row["Id"] for row in cells(path)}
    reorder(path, [5, 4, 3, 2])
    assert row_statuses(office.run(path)) == ["already_sent"] * 4
    assert office.posts() == 2
    assert {row["Item"]: row["Id"] for row in cells(path)} == by_item


def test_an_item_added_later_is_refused(office: Office) -> None:
    """An invoice is out as it is: a row added to it is named with what to do, and nothing is sent."""
    path = office.workbook([*BREAD, *MILK], template=INVOICES)
    office.run(path)
    retype_row(path, 6, CAKE)
    outcome = office.run(path)
    assert row_statuses(outcome) == ["invalid"] * 3 + ["already_sent", "invalid"]
    said = " ".join(problem.text for problem in outcome.books[0].all_problems)
    assert "Item was – and is Torta" in said
    assert "A sent row is not changed" in said
    assert {problem.row for problem in outcome.books[0].all_problems} == {6}
    assert office.posts() == 2
    assert cells(path)[0]["Id"] == str(invoiced(office)[0]["id"])


def test_an_item_removed_later_is_refused(office: Office) -> None:
    """A row deleted from a sent invoice does not go unseen: what was sent is told."""
    path = office.workbook([*BREAD, *MILK], template=INVOICES)
    office.run(path)
    edit(path, lambda sheet: sheet.delete_rows(4))
    outcome = office.run(path)
    assert row_statuses(outcome) == ["invalid", "invalid", "already_sent"]
    said = " ".join(problem.text for problem in outcome.books[0].all_problems)
    assert "Item was Café and is –" in said
    assert office.posts() == 2


def test_an_item_added_and_taken_away_again_is_no_harm(office: Office) -> None:
    """Once the added row is gone, the invoice is already sent as before."""
    path = office.workbook(BREAD, template=INVOICES)
    office.run(path)
    retype_row(path, 5, CAKE)
    office.run(path)
    edit(path, lambda sheet: sheet.delete_rows(5))
    assert row_statuses(office.run(path)) == ["already_sent"] * 3
    assert cells(path)[0]["Status"] == "sent"


def test_the_added_item_may_become_an_invoice_of_its_own(office: Office) -> None:
    """The refused row is sent under a name of its own, though the import wrote beside it."""
    path = office.workbook(BREAD, template=INVOICES)
    office.run(path)
    retype_row(path, 5, CAKE)
    office.run(path)
    retype_row(path, 5, {"Invoice": "C", "Issuer": DINER, "Buyer NIT": "1", "Buyer name": "Eva"})
    assert row_statuses(office.run(path)) == ["already_sent"] * 3 + ["sent"]
    assert len({row["Key"] for row in cells(path)}) == 2


def test_a_contradiction_typed_into_a_sent_invoice_is_told(office: Office) -> None:
    """Another buyer on a later row of a sent invoice is not passed over for its first row's sake."""
    path = office.workbook(BREAD, template=INVOICES)
    office.run(path)
    retype(path, 4, "Buyer name", "Somebody else")
    outcome = office.run(path)
    assert row_statuses(outcome) == ["invalid"] * 3
    assert "D4" in outcome.books[0].all_problems[0].text


def test_sorted_and_corrected_names_what_was_corrected(office: Office) -> None:
    """After sorting, a changed price is one change, not one of every row that moved."""
    path = office.workbook(BREAD, template=INVOICES)
    office.run(path)
    reorder(path, [4, 3, 2])
    retype(path, 3, "Unit price", 13)
    outcome = office.run(path)
    [problem] = outcome.books[0].all_problems
    assert "Unit price was 12 and is 13" in problem.text
    assert problem.cell == "G3"


def test_a_copied_invoice_is_a_new_one(office: Office) -> None:
    """An invoice's rows pasted below under another name are sent under a key of their own."""
    path = office.workbook(BREAD, template=INVOICES)
    office.run(path)

    def paste(sheet: Any) -> None:
        for row in (2, 3, 4):
            for cell in list(sheet[row]):
                sheet.cell(row + 3, cell.column).value = cell.value
            sheet.cell(row + 3, 1).value = "A bis"
        sheet.cell(5, 4).value = "Another buyer"

    edit(path, paste)
    assert row_statuses(office.run(path)) == ["already_sent"] * 3 + ["sent"] * 3
    keys = [row["Key"] for row in cells(path)]
    assert len(set(keys[:3])) == len(set(keys[3:])) == 1
    assert keys[0] != keys[3]
    assert len(invoiced(office)) == 2


def test_a_copied_invoice_standing_first_does_not_take_the_place(office: Office) -> None:
    """Whichever of the two stands first in the sheet, the one that was sent is the one that matches."""
    path = office.workbook([*MILK, *BREAD], template=INVOICES)
    office.run(path)

    def swap(sheet: Any) -> None:
        for cell in list(sheet[2]):
            sheet.cell(6, cell.column).value = cell.value
        sheet.cell(2, 1).value = "B new"
        sheet.cell(2, 4).value = "Another buyer"

    edit(path, swap)
    assert row_statuses(office.run(path)) == ["sent"] + ["already_sent"] * 4
    assert len(invoiced(office)) == 3


def test_a_sent_invoice_may_be_renamed(office: Office) -> None:
    """Its name in the sheet is the user's own and was never sent."""
    path = office.workbook(BREAD, template=INVOICES)
    office.run(path)
    edit(path, lambda sheet: [setattr(sheet.cell(row, 1), "value", "2026-A") for row in (2, 3, 4)])
    assert row_statuses(office.run(path)) == ["already_sent"] * 3


def test_two_invoices_under_one_name_are_refused(office: Office) -> None:
    """Two sent invoices that got one name are not taken for one, and keep their keys and results."""
    path = office.workbook([*BREAD, *MILK], template=INVOICES)
    office.run(path)
    before = cells(path)
    retype(path, 5, "Invoice", "A")
    outcome = office.run(path)
    assert row_statuses(outcome) == ["invalid"] * 4
    said = " ".join(problem.text for problem in outcome.books[0].all_problems)
    assert before[0]["Key"] in said
    assert before[3]["Key"] in said
    retype(path, 5, "Invoice", "B")
    assert cells(path) == before
    assert row_statuses(office.run(path)) == ["already_sent"] * 4


def test_doubtful_invoices_under_one_name_keep_their_keys(office: Office, sandbox: Any) -> None:
    """A mistaken name takes no key away: what is settled later as sent is not sent once more."""
    path = office.workbook([*MILK, line("C", "Té", issuer=DINER)], template=INVOICES)
    sandbox.add_fault("drop-after-commit", 1.0, FACTURAS)
    assert row_statuses(office.run(path)) == ["in_doubt", "in_doubt"]
    sandbox.add_fault("drop-after-commit", 0.0, FACTURAS)
    keys = [row["Key"] for row in cells(path)]
    retype(path, 3, "Invoice", "B")
    office.run(path)
    assert [row["Key"] for row in cells(path)] == keys
    retype(path, 3, "Invoice", "C")
    with office.journal() as journal:
        for key, invoice in zip(keys, invoiced(office), strict=True):
            resolve(journal, journal.get(key).id, sent_as=str(invoice["id"]))
    assert row_statuses(office.run(path)) == ["already_sent", "already_sent"]
    assert office.posts() == 2


def test_a_renewed_workbook_keeps_its_groups(office: Office) -> None:
    """Equal invoices of one workbook are one question, however many rows they have."""
    twins = [*BREAD, *({**row, "invoice": "A2"} for row in BREAD)]
    assert row_statuses(office.run(office.workbook(twins, template=INVOICES))) == ["sent"] * 6
    [asked] = [question for question in office.person.questions if "equal one another" in question]
    assert "2, 5" in asked
    again = office.workbook(BREAD, "again.xlsx", INVOICES)
    assert row_statuses(office.run(again, look_alikes=LookAlikes.REFUSE)) == ["invalid"] * 3


class Sorter(Person):
    """Somebody who sorts the workbook and saves it while its first row is being sent."""

    def __init__(self, path: Path, order: Sequence[int]) -> None:
        super().__init__()
        self._sort = lambda: reorder(path, order)

    def begin(self, what: str, total: int) -> Progress:
        """A bar that is watched for its first step."""
        return Progress(advance=self._once)

    def _once(self) -> None:
        self._sort()
        self._sort = lambda: None


def test_rows_sorted_while_they_are_sent_get_their_own_results(office: Office) -> None:
    """Results stand beside the invoice they belong to, though its rows moved meanwhile."""
    path = office.workbook([*BREAD, *MILK], template=INVOICES)
    office.person = Sorter(path, [5, 4, 2, 3])
    assert row_statuses(office.run(path, workers=1)) == ["sent"] * 4
    made = {invoice["listaItems"][0]["articulo"]: str(invoice["id"]) for invoice in invoiced(office)}
    written = cells(path)
    assert [row["Item"] for row in written] == ["Leche", "Café", "Pan", "Queso"]
    assert [row["Id"] for row in written] == [made["Leche"], *[made["Pan"]] * 3]
    office.person = Person()
    assert row_statuses(office.run(path)) == ["already_sent"] * 4


def test_a_colleague_believes_the_sheet_of_what_was_sent(office: Office, colleague: Office) -> None:
    """On another computer a sent invoice counts as sent by the sheet's word; an unsent one is not guessed."""
    path = office.workbook([*BREAD, line("B", issuer=BRANCHES)], template=INVOICES)
    assert row_statuses(office.run(path)) == ["sent"] * 3 + ["rejected"]
    before = cells(path)[:3]
    outcome = colleague.run(path)
    assert row_statuses(outcome) == ["already_sent"] * 3 + ["invalid"]
    assert "by the sheet's word" in rows_of(outcome)[0]["message"]
    assert "clear its result cells" in rows_of(outcome)[3]["message"]
    assert office.posts() == 2
    kept = ("Status", "Id", "Number", "Link", "Authorization", "Total", "Key")
    assert [[row[name] for name in kept] for row in cells(path)[:3]] == [
        [row[name] for name in kept] for row in before
    ]


def test_a_hidden_item_is_counted(office: Office) -> None:
    """An invoice with a filtered row is sent whole, and the preview says that one is hidden."""
    path = office.workbook(BREAD, template=INVOICES)
    edit(path, lambda sheet: setattr(sheet.row_dimensions[3], "hidden", True))
    office.run(path)
    assert any("hidden" in note for note in office.person.previews[0].notes)
    assert len(invoiced(office)[0]["listaItems"]) == 3


def test_an_extra_column_taken_away_later(office: Office) -> None:
    """Removing an extra column after sending is told as the change it is; the others go on to be sent."""
    path = office.workbook([line("A"), line("B", issuer=DINER)], template=INVOICES)
    add_column(path, "Extra: 101", ["P-1", None])
    assert statuses(office.run(path)) == ["sent", "sent"]
    edit(path, lambda sheet: _rename_header(sheet, "Extra: 101", "Pedido"))
    outcome = office.run(path)
    assert row_statuses(outcome) == ["invalid", "already_sent"]
    assert "Extra: 101 was P-1 and is –" in outcome.books[0].all_problems[0].text


def test_an_extra_column_added_later_is_no_change_while_blank(office: Office) -> None:
    """A new column without values does not make a sent invoice another, not even without the service."""
    path = office.workbook([line("A")], template=INVOICES)
    office.run(path)
    add_column(path, "Extra: 102", [None])
    assert statuses(office.run(path, dry_run=True, offline=True)) == ["already_sent"]
    assert statuses(office.run(path)) == ["already_sent"]


def _rename_header(sheet: Any, old: str, new: str) -> None:
    [table] = sheet.tables.values()
    next(cell for cell in sheet[1] if cell.value == old).value = new
    next(column for column in table.tableColumns if column.name == old).name = new


def test_issuers_may_be_added_to_the_settings_later(office: Office) -> None:
    """A sent invoice with a blank Issuer stays sent when blank no longer means anybody."""
    path = office.workbook([line("A", issuer=None)], template=INVOICES)
    assert statuses(office.run(path)) == ["sent"]
    office.configure(issuers_toml([{"nit": DINER, "name": "Salteñas"}]))
    assert statuses(office.run(path)) == ["already_sent"]
    assert office.posts() == 1


HEADERS = ("issuer", "buyer_nit", "buyer_name", "discount", "branch")


@st.composite
def groups(draw: st.DrawFn) -> list[Row]:
    """Rows of a few invoices, whose header cells stand on any of their rows, in any order."""
    rows: list[Row] = []
    for number in range(draw(st.integers(1, 4))):
        count = draw(st.integers(1, 4))
        mine = [
            {"invoice": f"F{number}", "item": f"{number}/{place}", "quantity": 1, "unit_price": 2}
            for place in range(count)
        ]
        head = line(number, discount=Decimal(number), branch=number)
        for name in HEADERS:
            mine[draw(st.integers(0, count - 1))][name] = head[name]
        rows += mine
    return draw(st.permutations(rows))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=groups())
def test_any_order_of_rows_makes_the_same_invoices(tmp_path: Path, rows: list[Row]) -> None:
    """However a sheet is sorted, each invoice has its own items and its own header, and no row is lost."""
    path = tmp_path / "book.xlsx"
    write_template(SHEETS[INVOICES], path, rows=rows)
    book = read(path)
    assert not book.all_problems
    for entry in book.entries:
        number = int(entry.values["invoice"].removeprefix("F"))
        mine = [row for row in rows if row["invoice"] == entry.values["invoice"]]
        assert [item["item"] for item in entry.values["items"]] == [row["item"] for row in mine]
        assert entry.values["buyer_name"] == f"Cliente {number}"
        assert entry.values["discount"] == entry.values["branch"] == number
    assert [verdict.row for verdict in verdicts(book)] == list(range(2, len(rows) + 2))
    assert [entry.row for entry in book.entries] == sorted(entry.row for entry in book.entries)
