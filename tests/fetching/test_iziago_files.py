"""Payment files in a folder: checked against what was sent, a list to sign by, again and again."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from altering_proxy import Proxy
from begun import begun
from bookkeeper import column, lines
from run_day import TODAY
from treasurer import (
    CORKS,
    CURRENT_IBAN,
    EXPORT,
    GLASS,
    GLASS_IBAN,
    PAYDAY,
    SOON,
    Colleague,
    Treasurer,
    pay,
    set_scopes,
)

from xl_addin.apis.iziago.refusals import MissingScope
from xl_addin.errors import WrongUse
from xl_addin.fetching.listing import Query
from xl_addin.payment_files.read import read

POST = "POST /iziago/v1/payments/transfers"
FILES = "GET /iziago/v1/payments/transfers/"
NO_LIST = "[operations.payments.transfers]\npath = ''\n"
THIRTY = [
    pay(f"{100 + number}.{number:02}", CORKS if number % 2 else GLASS, reason=f"Facture {number}")
    for number in range(30)
]


def printed(treasurer: Treasurer) -> list[tuple[Any, ...]]:
    """The lines of the newest list to sign that have an end-to-end id and an amount."""
    newest = max(treasurer.out.glob("to-sign*.xlsx"), key=lambda file: file.stat().st_mtime_ns)
    sheet = openpyxl.load_workbook(newest).worksheets[0]
    rows = sheet.iter_rows(values_only=True)
    return [row for row in rows if isinstance(row[7], int | float) and len(str(row[4])) > 3]


def downloads(treasurer: Treasurer) -> Counter[str]:
    """How often each file was asked for."""
    return Counter(treasurer.asked("/file"))


def test_thirty_transfers_and_their_files_are_equal(treasurer: Treasurer) -> None:
    """Count, sums, ids, days and accounts agree; private files are there, and a list to sign."""
    treasurer.send(THIRTY)
    listing = treasurer.download()
    told = "30 / 3,439.35 EUR"
    assert listing.notes[:3] == [
        f"Ours: {told}. In Iziago's files: {told}. Equal, transfer by transfer.",
        "By Iziago's status: TO_SIGN 30. The list to sign holds all of them.",
        f"To print for the one who signs: {treasurer.out / 'to-sign.xlsx'}, {told}.",
    ]
    stored = {transfer["id"]: transfer for transfer in treasurer.state("transfers")}
    assert treasurer.files() == sorted(["to-sign.xlsx", *(f"{number}.xml" for number in stored)])
    assert (treasurer.bar.total, treasurer.bar.done) == (30, 30)
    for line in lines(listing):
        transfer, file = stored[line["Transfer"]], treasurer.out / line["File"]
        [payment] = read(file.read_bytes(), file.name).payments
        assert (payment.end_to_end_id, payment.amount) == (line["End-to-end id"], line["Amount"])
        assert Decimal(str(transfer["amount"])) == line["Amount"]
        assert (line["Result"], line["Ours"], line["Reason"]) == ("downloaded", True, "")
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    ids = {transfer["endToEndId"] for transfer in stored.values()}
    assert {row[4] for row in printed(treasurer)} == ids
    assert sum(Decimal(repr(row[7])) for row in printed(treasurer)) == Decimal("3439.35")


def test_a_second_run_downloads_what_is_new(treasurer: Treasurer) -> None:
    """What is there and still what Iziago says is not asked for again, and the comparison is of all."""
    treasurer.send(THIRTY[:3])
    treasurer.download()
    treasurer.send(THIRTY[3:5], name="more.xlsx")
    listing = treasurer.download()
    assert Counter(column(listing, "Result")) == {"already there": 3, "downloaded": 2}
    assert set(downloads(treasurer).values()) == {1}
    assert listing.notes[0].startswith("Ours: 5 / ")
    assert "Equal" in listing.notes[0]
    assert len(printed(treasurer)) == 5


def test_what_others_made_is_told_apart(treasurer: Treasurer, colleague: Colleague) -> None:
    """A colleague's transfer is no difference: it is counted by itself, and on the list to sign."""
    treasurer.send(THIRTY[:2])
    colleague.transfer()
    listing = treasurer.download()
    assert "Equal" in listing.notes[0]
    assert listing.notes[1].startswith("Not sent from here: 1 / 77.70 EUR.")
    assert sorted(column(listing, "Ours")) == [False, True, True]
    assert "BY-HAND-1" in {row[4] for row in printed(treasurer)}


def test_what_iziago_lost_is_missing(treasurer: Treasurer) -> None:
    """A transfer that the journal knows as sent and Iziago has no more is named, with row and amount."""
    treasurer.send(THIRTY[:2])
    treasurer.sandbox.reset()
    listing = treasurer.download()
    notes = " ".join(listing.notes)
    assert listing.notes[0] == "Ours: 2 / 201.01 EUR. In Iziago's files: 0. Not equal:"
    assert "row 2 of book.xlsx, sent on" in notes
    assert f"100.00 EUR to {GLASS_IBAN}" in notes
    assert "2 files are missing, from the comparison and from the list to sign." in notes
    assert "2 transfers that were sent are not in Iziago's list" in notes
    assert column(listing, "Result") == ["failed", "failed"]
    assert all("404" in reason for reason in column(listing, "Reason"))


def test_an_amount_that_the_journal_has_otherwise_is_found(treasurer: Treasurer) -> None:
    """A file whose amount is not what was sent is a difference, with both amounts and the row."""
    treasurer.send(THIRTY[:2])
    treasurer.edit("UPDATE operations SET request = replace(request, '101.01', '101.10')")
    notes = treasurer.download().notes
    assert notes[0] == "Ours: 2 / 201.10 EUR. In Iziago's files: 2 / 201.01 EUR. Not equal:"
    assert "Amount: 101.10 EUR with us, 101.01 EUR in trf-" in notes[1]


def test_another_debtor_account_is_found_under_the_account_that_was_meant(treasurer: Treasurer) -> None:
    """A transfer that debits another account than was asked is not lost by asking for one of the two."""
    treasurer.send(THIRTY[:1])
    other = "FR7630002012000000056993109"
    treasurer.edit("UPDATE operations SET request = replace(request, ?, ?)", CURRENT_IBAN, other)
    notes = treasurer.download(Query(account=EXPORT, start=SOON.start, end=SOON.end)).notes
    assert f"Debtor account: {other} with us, {CURRENT_IBAN} in trf-" in notes[1]


def test_an_account_and_a_period_restrict_it(treasurer: Treasurer) -> None:
    """Only files of that debtor account and those days are brought and compared."""
    later = PAYDAY + timedelta(days=7)
    treasurer.send(
        [
            pay("1.00"),
            pay("2.00", debtor_account=EXPORT),
            pay("3.00", debtor_account=EXPORT, execution_date=later),
        ]
    )
    listing = treasurer.download(Query(account=EXPORT, start=TODAY, end=PAYDAY))
    assert column(listing, "Amount") == [2]
    assert listing.notes[0].startswith("Ours: 1 / 2.00 EUR. In Iziago's files: 1 / 2.00 EUR. Equal")
    assert len(treasurer.files()) == 2


def test_without_a_list_the_journals_transfers_are_brought(
    treasurer: Treasurer, colleague: Colleague
) -> None:
    """A profile that has no list does not keep a treasurer from checking what was sent from here."""
    treasurer.profile(NO_LIST)
    treasurer.send(THIRTY[:3])
    colleague.transfer()
    for expected in ("downloaded", "already there"):
        listing = treasurer.download()
        assert column(listing, "Result") == [expected] * 3
        assert "Equal" in listing.notes[0]
        assert any("no list of transfers" in note for note in listing.notes)
    assert set(downloads(treasurer).values()) == {2}


def test_an_account_is_known_by_the_files_where_the_list_does_not_tell_it(treasurer: Treasurer) -> None:
    """A list without debtors does not put another account's files into the folder."""
    treasurer.profile("[fields.transfer]\ndebtor_iban = ''\ndebtor_account_id = ''\n")
    treasurer.send([pay("1.00"), pay("2.00", debtor_account=EXPORT)])
    listing = treasurer.download(Query(account=EXPORT, start=SOON.start, end=SOON.end))
    assert column(listing, "Amount") == [2]
    assert len(treasurer.files()) == 2


def test_a_transfer_in_doubt_counts_once_its_file_is_there(treasurer: Treasurer) -> None:
    """An answer was lost, Iziago has the transfer: it is compared as sent, and said to be in doubt."""
    treasurer.sandbox.add_fault("drop-after-commit", 1, POST)
    treasurer.send(THIRTY[:1])
    listing = treasurer.download()
    assert listing.notes[0].startswith("Ours: 1 / 100.00 EUR. In Iziago's files: 1 / 100.00 EUR. Equal")
    assert any("in doubt: row 2 of book.xlsx" in note for note in listing.notes)


def test_a_transfer_in_doubt_is_recognised_by_its_file_alone(treasurer: Treasurer) -> None:
    """Where the list tells no end-to-end ids, the file does, and the transfer is no second line."""
    treasurer.profile("[fields.transfer]\nend_to_end_id = ''\n")
    treasurer.sandbox.add_fault("drop-after-commit", 1, POST)
    treasurer.send(THIRTY[:1])
    listing = treasurer.download()
    assert column(listing, "Result") == ["downloaded"]
    assert column(listing, "Ours") == [True]
    assert "Equal" in listing.notes[0]


def test_a_file_with_another_amount_is_found(treasurer: Treasurer, proxy: Proxy) -> None:
    """The file says more than was sent, consistently in itself: the comparison names row and amounts."""
    treasurer.send(THIRTY[:3])
    proxy.alter = lambda _path, body: body.replace(b">101.01<", b">901.01<")
    listing = treasurer.download()
    assert listing.notes[0].endswith("Not equal:")
    assert "row 3 of book.xlsx" in listing.notes[1]
    assert "Amount: 101.01 EUR with us, 901.01 EUR in trf-" in listing.notes[1]
    assert Decimal("901.01") in {Decimal(repr(row[7])) for row in printed(treasurer)}


def test_a_file_that_cannot_be_read_is_kept_aside(treasurer: Treasurer, proxy: Proxy) -> None:
    """What contradicts itself gets no name that a bank would take, is not on the list, and comes again."""
    treasurer.send(THIRTY[:3])
    proxy.alter = lambda _path, body: (
        body.replace(b"<NbOfTxs>1<", b"<NbOfTxs>2<") if b"102.02" in body else body
    )
    listing = treasurer.download()
    [bad] = [line for line in lines(listing) if line["Result"] == "unreadable"]
    assert bad["File"] == f"{bad['Transfer']}.xml.unreadable"
    assert "by its own word there are 2 payments" in bad["Reason"]
    assert b"<NbOfTxs>2<" in (treasurer.out / bad["File"]).read_bytes()
    assert len(printed(treasurer)) == 2
    assert any("1 file is missing, from the comparison and from the list" in note for note in listing.notes)

    proxy.alter = lambda _path, body: body
    listing = treasurer.download()
    assert Counter(column(listing, "Result")) == {"already there": 2, "downloaded": 1}
    assert "Equal" in listing.notes[0]


def test_an_answer_that_is_no_xml_is_kept_aside_too(treasurer: Treasurer, proxy: Proxy) -> None:
    """Whatever came instead of a file can be shown to Iziago's support."""
    treasurer.send(THIRTY[:1])
    proxy.alter = lambda path, body: b"File is being made" if path.endswith("/file") else body
    [line] = lines(treasurer.download())
    assert line["Result"] == "unreadable"
    assert (treasurer.out / line["File"]).read_bytes() == b"File is being made"


def test_what_was_changed_in_iziago_meanwhile_is_seen(treasurer: Treasurer, proxy: Proxy) -> None:
    """The file in the folder is not overwritten, and not taken for what Iziago says now."""
    treasurer.send(THIRTY[:2])
    treasurer.download()
    before = {name: (treasurer.out / name).read_bytes() for name in treasurer.files() if name.endswith("xml")}
    proxy.alter = lambda _path, body: body.replace(b"101.01", b"901.01")
    listing = treasurer.download()
    assert Counter(column(listing, "Result")) == {"already there": 1, "not saved": 1}
    assert "901.01 EUR in trf-" in listing.notes[1]
    assert any("there already, with other content" in note for note in listing.notes)
    assert any("not the other file that is there" in note for note in listing.notes)
    assert Decimal("901.01") in {Decimal(repr(row[7])) for row in printed(treasurer)}
    assert {name: (treasurer.out / name).read_bytes() for name in before} == before


def test_a_file_made_anew_at_another_moment_is_the_same(treasurer: Treasurer, proxy: Proxy) -> None:
    """A service that dates its files anew each time has not changed a transfer."""
    treasurer.profile(NO_LIST)
    treasurer.send(THIRTY[:1])
    treasurer.download()
    proxy.alter = lambda _path, body: body.replace(b"<CreDtTm>2", b"<CreDtTm>1")
    listing = treasurer.download()
    assert column(listing, "Result") == ["already there"]
    assert "Equal" in listing.notes[0]


def test_nothing_to_sign_is_an_empty_list(treasurer: Treasurer) -> None:
    """A period without transfers is no error; an older list, perhaps signed, is left as it is."""
    treasurer.out.mkdir()
    (treasurer.out / "to-sign.xlsx").write_bytes(b"older")
    listing = treasurer.download()
    assert not listing.rows
    assert (treasurer.out / "to-sign.xlsx").read_bytes() == b"older"
    assert listing.notes[0] == f"To print for the one who signs: {treasurer.out / 'to-sign-2.xlsx'}, 0."


def test_without_the_scope_it_stops_and_names_it(treasurer: Treasurer) -> None:
    """One missing right is one message, not a failure for each file."""
    treasurer.send(THIRTY[:3])
    set_scopes(treasurer.sandbox, "statements")
    with pytest.raises(MissingScope, match="scope payments"):
        treasurer.download()
    assert not treasurer.out.exists()


def test_a_folder_that_cannot_be_one_is_wrong_use(treasurer: Treasurer) -> None:
    """A file of that name is left as it is."""
    treasurer.out.write_text("mine", "utf-8")
    with pytest.raises(WrongUse):
        treasurer.download()
    assert treasurer.out.read_text("utf-8") == "mine"


def command(treasurer: Treasurer) -> subprocess.Popen[str]:
    """`xl-addin fetch iziago files` with two workers, in a process of its own."""
    days = ["--start", str(SOON.start), "--end", str(SOON.end)]
    return begun(treasurer.env, treasurer.home, "iziago", "files", *days, "--out", treasurer.out)


@pytest.mark.skipif(sys.platform == "win32", reason="a SIGINT cannot be sent to another process")
def test_interrupted_it_goes_on_next_time(treasurer: Treasurer) -> None:
    """Ctrl-C leaves whole files and nothing else; the same command brings the rest, and nothing twice."""
    treasurer.send(THIRTY[:10])
    treasurer.sandbox.add_fault("slow", 1, FILES, seconds=1)
    with command(treasurer) as process:
        while not (treasurer.out.exists() and list(treasurer.out.glob("*.xml"))):
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        process.communicate()
    assert process.returncode == 130
    brought = treasurer.files()
    assert 0 < len(brought) < 10
    assert all(read((treasurer.out / name).read_bytes(), name).count == 1 for name in brought)

    treasurer.sandbox.add_fault("slow", 0, FILES)
    with command(treasurer) as process:
        stdout, stderr = process.communicate()
    assert process.returncode == 0, stderr
    assert stdout.count("already there") == len(brought)
    assert stdout.count("downloaded") == 10 - len(brought)
    assert "Equal, transfer by transfer." in " ".join(stderr.split())
    assert len(treasurer.files()) == 11
    assert set(downloads(treasurer).values()) == {1}
