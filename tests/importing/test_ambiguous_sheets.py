"""Sheets as people leave them: rows, columns and headers that moved, doubled or grew together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ambiguous import Formula, calculate, reasons
from office import Office, Person, edit, statuses
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from xl_addin.importing.outcome import Outcome

BILLS = [
    {"date": date(2026, 11, day), "description": f"Bill {day}", "amount": -day, "account": "Bradesco CC"}
    for day in (3, 4, 5)
]
TOTAL, SUBTOTAL = Formula("=SUM(C2:C4)", "-12"), Formula("=SUBTOTAL(109,C2:C2)", "-3")
CENTS = {-300, -400, -500}
SENT, INVALID, HELD = "sent", "invalid", "not_sent"
Change = Callable[[Worksheet], Any]


def at(sheet: Worksheet, header: str) -> str:
    """The letter of the column with this header."""
    return str(next(cell.column_letter for cell in sheet[1] if cell.value == header))


def renamed(before: str, after: str) -> Change:
    """Another header."""

    def change(sheet: Worksheet) -> None:
        cell = sheet[f"{at(sheet, before)}1"]
        [table] = sheet.tables.values()
        table.tableColumns[cell.column - 1].name = cell.value = after

    return change


def swapped(one: str, other: str) -> Change:
    """Two columns that changed places, as by dragging."""

    def change(sheet: Worksheet) -> None:
        first, second = at(sheet, one), at(sheet, other)
        for row in range(1, 5):
            a, b = sheet[f"{first}{row}"], sheet[f"{second}{row}"]
            a.value, b.value = b.value, a.value
            a.number_format, b.number_format = b.number_format, a.number_format
        columns = next(iter(sheet.tables.values())).tableColumns
        for cell in sheet[1]:
            columns[cell.column - 1].name = cell.value

    return change


def without_table(change: Change) -> Change:
    """A plain list of the same rows, changed."""

    def both(sheet: Worksheet) -> None:
        for name in list(sheet.tables):
            del sheet.tables[name]
        change(sheet)

    return both


def put(row: int, values: Sequence[Any]) -> Change:
    """A row of values from column A on."""

    def change(sheet: Worksheet) -> None:
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).value = value

    return change


def hide(sheet: Worksheet) -> None:
    """One row by hand, one by a filter, one folded up."""
    sheet.row_dimensions[2].hidden = True
    sheet.auto_filter.ref = "A1:C4"
    sheet.auto_filter.add_filter_column(0, ["2026-11-03"])
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions.group(4, 4, hidden=True)


def down(sheet: Worksheet) -> None:
    """Titles above, a line of remarks, a gap, and a row far below."""
    sheet.insert_rows(1, 3)
    sheet["A1"] = "Padaria do João"
    sheet["A2"] = "Amount: see below"
    sheet.move_range("A7:T7", rows=5)


class Case(NamedTuple):
    """What somebody did to the sheet, and what comes of it.

    Attributes:
        change: What was done.
        ends: The rows' statuses.
        why: The reasons of the rows, those that have none left out; or words of a problem or of the preview.
    """

    change: Change
    ends: list[str]
    why: str = ""


CASES = {
    "input cells merged": Case(
        without_table(lambda sheet: sheet.merge_cells("A2:A3")), [INVALID, INVALID, HELD], "merged"
    ),
    "input cells merged across": Case(
        without_table(lambda sheet: sheet.merge_cells("E4:F4")), [HELD, HELD, INVALID], "merged merged"
    ),
    "result cells merged": Case(
        without_table(lambda sheet: sheet.merge_cells("N2:N3")), [INVALID, INVALID, HELD], "merged"
    ),
    "a cell merged with itself": Case(
        without_table(lambda sheet: [sheet.merge_cells(area) for area in ("A2:A2", "C1:C1", "N3:N3")]),
        [SENT] * 3,
    ),
    "header merged": Case(
        without_table(lambda sheet: sheet.merge_cells("C1:D1")), [HELD] * 3, "Amount is part of a merged cell"
    ),
    "title merged": Case(
        without_table(lambda sheet: (sheet.insert_rows(1), sheet.merge_cells("A1:H1"))), [SENT] * 3
    ),
    "rows hidden": Case(hide, [SENT] * 3, "3 hidden or filtered rows are included"),
    "column moved": Case(swapped("Amount", "Notes"), [SENT] * 3),
    "key moved": Case(swapped("Key", "Status"), [SENT] * 3),
    "sheet renamed": Case(lambda sheet: setattr(sheet, "title", "Folha 1 (2)"), [SENT] * 3),
    "header in another language": Case(renamed("Amount", "Montant TTC"), [SENT] * 3),
    "header in capitals and spaces": Case(renamed("Amount", "  AMOUNT\u200b "), [SENT] * 3),
    "header misspelt": Case(renamed("Account", "Acount"), [HELD] * 3, "Did you mean Account?"),
    "header unknown": Case(renamed("Account", "My bank"), [SENT] * 3, "Columns that are not read: My bank"),
    "header missing": Case(renamed("Amount", "How much"), [HELD] * 3, "The column Amount is missing"),
    "key column renamed": Case(renamed("Key", "Chave"), [HELD] * 3, "The column Key is missing"),
    "two amounts": Case(renamed("Notes", "Valor"), [SENT] * 3, "Columns that are not read: Valor"),
    "amount twice": Case(
        without_table(put(1, ["Date", "Description", "Amount", "Amount"])),
        [HELD] * 3,
        "Two columns can be Amount",
    ),
    "total below": Case(put(5, [None, "Total", TOTAL.text]), [HELD] * 3 + [INVALID], "required"),
    "subtotal between": Case(
        put(3, ["Subtotal", None, SUBTOTAL.text]),
        [HELD, INVALID, HELD],
        "date_unreadable required",
    ),
    "header again": Case(
        put(3, ["Date", "Description", "Amount", "Account"]),
        [HELD, INVALID, HELD],
        "date_unreadable amount_unreadable name_unlike",
    ),
    "blank line": Case(put(3, [" ", "", None, "\u00a0"]), [SENT] * 2),
    "gap and titles": Case(without_table(down), [SENT] * 3),
    "only a reference": Case(
        put(5, [None] * 11 + ["F-9"]), [HELD] * 3 + [INVALID], "required required required"
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_sheets(office: Office, name: str) -> None:
    """Every row arrives as its sheet says, or nothing of the workbook leaves and the reason is told."""
    case = CASES[name]
    path = office.workbook(BILLS)
    change_sheet(path, case.change)
    outcome = office.run(path)
    assert statuses(outcome) == case.ends
    assert case.why in told(office, outcome)
    assert {record["amount_cents"] for record in office.stored()} <= CENTS
    assert office.posts() == len(office.stored()) == case.ends.count(SENT)


def told(office: Office, outcome: Outcome) -> str:
    """The reasons of the rows, what is wrong with the workbook, and what the preview said."""
    [book] = outcome.books
    rows = " / ".join(filter(None, map(reasons, book.entries)))
    notes = [note for preview in office.person.previews for note in preview.notes]
    return "\n".join([rows, *(problem.text for problem in book.problems), *notes])


def change_sheet(path: Path, change: Change) -> None:
    """Changes the first sheet; its formulas get the values that a program would calculate."""
    edit(path, change)
    calculate(path, [TOTAL, SUBTOTAL])


def test_a_row_tells_all_its_problems_at_once(office: Office) -> None:
    """Who corrects what a row says is not told of the next thing, and the next, import after import."""
    row = {**BILLS[0], "account": "Itau", "category": "Lazr", "paid": "perhaps", "repeat": "often"}
    path = office.workbook([row])
    change_sheet(path, put(2, ["soon", "Bill", "1,234"]))
    [entry] = office.run(path).books[0].entries
    assert reasons(entry) == "date_unreadable amount_ambiguous yes_no choice name_unlike name_unknown"
    assert [problem.cell for problem in entry.problems] == ["A2", "C2", "G2", "J2", "D2", "F2"]
    assert all(problem.text in entry.message for problem in entry.problems)


def test_a_formula_in_the_way_of_results_is_told_before_anything_is_sent(office: Office) -> None:
    """Results that could not be written afterwards are no surprise after the money has left."""
    path = office.workbook(BILLS)
    edit(path, lambda sheet: setattr(sheet["N2"], "value", ArrayFormula("N2:N9", "=A2:A9")))
    outcome = office.run(path)
    assert set(statuses(outcome)) == {"not_sent"}
    assert "belongs to the formula in N2:N9" in outcome.books[0].entries[0].message
    assert office.posts() == 0


@pytest.mark.parametrize("answer", [True, False])
def test_what_only_a_person_can_tell_is_asked(office: Office, answer: bool) -> None:
    """A row pasted twice and a column without a minus are one question each; a no sends nothing."""
    office.person = Person(answer)
    path = office.workbook([{**BILLS[0], "amount": 3}, {**BILLS[0], "amount": 3}, {**BILLS[1], "amount": 4}])
    outcome = office.run(path)
    asked = " ".join(office.person.questions)
    assert set(statuses(outcome)) == {SENT if answer else HELD}
    assert office.posts() == (3 if answer else 0)
    assert "Is every row of book.xlsx income" in asked
    assert not answer or "Rows 2, 3" in asked


def test_a_copied_workbook_sends_nothing_and_its_new_rows_go(office: Office) -> None:
    """Last month's file, saved under another name and continued, sends what is new in it."""
    path = office.workbook(BILLS)
    assert statuses(office.run(path)) == [SENT] * 3
    copy = path.with_name("december.xlsx")
    copy.write_bytes(path.read_bytes())
    edit(copy, put(5, [date(2026, 12, 3), "Bill 6", -6]))
    assert statuses(office.run(copy)) == ["already_sent"] * 3 + [SENT]
    assert office.posts() == 4


def test_results_merged_afterwards_keep_what_was_sent(office: Office) -> None:
    """Who merges the cells of what was sent is told to part them, and nothing is sent again."""
    path = office.workbook(BILLS)
    assert statuses(office.run(path)) == [SENT] * 3
    edit(path, without_table(lambda sheet: sheet.merge_cells("R2:R4")))
    assert statuses(office.run(path)) == [INVALID] * 3
    edit(path, lambda sheet: sheet.unmerge_cells("R2:R4"))
    assert statuses(office.run(path)) == ["already_sent"] * 3
    assert office.posts() == 3
