"""What a payment file says, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Payment:
    """One transfer of a file (`CdtTrfTxInf` with its `PmtInf`). A text that the file leaves out is empty.

    Attributes:
        end_to_end_id: The payer's own id, which travels to the creditor.
        amount: As the file writes it, exact.
        currency: ISO 4217.
        execution_date: The day asked for. Of a moment, the day as it is written there.
        debtor_name: Who pays.
        debtor_iban: The account that pays: its IBAN, or its other id where it has none.
        creditor_name: Who is paid.
        creditor_account: IBAN or other id.
        creditor_bic: The creditor's bank.
        remittance: What the creditor gets to read: free texts and references, with ` / ` between them.
        instruction_id: `InstrId`.
        payment_info_id: `PmtInfId`, which the transfers of one debtor account and day share.
    """

    end_to_end_id: str
    amount: Decimal
    currency: str
    execution_date: date
    debtor_name: str
    debtor_iban: str
    creditor_name: str
    creditor_account: str
    creditor_bic: str
    remittance: str
    instruction_id: str
    payment_info_id: str


@dataclass(frozen=True, slots=True)
class PaymentFile:
    """One message (`CstmrCdtTrfInitn`), whose counts and sums agree with its own payments.

    Attributes:
        name: What people call the file, such as the transfer's id. Two files of the same content are equal.
        message_id: `MsgId`, given once by who made the file.
        created: With a time zone where the file writes one.
        count: `NbOfTxs`.
        control_sum: `CtrlSum`, over all currencies; None where the file leaves it out.
        payments: In the file's order.
    """

    name: str = field(compare=False)
    message_id: str
    created: datetime
    count: int
    control_sum: Decimal | None
    payments: tuple[Payment, ...]
