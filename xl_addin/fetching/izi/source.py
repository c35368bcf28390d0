"""What iZi's lists are made from: the settings and the journal, for iZi itself cannot be asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xl_addin.connect.party import Party
from xl_addin.journal.reading import Reading
from xl_addin.settings import Settings
from xl_addin.targets.issuers import Issuers


@dataclass(frozen=True, slots=True)
class Source:
    """What the lists are made from.

    Attributes:
        settings: Whose issuers, certificates, proxy and workers count.
        journal: What was sent.
        issuers: The settings' issuers, by NIT or name.
        party: Which host was written to: a rehearsal elsewhere is not shown.
        today: The day in La Paz that defaults start from.
    """

    settings: Settings
    journal: Reading
    issuers: Issuers
    party: Party
    today: date
