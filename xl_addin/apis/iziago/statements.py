"""The Account statements module: what banks report, through Ponto."""

from __future__ import annotations

from datetime import date

from xl_addin.apis.iziago.caller import Caller, Period
from xl_addin.apis.iziago.models import Account, Balance, Transaction


class Statements:
    """Accounts, balances, transactions."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def accounts(self) -> list[Account]:
        """List of accounts connected to Ponto."""
        return self._caller.listed("statements.accounts", Account)

    def balances(self, account_id: str, start: date, end: date) -> list[Balance]:
        """Balances of an account from `start` to `end`."""
        return self._caller.listed("statements.balances", Balance, Period(start, end), account=account_id)

    def transactions(self, account_id: str, start: date, end: date) -> list[Transaction]:
        """Transactions of an account from `start` to `end`."""
        return self._caller.listed(
            "statements.transactions", Transaction, Period(start, end), account=account_id
        )
