"""Where rows go: one target a template."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

from xl_addin import connect
from xl_addin.apis.organizze.client import Organizze
from xl_addin.connect import Party
from xl_addin.settings import Settings
from xl_addin.targets.organizze import Names
from xl_addin.targets.organizze_transactions import OrganizzeTransactionsTarget
from xl_addin.targets.organizze_transfers import OrganizzeTransfersTarget
from xl_addin.targets.target import Target

_ORGANIZZE: dict[str, Callable[[Organizze, Party, Names, Callable[[], date]], Target]] = {
    "organizze_transactions": OrganizzeTransactionsTarget,
    "organizze_transfers": OrganizzeTransfersTarget,
}


class Targets(AbstractContextManager["Targets"]):
    """The targets of one run, made at first use; those of one system share its client and its names."""

    def __init__(self, settings: Settings, today: Callable[[], date] = date.today) -> None:
        self._settings = settings
        self._today = today
        self._made: dict[str, Target] = {}
        self._client: Organizze | None = None

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def get(self, template: str) -> Target:
        """The target of a template.

        Raises:
            SettingsError: Its service's credentials are missing.
        """
        if template not in self._made:
            self._make_organizze()
        return self._made[template]

    def party(self, template: str) -> Party:
        """Who would speak with whom for a template; needs no credentials."""
        if template not in _ORGANIZZE:
            raise KeyError(template)
        return connect.organizze_party(self._settings)

    def close(self) -> None:
        """Closes the connections."""
        if self._client is not None:
            self._client.close()

    def _make_organizze(self) -> None:
        self._client = connect.organizze(self._settings)
        party, names = connect.organizze_party(self._settings), Names(self._client)
        for template, make in _ORGANIZZE.items():
            self._made[template] = make(self._client, party, names, self._today)
