"""For whom an invoice is issued: what may stand under Issuer."""

from __future__ import annotations

from decimal import Decimal

from izi_office import (
    ACTIVITIES,
    BAKERY,
    BRANCHES,
    CHARGES,
    DINER,
    HARDWARE,
    INVOICES,
    OWN,
    invoiced,
    issuers_toml,
    later,
    line,
)
from office import Office, add_column, cells, edit, retype, statuses

THREE = [
    {"nit": BAKERY, "name": "Panadería San Gabriel"},
    {"nit": DINER, "name": "Salteñas Doña Elvira"},
    {"nit": HARDWARE},
]


def notes(office: Office) -> str:
    """What the last preview said beside its figures."""
    return "\n".join(office.person.previews[-1].notes)


def test_an_issuer_is_a_nit_or_a_name(office: Office) -> None:
    """A listed company is found by its NIT or its name; capitals, accents and blanks do not count."""
    office.configure(issuers_toml(THREE))
    written = {
        "Salteñas Doña Elvira": DINER,
        "  saltenas   DOÑA elvira ": DINER,
        DINER: DINER,
        "PANADERIA SAN GABRIEL": BAKERY,
        HARDWARE: HARDWARE,
    }
    rows = [line(number, issuer=cell) for number, cell in enumerate(written)]
    assert set(statuses(office.run(office.workbook(rows, template=INVOICES)))) == {"sent"}
    issued = {invoice["razonSocial"]: invoice["emisor"] for invoice in invoiced(office)}
    assert issued == {f"Cliente {number}": nit for number, nit in enumerate(written.values())}


def test_a_nit_typed_as_a_number(office: Office) -> None:
    """A NIT that the spreadsheet holds as a number is the same NIT."""
    path = office.workbook([line("A")], template=INVOICES)
    retype(path, 2, "Issuer", int(DINER))
    assert statuses(office.run(path)) == ["sent"]
    assert [invoice["emisor"] for invoice in invoiced(office)] == [DINER]


def test_a_blank_issuer_with_one_known_is_that_one(office: Office) -> None:
    """The only issuer need not be written, and the preview says whom the blank means."""
    path = office.workbook([line("A", issuer=None)], template=INVOICES)
    assert statuses(office.run(path)) == ["sent"]
    assert [invoice["emisor"] for invoice in invoiced(office)] == [OWN]
    assert f"without an issuer is issued by {OWN}" in notes(office)


def test_a_blank_issuer_with_several_known_is_refused(office: Office) -> None:
    """Whoever works for several companies says which one; the list of them is shown."""
    office.configure(issuers_toml(THREE))
    path = office.workbook([line("A", issuer=None), line("B")], template=INVOICES)
    outcome = office.run(path)
    assert statuses(outcome) == ["invalid", "not_sent"]
    [problem] = outcome.books[0].all_problems
    assert problem.cell == "B2"
    for name in ("Panadería San Gabriel", "Salteñas Doña Elvira", HARDWARE, OWN):
        assert name in problem.text
    assert office.posts() == 0


def test_a_blank_issuer_with_none_known_is_refused(office: Office) -> None:
    """Without any issuer in the settings the row asks for a NIT."""
    office.environment = {**office.environment, "XL_ADDIN_IZI_ISSUER": ""}
    office.configure("")
    outcome = office.run(office.workbook([line("A", issuer=None)], template=INVOICES))
    assert statuses(outcome) == ["invalid"]
    assert "Write the NIT" in outcome.books[0].all_problems[0].text


def test_a_name_that_is_nearly_right_is_asked_back(office: Office) -> None:
    """A misspelt name is never guessed: the likely ones are offered."""
    office.configure(issuers_toml(THREE))
    outcome = office.run(office.workbook([line("A", issuer="Salteñas Doña Elvra")], template=INVOICES))
    assert statuses(outcome) == ["invalid"]
    assert "Did you mean: Salteñas Doña Elvira" in outcome.books[0].all_problems[0].text


def test_an_unlisted_nit_is_pointed_out(office: Office) -> None:
    """A NIT that the settings do not list may be right, and is said before anything is sent."""
    office.configure(issuers_toml(THREE[:1]))
    path = office.workbook([line("A", issuer=DINER), line("B")], template=INVOICES)
    assert statuses(office.run(path)) == ["sent", "sent"]
    assert f"names the issuer {DINER}, which the settings do not list" in notes(office)
    assert BAKERY not in notes(office)


def test_no_invoice_above_its_issuers_limit(office: Office) -> None:
    """An invoice above the limit is refused with both amounts; one that just reaches it is sent."""
    office.configure(issuers_toml([{"nit": BAKERY, "name": "Panadería", "limit": "1000.00"}]))
    rows = [line("A", quantity="100"), line("B", quantity="100"), later("B", "Queso", "1", "0.01")]
    outcome = office.run(office.workbook(rows, template=INVOICES), partial=True)
    assert statuses(outcome) == ["sent", "invalid"]
    [problem] = outcome.books[0].all_problems
    assert "1,000.01 Bs" in problem.text
    assert "1,000.00 Bs" in problem.text


def test_a_limit_counts_after_the_discount(office: Office) -> None:
    """What is compared with the limit is what the buyer pays."""
    office.configure(issuers_toml([{"nit": BAKERY, "limit": "1000"}]))
    rows = [line("A", quantity="101", discount=Decimal("10.00"))]
    assert statuses(office.run(office.workbook(rows, template=INVOICES))) == ["sent"]


def test_an_issuers_branch_and_activity_are_its_defaults(office: Office) -> None:
    """Codes from the settings fill blank cells, are said, and give way to what the row says."""
    listed = [{"nit": BRANCHES, "name": "Papelería", "branch": 2}, {"nit": ACTIVITIES, "activity": 854900}]
    office.configure(issuers_toml(listed))
    rows = [
        line("A", issuer="Papelería"),
        line("B", issuer="Papelería", branch=0),
        line("C", issuer=ACTIVITIES),
    ]
    path = office.workbook(rows, template=INVOICES)
    assert statuses(office.run(path)) == ["sent"] * 3
    by_buyer = {invoice["razonSocial"]: invoice for invoice in invoiced(office)}
    assert by_buyer["Cliente A"]["sucursal"] == 2
    assert by_buyer["Cliente B"]["sucursal"] == 0
    assert by_buyer["Cliente C"]["actividadEconomica"] == 854900
    assert "1 row of Papelería with a blank Branch gets branch 2." in notes(office)
    assert f"1 row of {ACTIVITIES} with a blank Activity gets activity 854900." in notes(office)


def test_the_preview_sums_by_issuer_with_the_discount(office: Office) -> None:
    """Before the yes stands what each issuer bills after discounts, and how much those take off."""
    office.configure(issuers_toml(THREE))
    rows = [
        line("A", quantity="3", price="10.005", discount=Decimal("0.52")),
        line("B", discount=Decimal("1.00")),
        line("C", issuer=HARDWARE, quantity="0.333", price="0.3333"),
    ]
    office.run(office.workbook(rows, template=INVOICES))
    [shown] = office.person.previews
    assert {name: total.net for (name, _), total in shown.sums.items()} == {
        "Panadería San Gabriel": Decimal("38.50"),
        HARDWARE: Decimal("0.11"),
    }
    assert shown.totals["BOB"].net == Decimal("38.61")
    assert "Panadería San Gabriel: 2 invoices have a discount, 1.52 Bs altogether" in notes(office)
    assert sorted(invoice["montoTotal"] for invoice in invoiced(office)) == [0.11, 9, 29.5]


def test_an_issuer_with_an_account_of_its_own(office: Office) -> None:
    """A client's own credentials send its invoices, even where no main account is set."""
    main = office.settings.izi
    own = {"nit": DINER, "name": "Salteñas", "client_id": main.client_id}
    office.environment = {
        **office.environment,
        "XL_ADDIN_IZI_CLIENT_ID": "",
        "XL_ADDIN_IZI_PUBLIC_KEY_FILE": "",
    }
    office.configure(issuers_toml([{**own, "public_key_file": main.public_key_file}]))
    path = office.workbook([line("A", issuer="salteñas"), line("B")], template=INVOICES)
    outcome = office.run(path, partial=True)
    assert statuses(outcome) == ["sent", "invalid"]
    assert "ClientId" in outcome.books[0].all_problems[0].text
    assert [invoice["emisor"] for invoice in invoiced(office)] == [DINER]


def test_another_issuer_after_sending_is_said(office: Office) -> None:
    """A sent invoice whose Issuer was changed is not sent for the other one as well."""
    path = office.workbook([line("A")], template=INVOICES)
    office.run(path)
    retype(path, 2, "Issuer", DINER)
    outcome = office.run(path)
    assert statuses(outcome) == ["invalid"]
    assert f"was sent for {BAKERY}" in outcome.books[0].all_problems[0].text
    assert len(invoiced(office)) == 1
    assert cells(path)[0]["Id"] == str(invoiced(office)[0]["id"])


def test_a_name_instead_of_the_nit_is_no_change(office: Office) -> None:
    """Writing the company's name where its NIT stood changes nothing that was sent."""
    office.configure(issuers_toml(THREE))
    path = office.workbook([line("A")], template=INVOICES)
    office.run(path)
    retype(path, 2, "Issuer", "Panadería San Gabriel")
    assert statuses(office.run(path)) == ["already_sent"]


def test_the_same_invoice_for_two_issuers_is_no_look_alike(office: Office) -> None:
    """The monthly fee that two companies bill to one buyer is asked about for neither."""
    rows = [line("A", buyer_name="Ana"), line("B", buyer_name="Ana", issuer=DINER)]
    assert statuses(office.run(office.workbook(rows, template=INVOICES))) == ["sent", "sent"]
    assert not any("equal" in question for question in office.person.questions)


def test_charges_stay_sent_when_issuers_are_added(office: Office) -> None:
    """A charge is the account's own: listing more companies does not make it new or unknown."""
    row = {
        "description": "Cuota",
        "amount": 10,
        "payer_email": "ana@example.com",
        "invoice_nit": "4346405",
        "invoice_name": "Ana",
    }
    path = office.workbook([row], template=CHARGES)
    assert statuses(office.run(path)) == ["sent"]
    office.configure(issuers_toml(THREE))
    assert statuses(office.run(path)) == ["already_sent"]
    copy = office.workbook([row], "copy.xlsx", CHARGES)
    assert statuses(office.run(copy)) == ["invalid"]


def test_the_issuer_column_may_be_left_out(office: Office) -> None:
    """A sheet without the column means the only issuer; with several known, each row asks for it."""
    path = office.workbook([line("A", issuer=None)], template=INVOICES)
    edit(path, lambda sheet: _drop_column(sheet, "Issuer"))
    add_column(path, "Vendedor", ["Eva"])
    assert statuses(office.run(path)) == ["sent"]
    assert [invoice["emisor"] for invoice in invoiced(office)] == [OWN]


def _drop_column(sheet: object, header: str) -> None:
    """Renames a header to what no template knows; its cells are blank."""
    [table] = sheet.tables.values()  # type: ignore[attr-defined]
    next(cell for cell in sheet[1] if cell.value == header).value = "Zona"  # type: ignore[index]
    next(column for column in table.tableColumns if column.name == header).name = "Zona"
