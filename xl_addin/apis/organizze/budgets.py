"""Goals by category and month."""

from __future__ import annotations

from xl_addin.apis.channel import Channel
from xl_addin.apis.organizze.models import Budget


class Budgets:
    """Of this month, of a year, of a month."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def now(self) -> list[Budget]:
        """GET /budgets: the current month, by the service's calendar."""
        return self._channel.get("/budgets", list[Budget])

    def year(self, year: int) -> list[Budget]:
        """GET /budgets/{year}."""
        return self._channel.get(f"/budgets/{year:04}", list[Budget])

    def month(self, year: int, month: int) -> list[Budget]:
        """GET /budgets/{year}/{month}."""
        return self._channel.get(f"/budgets/{year:04}/{month:02}", list[Budget])
