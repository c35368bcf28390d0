"""The Budget & Cash Forecasting module: what is expected to come."""

from __future__ import annotations

from datetime import date

from xl_addin.apis.iziago.caller import Caller, Period
from xl_addin.apis.iziago.models import ForecastAccount, ForecastStatement, ForecastTransaction


class Forecasting:
    """Accounts, statements, transactions."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def accounts(self) -> list[ForecastAccount]:
        """List of accounts enabled in the module."""
        return self._caller.listed("forecasting.accounts", ForecastAccount)

    def statements(self, account_id: str, start: date, end: date) -> list[ForecastStatement]:
        """Forecast statements of an account from `start` to `end`."""
        return self._caller.listed(
            "forecasting.statements", ForecastStatement, Period(start, end), account=account_id
        )

    def transactions(self, account_id: str, start: date, end: date) -> list[ForecastTransaction]:
        """Forecast transactions of an account from `start` to `end`."""
        return self._caller.listed(
            "forecasting.transactions", ForecastTransaction, Period(start, end), account=account_id
        )
