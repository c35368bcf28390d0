"""What was sent to iZi from this computer, put in order anew only when the journal has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from xl_addin.connect import izi
from xl_addin.fetching.izi.sent import THERE, Sent, dated, operations
from xl_addin.fetching.izi.source import Source
from xl_addin.functions.izi.register import Register
from xl_addin.functions.reads.journal import JournalReads
from xl_addin.journal.operation import Operation
from xl_addin.schema.izi_invoices import IziInvoices
from xl_addin.settings import Settings
from xl_addin.targets.issuers import Issuers


class IziBooks:
    """Invoices and charges at the host of the settings."""

    def __init__(self, settings: Settings, journal: JournalReads, today: Callable[[], date]) -> None:
        self._settings = settings
        self._journal = journal
        self._today = today
        self._issuers = Issuers(settings.izi)
        self._party = izi.party(settings)
        self._sent: dict[str, tuple[Sequence[Operation], list[Sent]]] = {}
        self._register: Register | None = None

    @property
    def source(self) -> Source:
        """What the lists of `fetching` are made from; today is the day in La Paz."""
        return Source(self._settings, self._journal, self._issuers, self._party, self._today())

    def sent(self, template: str) -> list[Sent]:
        """All of a template's operations that iZi has or may have; the same list until something changes.

        Raises:
            JournalError: There is no journal, or it cannot be read.
        """
        everything = self._journal.in_states(*THERE)
        kept = self._sent.get(template)
        if kept is None or kept[0] is not everything:
            source = self.source
            found = [dated(source, operation) for operation in operations(source, template)]
            kept = self._sent[template] = (everything, found)
        return kept[1]

    @property
    def invoices(self) -> Register:
        """The invoices by everything they are called. Raises like `sent`."""
        items = self.sent(IziInvoices.template)
        if self._register is None or self._register.items is not items:
            self._register = Register(items)
        return self._register
