"""The table of transfers: what Iziago says, joined with what the journal knows."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from bookkeeper import column, lines
from run_day import TODAY
from treasurer import (
    CORKS,
    CORKS_IBAN,
    CURRENT,
    CURRENT_IBAN,
    EXPORT,
    EXPORT_IBAN,
    GLASS,
    GLASS_IBAN,
    PAYDAY,
    SOON,
    Colleague,
    Treasurer,
    pay,
)

from xl_addin.errors import WrongUse
from xl_addin.fetching.export import export
from xl_addin.fetching.listing import Query

NO_LIST = "[operations.payments.transfers]\npath = ''\n"
POST = "POST /iziago/v1/payments/transfers"


def test_a_transfer_is_shown_whole_with_the_row_it_came_from(treasurer: Treasurer) -> None:
    """What Iziago says of a transfer stands beside the workbook and row that it was typed in."""
    treasurer.send([pay("99.90", reason="Facture VG-88"), pay("1250.50", CORKS, debtor_account=EXPORT)])
    stored = {transfer["creditorName"]: transfer for transfer in treasurer.state("transfers")}
    listing = treasurer.fetch("transfers", SOON)
    glass = stored[GLASS]
    assert lines(listing)[1] == {
        "Execution date": PAYDAY,
        "Amount": Decimal("99.90"),
        "Currency": "EUR",
        "Creditor": GLASS,
        "Status": glass["status"],
        "Workbook": "book.xlsx",
        "Row": 2,
        "Journal": "sent",
        "End-to-end id": glass["endToEndId"],
        "Debtor": CURRENT,
        "Debtor account": CURRENT_IBAN,
        "Creditor account": GLASS_IBAN,
        "Reason": "Facture VG-88",
        "Type": "SEPA",
        "Subtype": "ORDINARY",
        "Id": glass["id"],
    }
    assert column(listing, "Creditor") == [CORKS, GLASS]
    assert column(listing, "Row") == [3, 2]
    [days] = listing.notes
    assert days.startswith("Execution dates from ")
    assert not treasurer.asked("/file")


def test_transfers_of_others_are_there_and_nobodys(treasurer: Treasurer, colleague: Colleague) -> None:
    """What a colleague made by hand is listed, and no row of ours is claimed for it."""
    treasurer.send([pay()])
    colleague.transfer(endToEndId="=BY-HAND", reason="+33 4 72 00 00 00")
    listing = treasurer.fetch("transfers", SOON)
    found = {line["End-to-end id"]: line for line in lines(listing)}
    assert len(found) == 2
    by_hand = found["=BY-HAND"]
    assert (by_hand["Workbook"], by_hand["Row"], by_hand["Journal"]) == (None, None, None)
    assert by_hand["Amount"] == Decimal("77.70")
    file = treasurer.folder / "out.xlsx"
    export(listing, file, overwrite=False)
    cells = [cell for row in openpyxl.load_workbook(file).worksheets[0].iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells if cell.value in ("=BY-HAND", CURRENT_IBAN)} == {"s"}


def test_a_period_and_an_account_restrict_it(treasurer: Treasurer) -> None:
    """Only transfers of those days that debit that account are shown, whatever way it is named."""
    later = PAYDAY + timedelta(days=7)
    treasurer.send([pay("1.00"), pay("2.00", debtor_account=EXPORT), pay("3.00", execution_date=later)])
    to_payday = Query(start=TODAY, end=PAYDAY)
    assert sorted(column(treasurer.fetch("transfers", to_payday), "Amount")) == [1, 2]
    for name in (EXPORT, EXPORT.upper(), EXPORT_IBAN, f"{EXPORT_IBAN[:4]} {EXPORT_IBAN[4:]}"):
        listing = treasurer.fetch("transfers", Query(account=name, start=SOON.start, end=SOON.end))
        assert column(listing, "Amount") == [2]
        assert len(listing.notes) == 1
    afterwards = Query(start=later + timedelta(days=1), end=later + timedelta(days=2))
    assert not treasurer.fetch("transfers", afterwards).rows
    with pytest.raises(WrongUse, match=EXPORT):
        treasurer.fetch("transfers", Query(account="Compte exprot"))


def test_without_a_list_the_journal_tells_what_was_sent(treasurer: Treasurer, colleague: Colleague) -> None:
    """Under a profile that has no list, what was sent from here is shown, and said to be no more."""
    treasurer.profile(NO_LIST)
    treasurer.send([pay("12.30", reason="Acompte"), pay("4.00", CORKS)])
    colleague.transfer()
    listing = treasurer.fetch("transfers", SOON)
    ids = {item["endToEndId"]: item["id"] for item in treasurer.state("transfers")}
    found = {line["Creditor"]: line for line in lines(listing)}
    assert set(found) == {GLASS, CORKS}
    glass = found[GLASS]
    assert (glass["Amount"], glass["Status"], glass["Journal"]) == (Decimal("12.30"), "", "sent")
    assert (glass["Creditor account"], glass["Reason"]) == (GLASS_IBAN, "Acompte")
    assert glass["Id"] == ids[glass["End-to-end id"]]
    assert found[CORKS]["Creditor account"] == CORKS_IBAN
    [note, _days] = listing.notes
    assert "no list of transfers" in note


def test_what_the_list_leaves_out_is_read_from_the_files(treasurer: Treasurer, colleague: Colleague) -> None:
    """A list of ids and words alone becomes a whole table by the transfers' own files."""
    left_out = (
        "amount",
        "currency",
        "execution_date",
        "end_to_end_id",
        "creditor_iban",
        "creditor_name",
        "reason",
    )
    treasurer.profile("[fields.transfer]\n" + "".join(f"{name} = ''\n" for name in left_out))
    treasurer.send([pay("99.90", reason="Facture VG-88")])
    colleague.transfer()
    listing = treasurer.fetch("transfers", SOON)
    ours, theirs = sorted(lines(listing), key=lambda line: str(line["End-to-end id"]), reverse=True)
    assert (ours["Amount"], ours["Creditor"], ours["Row"]) == (Decimal("99.90"), GLASS, 2)
    assert (ours["Creditor account"], ours["Execution date"]) == (GLASS_IBAN, PAYDAY)
    assert ours["Reason"] == "Facture VG-88"
    assert (theirs["End-to-end id"], theirs["Amount"]) == ("BY-HAND-1", Decimal("77.70"))
    assert theirs["Row"] is None
    assert listing.notes[0] == "What the list does not tell of 2 transfers was read from their files."


def test_a_file_that_does_not_come_leaves_blanks_and_a_word(treasurer: Treasurer) -> None:
    """A transfer that nobody tells more of is still a line, and the reason is said."""
    treasurer.profile("[fields.transfer]\namount = ''\n")
    treasurer.send([pay()])
    treasurer.sandbox.add_fault("error-500", 1, "GET /iziago/v1/payments/transfers/")
    listing = treasurer.fetch("transfers", SOON)
    assert column(listing, "Amount") == [None]
    [note, _days] = listing.notes
    assert "not in a file either" in note
    assert "500" in note


def test_a_transfer_in_doubt_is_said_to_be_there(treasurer: Treasurer) -> None:
    """An answer was lost and the transfer is listed: it is shown once, in doubt, and how to settle it."""
    treasurer.sandbox.add_fault("drop-after-commit", 1, POST)
    treasurer.send([pay()])
    listing = treasurer.fetch("transfers", SOON)
    [line] = lines(listing)
    assert (line["Journal"], line["Row"]) == ("in doubt", 2)
    assert line["Id"] == treasurer.state("transfers")[0]["id"]
    [note, _days] = listing.notes
    assert "row 2 of book.xlsx" in note
    assert "xl-addin journal reconcile" in note


def test_a_transfer_in_doubt_that_iziago_lacks_is_a_line_of_ours(treasurer: Treasurer) -> None:
    """What may have arrived is not forgotten because Iziago's list does not have it."""
    treasurer.sandbox.add_fault("drop-before-commit", 1, POST)
    treasurer.send([pay("55.00")])
    listing = treasurer.fetch("transfers", SOON)
    [line] = lines(listing)
    assert (line["Journal"], line["Id"], line["Status"]) == ("in doubt", "", "")
    assert line["Amount"] == 55
    assert "in doubt" in listing.notes[0]


def test_what_was_sent_and_is_not_listed_is_said(treasurer: Treasurer) -> None:
    """A transfer that vanished from Iziago's list stays a line, and the treasurer is told to look for it."""
    treasurer.send([pay(), pay("20.00", CORKS)])
    treasurer.sandbox.reset()
    listing = treasurer.fetch("transfers", SOON)
    assert sorted(column(listing, "Amount")) == [10, 20]
    assert column(listing, "Journal") == ["sent", "sent"]
    assert column(listing, "Status") == ["", ""]
    [note, _days] = listing.notes
    assert note.startswith("2 transfers that were sent are not in Iziago's list of these days: row 2 of book")


def test_what_the_journal_holds_for_not_sent_and_iziago_has_is_a_warning(treasurer: Treasurer) -> None:
    """Held for not sent, and yet it is there: who sends it again would pay twice, and is warned."""
    treasurer.sandbox.add_fault("drop-after-commit", 1, POST)
    treasurer.send([pay()])
    treasurer.edit("UPDATE operations SET state = 'not_sent'")
    listing = treasurer.fetch("transfers", SOON)
    assert column(listing, "Journal") == ["not sent"]
    [note, _days] = listing.notes
    assert "although the journal holds it for not sent: row 2 of book.xlsx" in note


def test_a_rehearsal_elsewhere_is_not_taken_for_the_real_thing(treasurer: Treasurer, tmp_path: Path) -> None:
    """What was sent to another host or for another company does not count as sent here."""
    treasurer.send([pay()])
    treasurer.edit("UPDATE operations SET host = 'rehearsal.example'")
    assert column(treasurer.fetch("transfers", SOON), "Journal") == [None]
    treasurer.edit("UPDATE operations SET host = ?, company = 'other'", treasurer.operations()[0].scope.host)
    assert column(treasurer.fetch("transfers", SOON), "Journal") == [None]
