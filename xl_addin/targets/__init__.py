"""Where rows go: one target a template, one service a system."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from xl_addin.connect.party import Party
from xl_addin.errors import SettingsError
from xl_addin.journal.keys import is_second
from xl_addin.journal.operation import Operation, Scope
from xl_addin.settings import Settings
from xl_addin.targets.service import Open, Service
from xl_addin.targets.services import SERVICES
from xl_addin.targets.target import Target


class Targets(AbstractContextManager["Targets"]):
    """The targets of one run, made at first use; those of one system share its client and its names.

    Args:
        settings: Whose credentials are used.
        today: The day it is; each service's own if nothing is given.
    """

    def __init__(self, settings: Settings, today: Callable[[], date] | None = None) -> None:
        self._settings = settings
        self._today = today
        self._open: dict[str, Open] = {}
        self._parties: dict[str, Party] = {}
        self.policy = settings.policy

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def get(self, template: str) -> Target:
        """The target of a template.

        Raises:
            SettingsError: Its service's credentials are missing.
        """
        service = _service(template)
        if service.system not in self._open:
            self._open[service.system] = service.open(self._settings, self._today or service.today)
        return self._open[service.system].targets[template]

    def get_offline(self, template: str) -> Target | None:
        """The target of a template whose rows need no service to be resolved; None where there is none.

        Without credentials there is none either: they decide how long a request becomes.
        """
        try:
            return self.get(template) if _service(template).offline else None
        except SettingsError:
            return None

    def party(self, template: str) -> Party:
        """Who would speak with whom for a template; needs no credentials."""
        if template not in self._parties:
            self._parties[template] = _service(template).party(self._settings)
        return self._parties[template]

    def scope(self, template: str, values: Mapping[str, Any]) -> Scope:
        """Within what a row's key counts; needs no credentials."""
        party, company = self.party(template), _service(template).company(self._settings, values)
        return Scope(party.system, party.host, party.company if company is None else company, template)

    def speaks_for(self, scope: Scope, template: str) -> bool:
        """Whether a scope is the template's, and one that these settings can ask about."""
        party = self.party(template)
        mine = scope.system == party.system and scope.host == party.host and scope.template == template
        return mine and _service(template).speaks_for(self._settings, scope.company)

    def of_operation(self, operation: Operation) -> Target | None:
        """Where an operation went; None where these settings do not reach that host or company."""
        template = operation.scope.template
        if not self.speaks_for(operation.scope, template):
            return None
        target = self.get(template)
        return target.second if is_second(operation.key) else target

    def close(self) -> None:
        """Closes the connections."""
        for opened in self._open.values():
            opened.close()


def _service(template: str) -> Service:
    return next(service for service in SERVICES if template in service.templates)
