"""Downloading the invoices' PDFs: several at a time, each whole or not at all, again and again."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from begun import begun
from bookkeeper import BAKERY, OFFICE, Bookkeeper, column, invoice, lines
from file_store import PDF, FileStore, Reply, serving

from xl_addin.errors import WrongUse
from xl_addin.fetching.izi.hosts import LARGEST
from xl_addin.fetching.listing import Query

FILES = "GET /izi/facturas/"
FIRST = "TEST/1020703023/factura-001481.pdf"
SECOND = "TEST/1020703023/factura-001482.pdf"


@pytest.fixture
def bookkeeper(sandbox_env: dict[str, str], tmp_path: Path) -> Bookkeeper:
    """Somebody who invoices for one company or two."""
    return Bookkeeper(tmp_path, sandbox_env)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[FileStore]:
    """A store of files that is not iZi's."""
    with serving(tmp_path) as store:
        yield store


def downloads(sandbox: Any) -> list[str]:
    """The files that were asked for."""
    calls = sandbox.state()["calls"]
    return [call["path"] for call in calls if call["method"] == "GET" and "/facturas/" in call["path"]]


def test_each_invoices_file_is_there_by_number(bookkeeper: Bookkeeper, sandbox: Any) -> None:
    """One folder an issuer, whole PDFs that only the user can read, and a line that says so for each."""
    bookkeeper.send([invoice(1), invoice(2), invoice(3, issuer=BAKERY)])
    listing = bookkeeper.download()
    expected = [FIRST, SECOND, "TEST/3415720017/factura-020418.pdf"]
    assert bookkeeper.files() == column(listing, "File") == expected
    assert column(listing, "Result") == ["downloaded"] * 3
    assert column(listing, "Number") == ["1481", "1482", "20418"]
    assert not listing.notes
    assert (bookkeeper.bar.total, bookkeeper.bar.done) == (3, 3)
    for number, name in ((1481, FIRST), (1482, SECOND)):
        file = bookkeeper.out / name
        assert f"FACTURA N° {number}".encode("cp1252") in file.read_bytes()
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_is_there_is_not_downloaded_again(bookkeeper: Bookkeeper, sandbox: Any) -> None:
    """A second run brings the new invoice only, and leaves the others untouched."""
    bookkeeper.send([invoice(1)])
    bookkeeper.download()
    bookkeeper.send([invoice(2)])
    before = (bookkeeper.out / FIRST).stat()
    listing = bookkeeper.download()
    assert column(listing, "Result") == ["already there", "downloaded"]
    after = (bookkeeper.out / FIRST).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert set(Counter(downloads(sandbox)).values()) == {1}


@pytest.mark.parametrize("left", [b"", b"%PDF-1.4\n1 0 obj", b"<html>sign in</html>%%EOF"])
def test_what_is_no_whole_pdf_is_downloaded_anew(bookkeeper: Bookkeeper, left: bytes) -> None:
    """A file that broke off on its way through some other program does not pass for the invoice."""
    bookkeeper.send([invoice(1)])
    bookkeeper.download()
    file = bookkeeper.out / FIRST
    whole = file.read_bytes()
    file.write_bytes(left)
    assert column(bookkeeper.download(), "Result") == ["downloaded"]
    assert file.read_bytes() == whole


def test_roll_pdfs_lie_beside_the_others(bookkeeper: Bookkeeper) -> None:
    """The narrow ones are a download of their own, into the same folder."""
    bookkeeper.send([invoice(1)])
    bookkeeper.download()
    assert column(bookkeeper.download("roll_pdfs"), "Result") == ["downloaded"]
    page, roll = (bookkeeper.out / name for name in (FIRST, FIRST.replace(".pdf", "-rollo.pdf")))
    assert bookkeeper.files() == sorted([FIRST, FIRST.replace(".pdf", "-rollo.pdf")])
    assert page.read_bytes() != roll.read_bytes()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("truncate", "broke before its answer was complete"),
        ("drop-after-commit", "broke before its answer was complete"),
        ("error-500", "answered with an error (500"),
        ("unauthorized", "not open to everybody"),
    ],
)
def test_a_failed_file_is_told_and_brought_next_time(
    bookkeeper: Bookkeeper, sandbox: Any, kind: str, words: str
) -> None:
    """One file's failure stops no other, leaves nothing behind, and the same command goes on from there."""
    bookkeeper.send([invoice(1), invoice(2)])
    second = sandbox.state()["izi"]["facturas"][1]["id"]
    sandbox.add_fault(kind, 1, f"{FILES}factura-{second}.pdf")
    listing = bookkeeper.download()
    assert column(listing, "Result") == ["downloaded", "failed"]
    assert words in lines(listing)[1]["Reason"]
    assert listing.notes[0] == f"1 failed: {lines(listing)[1]['Reason']}"
    assert "Run the same command again" in listing.notes[1]
    assert bookkeeper.files() == [FIRST]
    assert bookkeeper.bar.done == 2
    sandbox.add_fault(kind, 0, f"{FILES}factura-{second}.pdf")
    again = bookkeeper.download()
    assert column(again, "Result") == ["already there", "downloaded"]
    assert bookkeeper.files() == [FIRST, SECOND]


def test_an_answer_that_breaks_off_now_and_then_is_asked_for_again(
    bookkeeper: Bookkeeper, sandbox: Any
) -> None:
    """A shaky line makes the download slower, not incomplete."""
    bookkeeper.send([invoice(number) for number in range(12)])
    sandbox.add_fault("truncate", 0.3, FILES)
    for _ in range(5):
        listing = bookkeeper.download()
    assert set(column(listing, "Result")) == {"already there"}
    assert all(file.read_bytes().endswith(b"%%EOF\n") for file in bookkeeper.out.rglob("*.pdf"))


@pytest.mark.parametrize(
    "link",
    [
        "http://127.0.0.1/factura.pdf",
        "file:///etc/hostname",
        "ftp://127.0.0.1/factura.pdf",
        "https://ana:secret@127.0.0.1/factura.pdf",
        "https://127.0.0.1:0/factura.pdf",
        "https://[factura.pdf",
        "factura.pdf",
    ],
)
def test_only_encrypted_links_are_followed(bookkeeper: Bookkeeper, link: str) -> None:
    """A link of another kind, from wherever it came, fetches nothing; the others arrive."""
    bookkeeper.send([invoice(1), invoice(2)])
    bookkeeper.edit("UPDATE operations SET link = ? WHERE number = '1481'", link)
    listing = bookkeeper.download()
    assert column(listing, "Result") == ["failed", "downloaded"]
    assert "no https:// address" in listing.notes[0]
    assert bookkeeper.files() == [SECOND]


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(b"<html>Please sign in</html>"), "is no PDF"),
        (Reply(PDF[:-8], sized=False), "ends too early"),
        (Reply(PDF + b" " * (LARGEST + 1)), "larger than 20 MiB"),
        (Reply(b"<Error/>", 403), "not open to everybody"),
        (Reply(b"", 302, {"Location": "https://127.0.0.1:9/other.pdf"}), "That is not followed"),
        (Reply(PDF, 302, {"Location": "/other.pdf"}), "That is not followed"),
    ],
)
def test_what_is_no_invoice_is_not_kept(
    bookkeeper: Bookkeeper, store: FileStore, reply: Reply, words: str
) -> None:
    """A sign-in page, a piece of a file, an endless one, a redirect: an error in its line, and no file."""
    bookkeeper.send([invoice(1)])
    bookkeeper.edit("UPDATE operations SET link = ?", store.link("/factura.pdf", reply))
    listing = bookkeeper.download(XL_ADDIN_CA_BUNDLE=str(store.bundle))
    assert column(listing, "Result") == ["failed"]
    assert words in listing.notes[0]
    assert not bookkeeper.files()


def test_the_store_learns_nothing_about_us(bookkeeper: Bookkeeper, store: FileStore) -> None:
    """Another company's computer gets the address it gave out, and no credentials, body or cookie."""
    bookkeeper.send([invoice(1)])
    path = "/facturas/a%20b.pdf?X-Amz-Signature=a%2Fb&x=1"
    bookkeeper.edit("UPDATE operations SET link = ?", store.link(path) + "#page=2")
    listing = bookkeeper.download(XL_ADDIN_CA_BUNDLE=str(store.bundle))
    assert column(listing, "Result") == ["downloaded"], listing.notes
    [(asked, headers)] = store.requests
    assert asked == path
    assert {name.lower() for name in headers} == {"host", "user-agent", "accept", "accept-encoding"}
    assert bookkeeper.env["XL_ADDIN_IZI_CLIENT_ID"] not in str(headers)


def test_a_store_with_an_unknown_certificate_gets_no_request(
    bookkeeper: Bookkeeper, store: FileStore
) -> None:
    """Who stands between us and the store cannot hand out invoices."""
    bookkeeper.send([invoice(1), invoice(2)])
    bookkeeper.edit("UPDATE operations SET link = ? WHERE number = '1481'", store.link("/factura.pdf"))
    listing = bookkeeper.download()
    assert column(listing, "Result") == ["failed", "downloaded"]
    assert "certificate" in listing.notes[0]
    assert not store.requests


def test_a_name_that_a_folder_has_stops_no_other(bookkeeper: Bookkeeper) -> None:
    """What the disk refuses is told with the file's name."""
    bookkeeper.send([invoice(1), invoice(2)])
    (bookkeeper.out / FIRST).mkdir(parents=True)
    listing = bookkeeper.download()
    assert column(listing, "Result") == ["failed", "downloaded"]
    assert "factura-001481.pdf cannot be written" in listing.notes[0]


def test_a_folder_that_is_a_file_is_refused(bookkeeper: Bookkeeper, sandbox: Any) -> None:
    """Nothing is downloaded that cannot be kept."""
    bookkeeper.send([invoice(1)])
    bookkeeper.out.write_text("mine", "utf-8")
    with pytest.raises(WrongUse, match="cannot be written"):
        bookkeeper.download()
    assert bookkeeper.out.read_text("utf-8") == "mine"
    assert not downloads(sandbox)


def test_what_has_no_file_is_said(bookkeeper: Bookkeeper, sandbox: Any) -> None:
    """An invoice whose link was lost with its answer, and one in doubt, are named and not forgotten."""
    bookkeeper.send([invoice(1), invoice(2)])
    bookkeeper.edit("UPDATE operations SET link = '' WHERE number = '1481'")
    sandbox.add_fault("drop-after-commit", 1, "POST /izi/v1/facturas")
    bookkeeper.send([invoice(3)])
    listing = bookkeeper.download()
    assert column(listing, "Result") == ["no link", "downloaded"]
    assert column(listing, "File") == ["", SECOND]
    without, doubt = listing.notes
    assert without.startswith("1 invoice has no link")
    assert doubt.startswith("1 is in doubt")


def test_a_period_and_an_issuer(bookkeeper: Bookkeeper) -> None:
    """Only what was asked for comes; a period without invoices is an empty list and no error."""
    bookkeeper.send([invoice(1), invoice(2, issuer=BAKERY)])
    assert column(bookkeeper.download(query=Query(BAKERY)), "Issuer") == [BAKERY]
    assert bookkeeper.files() == [f"TEST/{BAKERY}/factura-020418.pdf"]
    assert not bookkeeper.download(query=Query(OFFICE, date(2020, 1, 1), date(2020, 1, 31))).rows


def test_a_name_does_not_depend_on_the_period(bookkeeper: Bookkeeper) -> None:
    """Two invoices with one number never take each other's file, even when fetched month by month."""
    bookkeeper.send([invoice("old"), invoice("new")])
    old, new = bookkeeper.operations()
    bookkeeper.edit("UPDATE operations SET number = '5'")
    statement = "UPDATE operations SET planned_at = ?, sent_at = ? WHERE id = ?"
    bookkeeper.edit(statement, "2026-10-05 12:00:00.000000", "2026-10-05 12:00:00.000000", old.id)
    bookkeeper.edit(statement, "2026-11-05 12:00:00.000000", "2026-11-05 12:00:00.000000", new.id)
    november = bookkeeper.download(query=Query(start=date(2026, 11, 1), end=date(2026, 11, 30)))
    assert column(november, "File") == [f"TEST/{OFFICE}/factura-000005-id-{new.remote_id}.pdf"]
    october = bookkeeper.download(query=Query(start=date(2026, 10, 1), end=date(2026, 10, 31)))
    assert column(october, "File") == [f"TEST/{OFFICE}/factura-000005.pdf"]
    assert column(october, "Result") == ["downloaded"]


def command(bookkeeper: Bookkeeper) -> subprocess.Popen[str]:
    """`xl-addin fetch izi pdfs --out out`, two files at a time."""
    return begun(bookkeeper.env, bookkeeper.home, "izi", "pdfs", "--out", bookkeeper.out)


@pytest.mark.skipif(sys.platform == "win32", reason="a SIGINT cannot be sent to another process")
def test_interrupted_it_goes_on_next_time(bookkeeper: Bookkeeper, sandbox: Any) -> None:
    """Ctrl-C leaves whole files and nothing else; the same command brings the rest, and nothing twice."""
    bookkeeper.send([invoice(number) for number in range(10)])
    sandbox.add_fault("slow", 1, FILES, seconds=1)
    with command(bookkeeper) as process:
        while not bookkeeper.files():
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        process.communicate()
    assert process.returncode == 130
    brought = bookkeeper.files()
    assert 0 < len(brought) < 10
    assert all((bookkeeper.out / name).read_bytes().endswith(b"%%EOF\n") for name in brought)
    assert {Path(name).suffix for name in brought} == {".pdf"}

    sandbox.add_fault("slow", 0, FILES)
    with command(bookkeeper) as process:
        stdout, stderr = process.communicate()
    assert process.returncode == 0, stderr
    assert Counter(word for word in ("already there", "downloaded") for _ in range(stdout.count(word))) == {
        "already there": len(brought),
        "downloaded": 10 - len(brought),
    }
    assert len(bookkeeper.files()) == 10
    assert set(Counter(downloads(sandbox)).values()) == {1}
