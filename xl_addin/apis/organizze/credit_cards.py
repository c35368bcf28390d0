"""Credit cards."""

from __future__ import annotations

from xl_addin.apis.channel import Channel
from xl_addin.apis.organizze.models import CreditCard, CreditCardChange, CreditCardDraft


class CreditCards:
    """List, get, create, update, delete."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def list(self) -> list[CreditCard]:
        """GET /credit_cards."""
        return self._channel.get("/credit_cards", list[CreditCard])

    def get(self, card_id: int) -> CreditCard:
        """GET /credit_cards/{id}."""
        return self._channel.get(f"/credit_cards/{card_id}", CreditCard)

    def create(self, draft: CreditCardDraft) -> CreditCard:
        """POST /credit_cards."""
        return self._channel.post("/credit_cards", draft, CreditCard)

    def update(self, card_id: int, change: CreditCardChange) -> CreditCard:
        """PUT /credit_cards/{id}; the document prints /categories/6 there."""
        return self._channel.put(f"/credit_cards/{card_id}", change, CreditCard)

    def delete(self, card_id: int) -> CreditCard:
        """DELETE /credit_cards/{id}; answers with what was deleted."""
        return self._channel.delete(f"/credit_cards/{card_id}", CreditCard)
