"""iZi cannot be asked: what becomes of an invoice whose answer was lost."""

from __future__ import annotations

from typing import Any

from izi_office import BAKERY, CHARGES, DINER, FACTURAS, HARDWARE, INVOICES, KEYLESS, invoiced, later, line
from office import Office, Person, cells, edit, retype, retype_row, statuses

from xl_addin.importing.preview import Preview
from xl_addin.settling.progress import Progress
from xl_addin.settling.resolve import resolve


class Clumsy(Person):
    """Somebody whose network breaks for one row, after so many were decided."""

    def __init__(self, sandbox: Any, after: int) -> None:
        super().__init__()
        self._sandbox = sandbox
        self._after = after
        self._decided = 0

    def show(self, preview: Preview) -> None:
        """Breaks at once where it is the first row's turn."""
        super().show(preview)
        self._break_when_due()

    def begin(self, what: str, total: int) -> Progress:
        """A bar that is watched."""
        return Progress(advance=self._advance)

    def _advance(self) -> None:
        self._decided += 1
        self._break_when_due()

    def _break_when_due(self) -> None:
        rate = 1.0 if self._decided == self._after else 0.0
        self._sandbox.add_fault("drop-after-commit", rate, FACTURAS)


def lose_the_answer_of(office: Office, sandbox: Any, number: int) -> None:
    """The answer of the row with this place, counted from 0, will be lost; there is one sender."""
    office.person = Clumsy(sandbox, number)


def test_a_lost_answer_is_one_doubt(office: Office, sandbox: Any) -> None:
    """One answer lost in the middle leaves one invoice in doubt; the issuer's others are sent in order."""
    lose_the_answer_of(office, sandbox, 1)
    path = office.workbook([line(number) for number in range(4)], template=INVOICES)
    outcome = office.run(path, workers=1)
    assert statuses(outcome) == ["sent", "in_doubt", "sent", "sent"]
    assert outcome.exit_code == 3
    assert [invoice["razonSocial"] for invoice in invoiced(office)] == [f"Cliente {n}" for n in range(4)]
    doubtful = cells(path)[1]
    assert doubtful["Id"] is None
    assert doubtful["Total"] is None
    assert "cannot be asked" in doubtful["Message"]
    assert "xl-addin journal resolve" in doubtful["Message"]
    assert "reconcile" not in doubtful["Message"]


def test_a_doubt_is_not_sent_again_and_holds_back_nobody(office: Office, sandbox: Any) -> None:
    """The next import leaves the doubtful invoice alone, says how to settle it, and sends what is new."""
    lose_the_answer_of(office, sandbox, 0)
    rows = [line("A"), later("A", "Queso"), line("B", issuer=DINER)]
    path = office.workbook(rows, template=INVOICES)
    assert statuses(office.run(path, workers=1)) == ["in_doubt", "sent"]
    office.person = Person()
    head = {"Invoice": "C", "Issuer": DINER, "Buyer NIT": "1", "Buyer name": "Eva"}
    retype_row(path, 5, {**head, "Item": "Té", "Quantity": 1, "Unit price": 5})
    outcome = office.run(path)
    assert statuses(outcome) == ["in_doubt", "already_sent", "sent"]
    assert outcome.exit_code == 3
    assert outcome.totals["in_doubt"] == 2
    with office.journal() as journal:
        name = journal.get(cells(path)[0]["Key"]).id
    for row in cells(path)[:2]:
        assert f"journal resolve {name} --number NUMBER" in row["Message"]
    assert len(invoiced(office)) == 3


def test_settled_as_sent(office: Office, sandbox: Any) -> None:
    """Whoever finds the invoice in iZi's app says its number, and the row is sent for good."""
    lose_the_answer_of(office, sandbox, 0)
    path = office.workbook([line("A"), later("A", "Queso")], template=INVOICES)
    office.run(path)
    [invoice] = invoiced(office)
    with office.journal() as journal:
        resolve(journal, journal.get(cells(path)[0]["Key"]).id, sent_as="", number=f"00{invoice['numero']}")
    office.person = Person()
    outcome = office.run(path)
    assert statuses(outcome) == ["already_sent"]
    assert outcome.exit_code == 0
    assert [(row["Number"], row["Id"]) for row in cells(path)] == [(str(invoice["numero"]), None)] * 2
    [told] = outcome.as_json()["workbooks"][0]["rows"][:1]
    assert (told["number"], told["remote_id"]) == (str(invoice["numero"]), "")
    assert [row["Status"] for row in cells(path)] == ["sent", "sent"]
    assert office.posts() == 1


def test_a_number_is_kept_on_another_computer(office: Office, colleague: Office, sandbox: Any) -> None:
    """A row that was settled by its number goes out no second time elsewhere, and its cells stay."""
    lose_the_answer_of(office, sandbox, 0)
    path = office.workbook([line("A")], template=INVOICES)
    office.run(path)
    [invoice] = invoiced(office)
    with office.journal() as journal:
        resolve(journal, journal.get(cells(path)[0]["Key"]).id, sent_as="", number=str(invoice["numero"]))
    office.person = Person()
    office.run(path)
    before = cells(path)
    assert (before[0]["Status"], before[0]["Number"]) == ("sent", str(invoice["numero"]))
    assert statuses(colleague.run(path)) == ["invalid"]
    assert (cells(path), office.posts()) == (before, 1)
    assert statuses(office.run(path)) == ["already_sent"]


def test_settled_as_not_sent(office: Office, sandbox: Any) -> None:
    """Whoever made sure that it is not there says so, and the next import sends it once."""
    sandbox.add_fault("drop-before-commit", 1.0, FACTURAS)
    path = office.workbook([line("A")], template=INVOICES)
    assert statuses(office.run(path)) == ["in_doubt"]
    sandbox.add_fault("drop-before-commit", 0.0, FACTURAS)
    assert statuses(office.run(path)) == ["in_doubt"]
    with office.journal() as journal:
        resolve(journal, journal.get(cells(path)[0]["Key"]).id, sent_as=None)
    assert statuses(office.run(path)) == ["sent"]
    assert len(invoiced(office)) == 1
    assert statuses(office.run(path)) == ["already_sent"]


def test_an_invoice_that_looks_like_one_in_doubt_waits(office: Office, sandbox: Any) -> None:
    """The same invoice in a fresh workbook is not slipped past the doubt."""
    lose_the_answer_of(office, sandbox, 0)
    office.run(office.workbook([line("A")], template=INVOICES))
    office.person = Person()
    outcome = office.run(office.workbook([line("A")], "again.xlsx", INVOICES))
    assert statuses(outcome) == ["invalid"]
    assert "which is in doubt" in outcome.books[0].all_problems[0].text


def test_a_doubtful_invoice_that_was_deleted_blocks(office: Office, sandbox: Any) -> None:
    """Deleting all rows of a doubtful invoice does not make the doubt go away."""
    lose_the_answer_of(office, sandbox, 0)
    path = office.workbook([line("A"), later("A", "Queso"), line("B", issuer=DINER)], template=INVOICES)
    office.run(path, workers=1)
    office.person = Person()
    edit(path, lambda sheet: sheet.delete_rows(2, 2))
    outcome = office.run(path)
    assert "its row is gone" in str(outcome.books[0].problems[0])
    assert outcome.exit_code == 1


def test_a_doubtful_invoice_with_an_item_less_stays_in_doubt(office: Office, sandbox: Any) -> None:
    """What was in doubt is settled as it was sent, whatever became of its rows."""
    lose_the_answer_of(office, sandbox, 0)
    path = office.workbook([line("A"), later("A", "Queso")], template=INVOICES)
    office.run(path)
    office.person = Person()
    edit(path, lambda sheet: sheet.delete_rows(3))
    assert statuses(office.run(path)) == ["in_doubt"]
    assert office.posts() == 1


def test_a_doubtful_invoice_keeps_its_issuer(office: Office, sandbox: Any) -> None:
    """Another Issuer on a doubtful invoice does not send it for that one, and it stays in doubt."""
    lose_the_answer_of(office, sandbox, 0)
    path = office.workbook([line("A")], template=INVOICES)
    office.run(path)
    office.person = Person()
    retype(path, 2, "Issuer", DINER)
    outcome = office.run(path)
    assert statuses(outcome) == ["in_doubt"]
    assert BAKERY in outcome.books[0].entries[0].message
    assert office.posts() == 1
    retype(path, 2, "Issuer", BAKERY)
    assert statuses(office.run(path)) == ["in_doubt"]


def test_the_first_of_an_issuer_in_doubt_stops_that_issuer(office: Office) -> None:
    """An issuer whose first invoice gets no clear answer is not sent on; every other issuer is."""
    rows = [line(number, issuer=KEYLESS if number % 2 else HARDWARE) for number in range(8)]
    path = office.workbook(rows, template=INVOICES)
    outcome = office.run(path)
    of_hardware, of_keyless = statuses(outcome)[::2], statuses(outcome)[1::2]
    assert of_hardware == ["sent"] * 4
    assert of_keyless == ["in_doubt", "not_sent", "not_sent", "not_sent"]
    assert "the import stopped" in cells(path)[3]["Message"]
    assert office.posts() == 5


def test_a_charge_in_doubt_is_settled_by_hand(office: Office, sandbox: Any) -> None:
    """A charge whose answer was lost is not asked of its payer twice."""
    fee = {
        "description": "Cuota",
        "amount": 150,
        "payer_email": "ana@example.com",
        "invoice_nit": "4346405",
        "invoice_name": "Ana",
    }
    sandbox.add_fault("drop-after-commit", 1.0, "POST /izi/v1/cobros")
    path = office.workbook([fee], template=CHARGES)
    assert statuses(office.run(path)) == ["in_doubt"]
    assert "--sent ID`" in cells(path)[0]["Message"], "a charge has no number"
    sandbox.add_fault("drop-after-commit", 0.0, "POST /izi/v1/cobros")
    assert statuses(office.run(path)) == ["in_doubt"]
    assert office.posts() == 1


def test_half_an_answer_is_a_doubt(office: Office, sandbox: Any) -> None:
    """An answer that breaks off is no proof, though the invoice was made: nothing is sent again."""
    sandbox.add_fault("truncate", 1.0, FACTURAS)
    path = office.workbook([line("A")], template=INVOICES)
    assert statuses(office.run(path)) == ["in_doubt"]
    sandbox.add_fault("truncate", 0.0, FACTURAS)
    assert statuses(office.run(path)) == ["in_doubt"]
    assert len(invoiced(office)) == office.posts() == 1
