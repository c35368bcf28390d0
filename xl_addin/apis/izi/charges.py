"""Charges, which become invoices once they are paid."""

from __future__ import annotations

from typing import Any

from xl_addin.apis.channel import Channel
from xl_addin.apis.izi.models import Charge, ChargeDraft


class Charges:
    """Create only."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def create(self, draft: ChargeDraft) -> Charge:
        """POST /cobros; any JSON object is a good answer, for none is described."""
        return Charge.of(self._channel.post("/cobros", draft, dict[str, Any]))
