"""What transfers about to be created mean for the accounts: what is left, and who was never paid before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from itertools import groupby
from typing import Any

from xl_addin.apis.iziago.payments import Payments
from xl_addin.apis.iziago.statements import Statements
from xl_addin.targets.lists import ask_together
from xl_addin.texts import say
from xl_addin.texts.figures import figure

RECENT = timedelta(days=14)
"""How old the last known balance of an account may be."""
PAID_BEFORE = timedelta(days=400)
SHOWN = 25
"""Accounts that are named: who signs compares each of them."""

Request = Mapping[str, Any]


def balances_after(requests: Sequence[Request], statements: Statements, today: date) -> Iterator[str]:
    """For each debtor account its last balance, and what each day's transfers leave of it.

    Raises:
        ServiceError: The balances cannot be fetched.
    """
    known = {account.iban: account for account in statements.accounts() if account.iban}
    debtors = dict.fromkeys(request["debtor_iban"] for request in requests)
    accounts = [known[iban] for iban in debtors if iban in known]
    asked = [partial(statements.balances, account.id, today - RECENT, today) for account in accounts]
    for account, balances in zip(accounts, ask_together(asked), strict=True):
        if balances:
            last = max(balances, key=lambda balance: balance.date)
            ours = [
                request
                for request in requests
                if request["debtor_iban"] == account.iban and request["currency"] == last.currency
            ]
            if ours:
                yield say(
                    "preview.balance_after",
                    account=account.name or account.iban,
                    balance=f"{figure(last.amount)} {last.currency}",
                    day=last.date,
                    steps=", ".join(_steps(ours, last.amount)),
                )


def _steps(requests: Sequence[Request], balance: Decimal) -> Iterator[str]:
    """What is left after each day's transfers."""
    by_day = sorted(requests, key=lambda request: str(request["execution_date"]))
    for day, some in groupby(by_day, key=lambda request: str(request["execution_date"])):
        balance -= sum(Decimal(request["amount"]) for request in some)
        yield f"{day} {figure(balance)}"


def never_paid(
    requests: Sequence[Request], payments: Payments, own: Collection[str], today: date
) -> Iterator[str]:
    """Creditor accounts that no transfer of the last year went to.

    Raises:
        ServiceError: The transfers cannot be fetched.
    """
    wanted = {
        request["creditor_account_id"]: f"{request['creditor']} {request['creditor_number']}"
        for request in requests
        if request["creditor_account_id"] not in own
    }
    if not wanted:
        return
    if not payments.lists_transfers:
        yield say("preview.paid_unknown")
        return
    paid = {item.creditor_account_id for item in payments.transfers(today - PAID_BEFORE, today + PAID_BEFORE)}
    fresh = [shown for account, shown in wanted.items() if account not in paid]
    if fresh:
        more = "; …" if len(fresh) > SHOWN else ""
        yield say("preview.never_paid", count=len(fresh), accounts="; ".join(fresh[:SHOWN]) + more)
