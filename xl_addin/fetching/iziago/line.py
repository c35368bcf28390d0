"""One transfer, as far as Iziago's list, its file and our journal tell of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from xl_addin.apis.iziago.models import PaymentAccount, Transfer
from xl_addin.fetching.iziago.ours import day_of, end_to_end_id
from xl_addin.journal.operation import Operation
from xl_addin.payment_files.payment import Payment, PaymentFile
from xl_addin.values.iban import compact


@dataclass(frozen=True, slots=True)
class Line:
    """A transfer. What nobody tells is blank or None.

    Attributes:
        id: Iziago's; blank where an answer was lost.
        status: In Iziago's word; blank of a transfer that is in no list.
        debtor_account: Its IBAN.
        creditor_account: Its IBAN, or its number.
        listed: Iziago's list has it.
        operation: Ours, where the journal knows the transfer.
    """

    id: str
    status: str = ""
    execution_date: date | None = None
    debtor: str = ""
    debtor_account: str = ""
    creditor: str = ""
    creditor_account: str = ""
    amount: Decimal | None = None
    currency: str = ""
    reason: str = ""
    type: str = ""
    subtype: str = ""
    end_to_end_id: str = ""
    listed: bool = False
    operation: Operation | None = None

    @property
    def has_figures(self) -> bool:
        """Whether day, accounts, amount and currency are all there."""
        accounts = bool(self.debtor_account and self.creditor_account)
        return accounts and bool(self.execution_date and self.amount and self.currency)

    def says_what(self, payment: Payment) -> bool:
        """Whether a file says the same, and leaves nothing unsaid, on what a bank and the signer go by."""
        ours = (self.execution_date, self.amount, self.currency, self.end_to_end_id)
        theirs = (payment.execution_date, payment.amount, payment.currency, payment.end_to_end_id)
        return (
            ours == theirs
            and (self.creditor, self.reason) == (payment.creditor_name, payment.remittance)
            and compact(self.debtor_account) == compact(payment.debtor_iban)
            and compact(self.creditor_account) == compact(payment.creditor_account)
        )

    def completed(self, payment: Payment) -> Line:
        """With the file's word where there was none; where both say something, the list's stays."""
        return replace(
            self,
            execution_date=self.execution_date or payment.execution_date,
            debtor=self.debtor or payment.debtor_name,
            debtor_account=self.debtor_account or payment.debtor_iban,
            creditor=self.creditor or payment.creditor_name,
            creditor_account=self.creditor_account or payment.creditor_account,
            amount=payment.amount if self.amount is None else self.amount,
            currency=self.currency or payment.currency,
            reason=self.reason or payment.remittance,
            end_to_end_id=self.end_to_end_id or payment.end_to_end_id,
        )


def of_list(transfer: Transfer, accounts: Mapping[str, PaymentAccount]) -> Line:
    """A transfer of Iziago's list.

    Args:
        transfer: As it came.
        accounts: Own accounts by id, for the names behind the ids.
    """
    debtor = accounts.get(transfer.debtor_account_id)
    creditor = accounts.get(transfer.creditor_account_id)
    return Line(
        id=transfer.id,
        status=transfer.status,
        execution_date=transfer.execution_date,
        debtor=debtor.name if debtor else "",
        debtor_account=transfer.debtor_iban or (debtor.iban if debtor else ""),
        creditor=transfer.creditor_name or (creditor.name if creditor else ""),
        creditor_account=transfer.creditor_iban or (creditor.iban if creditor else ""),
        amount=transfer.amount,
        currency=transfer.currency,
        reason=transfer.reason,
        type=transfer.type,
        subtype=transfer.subtype,
        end_to_end_id=transfer.end_to_end_id or "",
        listed=True,
    )


def of_journal(operation: Operation) -> Line:
    """A transfer by our word alone."""
    request = operation.request
    return Line(
        id=operation.remote_id,
        execution_date=day_of(operation),
        debtor=request["debtor"],
        debtor_account=request["debtor_iban"],
        creditor=request["creditor"],
        creditor_account=request["creditor_number"],
        amount=Decimal(request["amount"]),
        currency=request["currency"],
        reason=request.get("reason", ""),
        type=request["type"],
        subtype=request["subtype"],
        end_to_end_id=end_to_end_id(operation),
        operation=operation,
    )


def payment_of(line: Line, file: PaymentFile) -> Payment | None:
    """The payment in a transfer's file that is this transfer: by its end-to-end id, else the only one."""
    same = [payment for payment in file.payments if payment.end_to_end_id == line.end_to_end_id]
    candidates = same or list(file.payments)
    return candidates[0] if len(candidates) == 1 else None
