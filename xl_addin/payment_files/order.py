"""Transfers that are signed together: of one debtor account, one day and one currency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xl_addin.payment_files.payment import Payment, PaymentFile


@dataclass(frozen=True, slots=True)
class Order:
    """One debit of the signer's account.

    Attributes:
        debtor_iban: The account that pays.
        execution_date: The day asked for.
        currency: Of every payment.
        payments: In the files' order.
    """

    debtor_iban: str
    execution_date: date
    currency: str
    payments: tuple[Payment, ...]

    @property
    def debtor_name(self) -> str:
        """Who pays, as the first of the payments says."""
        return self.payments[0].debtor_name

    @property
    def total(self) -> Decimal:
        """The payments' sum."""
        return sum((payment.amount for payment in self.payments), Decimal())


def orders(files: Iterable[PaymentFile]) -> list[Order]:
    """The files' payments by debtor account, day and currency; files of the same content count once."""
    together: defaultdict[tuple[str, date, str], list[Payment]] = defaultdict(list)
    for file in dict.fromkeys(files):
        for payment in file.payments:
            together[payment.debtor_iban, payment.execution_date, payment.currency].append(payment)
    return [Order(*key, tuple(payments)) for key, payments in sorted(together.items())]
