"""Extra fields of an iZi account: columns called `Extra: ID`."""

from __future__ import annotations

from izi_office import DINER, INVOICES, invoiced, later, line
from office import Office, add_column, cells, retype, statuses


def test_extra_columns_travel_by_their_id(office: Office) -> None:
    """Each filled extra cell is sent under its id, digit by digit; blank ones are not sent."""
    path = office.workbook([line("A"), line("B"), line("C")], template=INVOICES)
    add_column(path, "Extra: 101", ["00123", None, " = 1 + 1"])
    add_column(path, "extra :102", ["Ñandú “1”", None, None])
    assert statuses(office.run(path)) == ["sent"] * 3
    assert [invoice["camposExtra"] for invoice in invoiced(office)] == [
        {"101": "00123", "102": "Ñandú “1”"},
        {},
        {"101": " = 1 + 1"},
    ]


def test_an_extra_field_is_the_whole_invoices(office: Office) -> None:
    """One of an invoice's rows says it; two that differ are refused with both cells."""
    rows = [line("A"), later("A", "Queso"), line("B", issuer=DINER), later("B", "Café")]
    path = office.workbook(rows, template=INVOICES)
    add_column(path, "Extra: 101", [None, "P-7", "P-8", "P-9"])
    outcome = office.run(path, partial=True)
    assert statuses(outcome) == ["sent", "invalid"]
    assert invoiced(office)[0]["camposExtra"] == {"101": "P-7"}
    [problem] = outcome.books[0].all_problems
    header = list(cells(path)[0])
    column = chr(ord("A") + header.index("Extra: 101"))
    assert f"P-8 in {column}4 and P-9 in {column}5" in problem.text


def test_an_id_that_izi_does_not_know_is_refused_by_it(office: Office) -> None:
    """The service's own words about an unknown field reach the row; other invoices of the issuer are sent."""
    path = office.workbook([line("A"), line("B")], template=INVOICES)
    add_column(path, "Extra: 999", ["x", None])
    assert statuses(office.run(path)) == ["rejected", "sent"]
    assert "camposExtra no configurados: 999" in cells(path)[0]["Message"]


def test_a_changed_extra_field_is_a_change(office: Office) -> None:
    """An extra field of a sent invoice that says something else is told as what it was and is."""
    path = office.workbook([line("A")], template=INVOICES)
    add_column(path, "Extra: 101", ["P-1"])
    office.run(path)
    retype(path, 2, "Extra: 101", "P-2")
    outcome = office.run(path)
    assert statuses(outcome) == ["invalid"]
    assert "Extra: 101 was P-1 and is P-2" in outcome.books[0].all_problems[0].text


def test_an_extra_column_without_an_id_is_refused(office: Office) -> None:
    """A column that is called Extra and names no field is not dropped in silence."""
    path = office.workbook([line("A")], template=INVOICES)
    add_column(path, "Extra:", ["P-1"])
    outcome = office.run(path)
    assert statuses(outcome) == ["not_sent"]
    assert "names no field" in str(outcome.books[0].problems[0])
    assert outcome.exit_code == 1
    assert office.posts() == 0
