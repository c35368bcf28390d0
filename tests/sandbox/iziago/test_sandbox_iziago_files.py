"""Unit transfer files: what a bank would read, in the order it wants."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from plain_iziago import day

from xl_addin.sandbox.iziago import pain001
from xl_addin.sandbox.iziago.creditors import Creditor
from xl_addin.sandbox.iziago.fields import text
from xl_addin.sandbox.server import Sandbox

NAMES = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"}
SCHEMA = etree.XMLSchema(etree.parse(str(Path(__file__).with_name("unit_transfer.xsd"))))
TRANSFER = {
    "id": "trf-00000001", "createdAt": "2026-11-21T09:00:00Z", "amount": "1.00", "currency": "EUR",
    "type": "SEPA", "subtype": "SALARY", "executionDate": "2026-11-24", "endToEndId": "x",
}  # fmt: skip


def transfer_file(iziago: Any, **fields: Any) -> tuple[dict[str, Any], Any]:
    """A transfer that has just been made, and its file, which is valid."""
    made = iziago.post("/payments/transfers", **iziago.draft(**fields))
    answer = iziago.ask("GET", f"/payments/transfers/{made['id']}/file")
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/xml"
    document = etree.fromstring(answer.content)
    SCHEMA.assertValid(document)
    return made, document


def texts(document: Any, path: str) -> list[str]:
    """The texts of all elements on a path of names, anywhere."""
    steps = "/".join(f"p:{name}" for name in path.split("/"))
    return [str(element.text) for element in document.iterfind(f".//{steps}", NAMES)]


def paths(element: Any) -> list[str]:
    """Every element's name with a dot for each level above it, in document order."""
    depth = sum(1 for _ in element.iterancestors())
    return [
        "." * depth + etree.QName(element).localname,
        *(name for child in element for name in paths(child)),
    ]


def test_a_sepa_transfer_is_one_payment_file(iziago: Any) -> None:
    """Every element, in the schema's order."""
    _, document = transfer_file(iziago)
    assert paths(document) == [
        "Document",
        ".CstmrCdtTrfInitn",
        "..GrpHdr", "...MsgId", "...CreDtTm", "...NbOfTxs", "...CtrlSum", "...InitgPty", "....Nm",
        "..PmtInf", "...PmtInfId", "...PmtMtd", "...BtchBookg", "...NbOfTxs", "...CtrlSum",
        "...PmtTpInf", "....SvcLvl", ".....Cd",
        "...ReqdExctnDt",
        "...Dbtr", "....Nm", "...DbtrAcct", "....Id", ".....IBAN", "....Ccy",
        "...DbtrAgt", "....FinInstnId", ".....BIC", "...ChrgBr",
        "...CdtTrfTxInf", "....PmtId", ".....EndToEndId", "....Amt", ".....InstdAmt",
        "....CdtrAgt", ".....FinInstnId", "......BIC", "....Cdtr", ".....Nm",
        "....CdtrAcct", ".....Id", "......IBAN", "....RmtInf", ".....Ustrd",
    ]  # fmt: skip


def test_the_file_says_what_the_transfer_says(iziago: Any) -> None:
    """Who, whom, how much, when, why, and the end-to-end id by which it is found again."""
    made, document = transfer_file(iziago, executionDate=day(4))
    assert texts(document, "PmtId/EndToEndId") == ["k7f3q2m9"]
    assert texts(document, "InstdAmt") == ["1250.50"]
    assert document.find(".//p:InstdAmt", NAMES).get("Ccy") == "EUR"
    assert texts(document, "CtrlSum") == ["1250.50", "1250.50"]
    assert texts(document, "NbOfTxs") == ["1", "1"]
    assert texts(document, "ReqdExctnDt") == [day(4)]
    assert texts(document, "CreDtTm") == [made["createdAt"]]
    assert texts(document, "GrpHdr/MsgId") == texts(document, "PmtInfId") == [made["id"]]
    assert texts(document, "DbtrAcct/Id/IBAN") == [made["debtorIban"]]
    assert texts(document, "CdtrAcct/Id/IBAN") == [made["creditorIban"]]
    assert texts(document, "Dbtr/Nm") == texts(document, "InitgPty/Nm") == ["Vauzelle & Fils SAS"]
    assert texts(document, "Cdtr/Nm") == ["Verrerie de Givors"]
    assert texts(document, "RmtInf/Ustrd") == ["Facture VG-88"]
    assert (texts(document, "SvcLvl/Cd"), texts(document, "ChrgBr")) == (["SEPA"], ["SLEV"])


@pytest.mark.parametrize(
    ("subtype", "purpose"), [("SALARY", ["SALA"]), ("TREASURY", ["INTC"]), ("ORDINARY", [])]
)
def test_a_subtype_is_a_purpose(iziago: Any, subtype: str, purpose: list[str]) -> None:
    """Salaries and treasury have one; an ordinary transfer has none."""
    _, document = transfer_file(iziago, subtype=subtype)
    assert texts(document, "PmtTpInf/CtgyPurp/Cd") == purpose


def test_an_international_transfer_names_an_account_number(iziago: Any) -> None:
    """No service level, no IBAN; charges are shared, and the creditor's bank is named."""
    creditor = iziago.creditor("Hudson Cellars Inc.")
    dollars = iziago.account("Compte dollars")
    fields = {"debtorAccountId": dollars, "creditorAccountId": creditor, "currency": "USD"}
    _, document = transfer_file(iziago, type="INTERNATIONAL", **fields)
    assert texts(document, "CdtrAcct/Id/Othr/Id") == ["8817402265"]
    assert texts(document, "CdtrAgt/FinInstnId/BIC") == ["CHASUS33"]
    assert texts(document, "ChrgBr") == ["SHAR"]
    assert document.find(".//p:PmtTpInf", NAMES) is None
    assert texts(document, "DbtrAcct/Ccy") == ["USD"]


@pytest.mark.parametrize(
    "fields",
    [{"reason": None}, {"reason": "<Pâtés> & « œufs » ]]>"}, {"reason": "é" * 140}, {"endToEndId": "x" * 35},
     {"amount": 999_999_999.99}, {"amount": 0.01}, {"type": "DOMESTIC"}],
)  # fmt: skip
def test_whatever_is_taken_makes_a_valid_file(iziago: Any, fields: dict[str, Any]) -> None:
    """At the limits, with signs that XML minds, and without a reason."""
    made, document = transfer_file(iziago, **fields)
    assert texts(document, "Ustrd") == ([made["reason"]] if made["reason"] else [])
    assert texts(document, "EndToEndId") == [made["endToEndId"]]


def test_a_creditor_without_a_bic_is_paid_by_its_iban(iziago: Any) -> None:
    """The bank is left out, as the schema lets it be."""
    owner = iziago.post("/third-parties", name="Ana Gil", type="INDIVIDUAL", country="ES")
    account = {"iban": "ES9121000418450200051332", "currency": "EUR"}
    made = iziago.post(f"/third-parties/{owner['id']}/accounts", **account)
    _, document = transfer_file(iziago, creditorAccountId=made["id"])
    assert document.find(".//p:CdtrAgt", NAMES) is None
    assert texts(document, "CdtrAcct/Id/IBAN") == ["ES9121000418450200051332"]


def test_a_file_stays_the_same(iziago: Any) -> None:
    """Byte for byte, however often it is fetched."""
    made, _ = transfer_file(iziago)
    path = f"/payments/transfers/{made['id']}/file"
    assert iziago.ask("GET", path).content == iziago.ask("GET", path).content


@pytest.mark.parametrize("number", ["trf-00000000", "acc-9e3779b1", "x"])
def test_a_transfer_that_is_not_there_has_no_file(iziago: Any, number: str) -> None:
    """In JSON, as every error."""
    answer = iziago.ask("GET", f"/payments/transfers/{number}/file")
    assert (answer.status_code, answer.json()) == (404, {"error": "Introuvable"})


def test_a_file_can_be_cut_off(iziago: Any, sandbox: Sandbox) -> None:
    """Half a payment file is no payment file."""
    made, _ = transfer_file(iziago)
    sandbox.add_fault("truncate", 1, "GET /iziago/v1/payments")
    with pytest.raises(OSError, match=r"IncompleteRead|Connection broken"):
        iziago.ask("GET", f"/payments/transfers/{made['id']}/file")


@given(st.text(max_size=150))
def test_any_text_that_is_taken_comes_through(words: str) -> None:
    """What a reason may hold stands in the file as it was typed, and the file is valid."""
    if text(140)(words):
        return
    creditor = Creditor("Ana Gil", "ES9121000418450200051332", None, None, own=False)
    debtor = {"iban": "FR7630006000011234567890189", "bic": "AGRIFRPP", "currency": "EUR"}
    parsed = etree.fromstring(pain001.document({**TRANSFER, "reason": words}, "A & B", debtor, creditor))
    SCHEMA.assertValid(parsed)
    assert texts(parsed, "Ustrd") == [words]
