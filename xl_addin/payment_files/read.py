"""Reads a payment file, and refuses one that contradicts itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from xl_addin.payment_files.document import opened
from xl_addin.payment_files.node import Node, refusal
from xl_addin.payment_files.payment import Payment, PaymentFile
from xl_addin.texts import say
from xl_addin.texts.figures import exact

_DECIMAL = re.compile(r"\+?(?=.{1,20}\Z)(?:\d+\.?\d*|\.\d+)", re.ASCII)
_COUNT = re.compile(r"\d{1,15}", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}")
_ZONE = r"(?:Z|[+-]\d\d:\d\d)?"
_DAY = re.compile(rf"(\d{{4}}-\d\d-\d\d)(?:T\d\d:\d\d:\d\d(?:\.\d+)?)?{_ZONE}", re.ASCII)
_MOMENT = re.compile(rf"\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?{_ZONE}", re.ASCII)
_TRANSFERS = {"TRF", "TRA"}
"""`PmtMtd` of transfers; the third, CHK, is a cheque."""


def read(content: bytes, name: str) -> PaymentFile:
    """The message in a file.

    Args:
        content: The file's bytes.
        name: What people call the file; stands in every error.

    Raises:
        PaymentFileError: It is no pain.001, hostile, incomplete, or its counts or sums are not those of its
            own payments.
    """
    message = opened(content, name)
    header = message.only("GrpHdr")
    blocks = message.all("PmtInf")
    if not blocks:
        raise message.lacks("PmtInf")
    payments = tuple(payment for block in blocks for payment in _block(block))
    _agree(header, payments)
    control_sum = header.maybe("CtrlSum")
    return PaymentFile(
        name=name,
        message_id=header.text("MsgId"),
        created=_created(header.only("CreDtTm")),
        count=_count(header.only("NbOfTxs")),
        control_sum=_decimal(control_sum) if control_sum else None,
        payments=payments,
    )


def _block(block: Node) -> list[Payment]:
    """The transfers of one `PmtInf`, which have debtor account and day in common."""
    method = block.only("PmtMtd")
    if method.own_text() not in _TRANSFERS:
        raise method.wrong(method.own_text())
    transfers = block.all("CdtTrfTxInf")
    if not transfers:
        raise block.lacks("CdtTrfTxInf")
    complete = partial(
        Payment,
        execution_date=_day(block.only("ReqdExctnDt")),
        debtor_name=block.maybe_text("Dbtr", "Nm"),
        debtor_iban=_account(block.only("DbtrAcct")),
        payment_info_id=block.text("PmtInfId"),
    )
    payments = [_payment(transfer, complete) for transfer in transfers]
    _agree(block, payments)
    return payments


def _payment(transfer: Node, complete: partial[Payment]) -> Payment:
    amount = transfer.only("Amt")
    if amount.maybe("EqvtAmt"):
        raise refusal(say("files.equivalent", file=amount.file, line=amount.line))
    instructed = amount.only("InstdAmt")
    account = transfer.maybe("CdtrAcct")
    bank = transfer.maybe("CdtrAgt", "FinInstnId")
    return complete(
        end_to_end_id=transfer.text("PmtId", "EndToEndId"),
        instruction_id=transfer.maybe_text("PmtId", "InstrId"),
        amount=_decimal(instructed),
        currency=_currency(instructed),
        creditor_name=transfer.maybe_text("Cdtr", "Nm"),
        creditor_account=_account(account) if account else "",
        creditor_bic=(bank.maybe_text("BIC") or bank.maybe_text("BICFI")) if bank else "",
        remittance=_remittance(transfer),
    )


def _account(account: Node) -> str:
    return account.maybe_text("Id", "IBAN") or account.text("Id", "Othr", "Id")


def _remittance(transfer: Node) -> str:
    told = transfer.maybe("RmtInf")
    if told is None:
        return ""
    parts = [text.own_text() for text in told.all("Ustrd")]
    for structured in told.all("Strd"):
        parts.append(structured.maybe_text("CdtrRefInf", "Ref"))
        parts += [text.own_text() for text in structured.all("AddtlRmtInf")]
    return " / ".join(part for part in parts if part)


def _agree(says: Node, payments: Sequence[Payment]) -> None:
    """Refuses a count or a control sum that is not that of the payments below it."""
    count = says.maybe("NbOfTxs")
    if count and _count(count) != len(payments):
        said, found = _count(count), len(payments)
        raise refusal(say("files.other_count", file=count.file, line=count.line, said=said, found=found))
    control = says.maybe("CtrlSum")
    total = sum((payment.amount for payment in payments), Decimal())
    if control and _decimal(control) != total:
        said_sum, found_sum = exact(_decimal(control)), exact(total)
        raise refusal(
            say("files.other_sum", file=control.file, line=control.line, said=said_sum, found=found_sum)
        )


def _count(node: Node) -> int:
    text = node.own_text()
    if not _COUNT.fullmatch(text):
        raise node.wrong(text)
    return int(text)


def _decimal(node: Node) -> Decimal:
    text = node.own_text()
    if not _DECIMAL.fullmatch(text):
        raise node.wrong(text)
    return Decimal(text)


def _currency(amount: Node) -> str:
    code = amount.element.get("Ccy", "")
    if not _CURRENCY.fullmatch(code):
        raise amount.wrong(code)
    return code


def _day(node: Node) -> date:
    """A date, or since version 08 a choice between a date and a moment."""
    written = node.maybe("Dt") or node.maybe("DtTm") or node
    text = written.own_text()
    day = _DAY.fullmatch(text)
    try:
        return date.fromisoformat(day[1] if day else "")
    except ValueError:
        raise written.wrong(text) from None


def _created(node: Node) -> datetime:
    text = node.own_text()
    try:
        return datetime.fromisoformat(text if _MOMENT.fullmatch(text) else "")
    except ValueError:
        raise node.wrong(text) from None
