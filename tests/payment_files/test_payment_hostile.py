"""A hostile or foreign document ends in a clear error, with nothing fetched, expanded or filled up."""

from __future__ import annotations

import http.server
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pain001 import Style, Wish, written

from xl_addin.errors import PaymentFileError
from xl_addin.payment_files.document import LARGEST
from xl_addin.payment_files.read import read

GOOD = written([Wish()])
DECLARATION = b"<?xml version='1.0' encoding='UTF-8'?>\n"
MEMORY = 300 * 1024 * 1024
"""More than Python with lxml needs to start."""
PROGRAM = """
    import resource, sys
    from xl_addin.errors import PaymentFileError
    from xl_addin.payment_files.read import read
    content = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
    try:
        read(content, "T-1")
    except PaymentFileError as error:
        print(error)
"""


class Listener(http.server.BaseHTTPRequestHandler):
    """Notes who asks."""

    def do_GET(self) -> None:
        """Counts the visit and answers with an entity's text."""
        self.server.visits += 1  # type: ignore[attr-defined]
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"stolen")

    def log_message(self, *_: object) -> None:
        """Keeps the test's output clean."""


@pytest.fixture
def listener() -> Iterator[http.server.HTTPServer]:
    """A web server that a document could make us ask."""
    with http.server.HTTPServer(("127.0.0.1", 0), Listener) as server:
        server.visits = 0  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def with_doctype(doctype: str, inside: str) -> bytes:
    """The good file with a document type and with a reference in a payment's reason."""
    text = GOOD.decode().replace("<Document", f"{doctype}\n<Document", 1)
    return text.replace("Invoice 2026/117", inside).encode()


def refused(content: bytes, reason: str) -> None:
    """Asserts that reading ends in an error for people."""
    with pytest.raises(PaymentFileError, match=reason):
        read(content, "T-1")


def test_a_file_on_this_computer_is_not_read_in(tmp_path: Path) -> None:
    """A payment's text never carries away what lies on the user's disk."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", "utf-8")
    doctype = f'<!DOCTYPE Document [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    refused(with_doctype(doctype, "&x;"), "declares a document type")


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE Document SYSTEM "{url}">',
        '<!DOCTYPE Document [<!ENTITY % p SYSTEM "{url}"> %p;]>',
        '<!DOCTYPE Document [<!ENTITY x SYSTEM "{url}">]>',
    ],
)
def test_nobody_is_asked_over_the_network(listener: http.server.HTTPServer, doctype: str) -> None:
    """Opening a file tells nobody that it was opened."""
    url = f"http://127.0.0.1:{listener.server_port}/x.dtd"
    refused(with_doctype(doctype.replace("{url}", url), "text"), "declares a document type")
    assert listener.visits == 0  # type: ignore[attr-defined]


def test_included_files_and_schemas_stay_out(listener: http.server.HTTPServer, tmp_path: Path) -> None:
    """An instruction to include something, or to look for a schema, is plain markup here."""
    (tmp_path / "more.xml").write_text("<x/>", "utf-8")
    url = f"http://127.0.0.1:{listener.server_port}/x.xsd"
    include = (
        f"<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='{(tmp_path / 'more.xml').as_uri()}'/>"
    )
    schema = f"xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='urn:x {url}'"
    text = GOOD.decode().replace("<CstmrCdtTrfInitn>", f"<CstmrCdtTrfInitn {schema}>{include}")
    text = text.replace("<Document", f"<?xml-stylesheet href='{url}'?><Document", 1)
    assert read(text.encode(), "T-1").payments == read(GOOD, "T-1").payments
    assert listener.visits == 0  # type: ignore[attr-defined]


def test_a_billion_laughs_are_not_laughed() -> None:
    """Ten entities of ten entities each are refused before the first is expanded."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 11))
    refused(with_doctype(f'<!DOCTYPE Document [<!ENTITY l0 "lol">{entities}]>', "&l10;"), "document type")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "cp037"])
def test_a_document_type_cannot_hide_in_another_encoding(encoding: str) -> None:
    """What cannot be searched is not parsed."""
    text = with_doctype('<!DOCTYPE Document [<!ENTITY x "y">]>', "&x;").decode()
    refused(text.replace("UTF-8", encoding.upper()).encode(encoding), "is written in")


@pytest.mark.parametrize("name", ["UTF-7", "IBM037", "UTF-16", "nonsense"])
def test_an_encoding_of_another_family_is_refused(name: str) -> None:
    """A declared encoding in which letters are other bytes is not believed."""
    refused(GOOD.replace(b"UTF-8", name.encode()), f"is written in {name}")


BOMBS = {
    "one byte too many": GOOD + b" " * (LARGEST + 1 - len(GOOD)),
    "tiny elements": b"<a>" + b"<b/>" * (LARGEST // 4 - 2) + b"</a>",
    "nested": b"<a>" * (LARGEST // 3),
    "one long text": b"<a>" + b"x" * (LARGEST - 7) + b"</a>",
    "attributes": b"<a " + b" ".join(b'b%d=""' % number for number in range(300_000)) + b"/>",
    "comments": b"<a>" + b"<!---->" * 700_000 + b"</a>",
}


@pytest.mark.skipif(sys.platform == "win32", reason="memory is limited by setrlimit")
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_in_little_memory(bomb: str) -> None:
    """A file made to exhaust the computer is told from a payment file at once."""
    program = textwrap.dedent(PROGRAM).format(memory=MEMORY)
    done = subprocess.run(
        [sys.executable, "-c", program], input=BOMBS[bomb], capture_output=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.startswith(b"T-1 ")


def test_depth_inside_a_good_file_is_refused() -> None:
    """Elements within elements beyond all reason do not reach the program's stack."""
    refused(GOOD.replace(b"<CstmrCdtTrfInitn>", b"<CstmrCdtTrfInitn>" + b"<a>" * 5000), "is no XML")


OTHER_KINDS = [
    ("urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08", "pacs.008.001.08"),
    ("urn:iso:std:iso:20022:tech:xsd:camt.053.001.08", "camt.053.001.08"),
    ("urn:iso:std:iso:20022:tech:xsd:pain.008.001.02", "pain.008.001.02"),
    ("urn:iso:std:iso:20022:tech:xsd:pain.002.001.03", "pain.002.001.03"),
    ("urn:iso:std:iso:20022:tech:xsd:pain.001.001.02", "pain.001.001.02"),
    ("urn:iso:std:iso:20022:tech:xsd:pain.001.001.99", "pain.001.001.99"),
    ("http://www.w3.org/1999/xhtml", "http://www.w3.org/1999/xhtml"),
]


@pytest.mark.parametrize(("namespace", "kind"), OTHER_KINDS)
def test_another_kind_of_document_is_named(namespace: str, kind: str) -> None:
    """An account statement taken for a payment file is told as what it is."""
    refused(written([Wish()], Style(namespace=namespace)), rf"versions 03 to 12\) but {kind}\.")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is no XML"),
        (b"Not found", "is no XML"),
        (b'{"error": "forbidden"}', "is no XML"),
        (b"<html><body>Sign in</body></html>", "but html"),
        (GOOD[:-20], "is no XML"),
        (GOOD + GOOD, "is no XML"),
        (GOOD.replace(b"Invoice", b"&unknown;"), "is no XML"),
        (GOOD.replace("ü".encode(), b"\xff"), "is no XML"),
        (DECLARATION + b"<Document/>", "but Document"),
        (bytes(1000), "is written in UTF-16"),
        (b"PK\x03\x04" + bytes(100), "is no XML"),
    ],
)
def test_what_is_no_payment_file_is_refused(content: bytes, reason: str) -> None:
    """A sign-in page, half a file or a zip is no reason for a crash."""
    refused(content, reason)


@given(st.binary(max_size=300))
def test_any_bytes_are_refused(content: bytes) -> None:
    """Whatever arrives ends in a sentence for people."""
    refused(content, "T-1")


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=0, max_size=3))
def test_a_damaged_file_is_read_or_refused(at: int, damage: bytes) -> None:
    """A few bytes lost or changed on the way never end in a crash, and never in another amount unsaid."""
    content = GOOD[:at] + damage + GOOD[at + len(damage) + 1 :]
    try:
        [payment] = read(content, "T-1").payments
    except PaymentFileError:
        return
    assert payment.amount == Wish().amount
