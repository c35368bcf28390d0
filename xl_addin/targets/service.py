"""What makes a service reachable for rows: who speaks, for which company, and its targets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from xl_addin.connect.party import Party
from xl_addin.settings import Settings
from xl_addin.targets.target import Target

Today = Callable[[], date]


@dataclass(frozen=True, slots=True)
class Open:
    """A service that is ready to take rows.

    Attributes:
        targets: By template.
        close: Closes its connections.
    """

    targets: Mapping[str, Target]
    close: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Service:
    """One system.

    Attributes:
        system: Its name.
        templates: Those whose rows go there.
        party: Who speaks under these settings; needs no credentials.
        company: Whose books a row is for, where rows say that themselves; None takes the party's.
        speaks_for: Whether these settings reach a company's books.
        open: Its targets, with connections. Raises SettingsError when credentials are missing.
        labels: What the templates' dropdowns offer, by the source that fields name.
        today: The day it is where the service counts its days.
        offline: Rows can be resolved without asking it.
    """

    system: str
    templates: tuple[str, ...]
    party: Callable[[Settings], Party]
    company: Callable[[Settings, Mapping[str, Any]], str | None]
    speaks_for: Callable[[Settings, str], bool]
    open: Callable[[Settings, Today], Open]
    labels: Callable[[Settings], dict[str, list[str]]]
    today: Today = date.today
    offline: bool = False
