"""Writes pain.001 files as a treasury system does, sharing nothing with the program's reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from lxml import etree

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001."
CREATED = "2026-11-27T09:30:00+01:00"


@dataclass(frozen=True)
class Wish:
    """A transfer as a person wants it."""

    end_to_end_id: str = "XL-K7F3Q2M9"
    amount: Decimal = Decimal("1234.56")
    currency: str = "EUR"
    day: date = date(2026, 11, 30)
    debtor: str = "Acme Trading SARL"
    debtor_iban: str = "FR1420041010050500013M02606"
    creditor: str = "Müller & Söhne GmbH"
    creditor_account: str = "DE89370400440532013000"
    bic: str = "DEUTDEFF"
    reason: str = "Invoice 2026/117"
    instruction: str = "I-1"

    @property
    def block(self) -> tuple[str, str, date]:
        """What the transfers of one payment information block share."""
        return self.debtor, self.debtor_iban, self.day


@dataclass
class Style:
    """How a system writes its files.

    `said_count` and the three after it are lies that a test can put in.
    """

    version: str = "03"
    sums: bool = True
    moments: bool = False
    message_id: str = "MSG-1"
    said_count: int | None = None
    said_sum: Decimal | None = None
    block_count: int | None = None
    block_sum: Decimal | None = None
    namespace: str = field(default="")


def written(wishes: Sequence[Wish], style: Style | None = None) -> bytes:
    """A file with these transfers, one block for each debtor account and day."""
    style = style or Style()
    root = etree.Element("Document", nsmap={None: style.namespace or NAMESPACE + style.version})
    message = etree.SubElement(root, "CstmrCdtTrfInitn")
    header = etree.SubElement(message, "GrpHdr")
    add(header, "MsgId", style.message_id)
    add(header, "CreDtTm", CREATED)
    add_sums(header, wishes, style, style.said_count, style.said_sum)
    add(etree.SubElement(header, "InitgPty"), "Nm", "Acme Treasury")
    for number, (_, block) in enumerate(groupby(wishes, key=lambda wish: wish.block), start=1):
        add_block(message, list(block), style, number)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def add_block(message: etree._Element, wishes: Sequence[Wish], style: Style, number: int) -> None:
    """`PmtInf`."""
    block = etree.SubElement(message, "PmtInf")
    add(block, "PmtInfId", f"PMT-{number}")
    add(block, "PmtMtd", "TRF")
    add_sums(block, wishes, style, style.block_count, style.block_sum)
    add_day(etree.SubElement(block, "ReqdExctnDt"), wishes[0].day, style)
    add(etree.SubElement(block, "Dbtr"), "Nm", wishes[0].debtor)
    add_account(etree.SubElement(block, "DbtrAcct"), wishes[0].debtor_iban)
    add(path(block, "DbtrAgt", "FinInstnId"), bic_name(style), "BNPAFRPP")
    for wish in wishes:
        add_transfer(block, wish, style)


def add_transfer(block: etree._Element, wish: Wish, style: Style) -> None:
    """`CdtTrfTxInf`."""
    transfer = etree.SubElement(block, "CdtTrfTxInf")
    ids = etree.SubElement(transfer, "PmtId")
    if wish.instruction:
        add(ids, "InstrId", wish.instruction)
    add(ids, "EndToEndId", wish.end_to_end_id)
    amount = add(etree.SubElement(transfer, "Amt"), "InstdAmt", format(wish.amount, "f"))
    amount.set("Ccy", wish.currency)
    if wish.bic:
        add(path(transfer, "CdtrAgt", "FinInstnId"), bic_name(style), wish.bic)
    add(etree.SubElement(transfer, "Cdtr"), "Nm", wish.creditor)
    add_account(etree.SubElement(transfer, "CdtrAcct"), wish.creditor_account)
    if wish.reason:
        add(etree.SubElement(transfer, "RmtInf"), "Ustrd", wish.reason)


def add_sums(
    parent: etree._Element,
    wishes: Iterable[Wish],
    style: Style,
    said_count: int | None,
    said_sum: Decimal | None,
) -> None:
    """`NbOfTxs` and `CtrlSum`: the true ones, or the lies asked for."""
    amounts = [wish.amount for wish in wishes]
    if style.sums or parent.tag == "GrpHdr":
        add(parent, "NbOfTxs", str(len(amounts) if said_count is None else said_count))
    if style.sums:
        add(parent, "CtrlSum", format(sum(amounts, Decimal()) if said_sum is None else said_sum, "f"))


def add_day(parent: etree._Element, day: date, style: Style) -> None:
    """`ReqdExctnDt`, a date in version 03 and a choice since 08."""
    if style.version < "08":
        parent.text = day.isoformat()
    elif style.moments:
        add(parent, "DtTm", f"{day.isoformat()}T08:00:00+01:00")
    else:
        add(parent, "Dt", day.isoformat())


def add_account(parent: etree._Element, account: str) -> None:
    """An IBAN, or another id for what is none."""
    if account[:2].isalpha() and account[2:4].isdecimal():
        add(path(parent, "Id"), "IBAN", account)
    else:
        add(path(parent, "Id", "Othr"), "Id", account)


def add(parent: etree._Element, name: str, text: str) -> etree._Element:
    """A child with a text."""
    child = etree.SubElement(parent, name)
    child.text = text
    return child


def path(parent: etree._Element, *names: str) -> etree._Element:
    """Children within children."""
    for name in names:
        parent = etree.SubElement(parent, name)
    return parent


def bic_name(style: Style) -> str:
    """What a BIC's element is called."""
    return "BIC" if style.version == "03" else "BICFI"


def several(count: int) -> list[Wish]:
    """Different transfers."""
    return [
        replace(Wish(), end_to_end_id=f"XL-{number:05}", amount=Decimal(100 + number) / 100)
        for number in range(count)
    ]
