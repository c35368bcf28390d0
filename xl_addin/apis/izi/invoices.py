"""Invoices, each of one issuer."""

from __future__ import annotations

from xl_addin.apis.channel import Channel
from xl_addin.apis.izi.models import Invoice, InvoiceDraft, InvoiceMade


class Invoices:
    """Create only: an invoice cannot be asked for, changed or taken back through the API."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def create(self, draft: InvoiceDraft) -> Invoice:
        """POST /facturas."""
        return self._channel.post("/facturas", draft, InvoiceMade).invoice
