"""One transfer as a payment file: ISO 20022 pain.001.001.03, elements in the order of its schema."""

from __future__ import annotations

from lxml import etree

from xl_addin.sandbox.iziago.creditors import Creditor
from xl_addin.sandbox.records import Record

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"
_PURPOSES = {"SALARY": "SALA", "TREASURY": "INTC"}
_ONE = "1"


def document(transfer: Record, company: str, debtor: Record, creditor: Creditor) -> bytes:
    """The file of a transfer.

    Args:
        transfer: As the API answers it.
        company: Whose account is debited.
        debtor: The account that is debited.
        creditor: Whom the transfer pays.
    """
    root = etree.fromstring(f'<Document xmlns="{NAMESPACE}"/>')
    initiation = _add(root, "CstmrCdtTrfInitn")
    _add_header(initiation, transfer, company)
    payment = _add(initiation, "PmtInf")
    _add_payment(payment, transfer)
    _add_debtor(payment, transfer, company, debtor)
    _add_transaction(_add(payment, "CdtTrfTxInf"), transfer, creditor)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _add_header(initiation: etree._Element, transfer: Record, company: str) -> None:
    header = _add(initiation, "GrpHdr")
    _add(header, "MsgId", transfer["id"])
    _add(header, "CreDtTm", transfer["createdAt"])
    _add(header, "NbOfTxs", _ONE)
    _add(header, "CtrlSum", str(transfer["amount"]))
    _add(header, "InitgPty/Nm", company)


def _add_payment(payment: etree._Element, transfer: Record) -> None:
    _add(payment, "PmtInfId", transfer["id"])
    _add(payment, "PmtMtd", "TRF")
    _add(payment, "BtchBookg", "false")
    _add(payment, "NbOfTxs", _ONE)
    _add(payment, "CtrlSum", str(transfer["amount"]))
    level = "SEPA" if transfer["type"] == "SEPA" else None
    purpose = _PURPOSES.get(transfer["subtype"])
    if level or purpose:
        kind = _add(payment, "PmtTpInf")
        _add_some(kind, "SvcLvl/Cd", level)
        _add_some(kind, "CtgyPurp/Cd", purpose)
    _add(payment, "ReqdExctnDt", transfer["executionDate"])


def _add_debtor(payment: etree._Element, transfer: Record, company: str, debtor: Record) -> None:
    _add(payment, "Dbtr/Nm", company)
    account = _add(payment, "DbtrAcct")
    _add(account, "Id/IBAN", debtor["iban"])
    _add(account, "Ccy", debtor["currency"])
    _add(payment, "DbtrAgt/FinInstnId/BIC", debtor["bic"])
    _add(payment, "ChrgBr", "SHAR" if transfer["type"] == "INTERNATIONAL" else "SLEV")


def _add_transaction(transaction: etree._Element, transfer: Record, creditor: Creditor) -> None:
    _add(transaction, "PmtId/EndToEndId", transfer["endToEndId"])
    _add(transaction, "Amt/InstdAmt", str(transfer["amount"])).set("Ccy", transfer["currency"])
    _add_some(transaction, "CdtrAgt/FinInstnId/BIC", creditor.bic)
    _add(transaction, "Cdtr/Nm", creditor.name)
    account = _add(transaction, "CdtrAcct/Id")
    _add_some(account, "IBAN", creditor.iban)
    _add_some(account, "Othr/Id", creditor.account_number)
    _add_some(transaction, "RmtInf/Ustrd", transfer["reason"])


def _add(parent: etree._Element, path: str, text: str = "") -> etree._Element:
    """Adds one element inside the other, and the text in the last; gives the last."""
    for name in path.split("/"):
        parent = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    parent.text = text or None
    return parent


def _add_some(parent: etree._Element, path: str, text: str | None) -> None:
    """Adds nothing when there is nothing to say."""
    if text:
        _add(parent, path, text)
