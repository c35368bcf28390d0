"""Categories of income and expense."""

from __future__ import annotations

from xl_addin.apis.channel import Channel
from xl_addin.apis.organizze.models import Category, CategoryChange, CategoryDraft, Replacement


class Categories:
    """List, get, create, update, delete."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def list(self) -> list[Category]:
        """GET /categories."""
        return self._channel.get("/categories", list[Category])

    def get(self, category_id: int) -> Category:
        """GET /categories/{id}."""
        return self._channel.get(f"/categories/{category_id}", Category)

    def create(self, draft: CategoryDraft) -> Category:
        """POST /categories."""
        return self._channel.post("/categories", draft, Category)

    def update(self, category_id: int, change: CategoryChange) -> Category:
        """PUT /categories/{id}."""
        return self._channel.put(f"/categories/{category_id}", change, Category)

    def delete(self, category_id: int, replacement_id: int | None = None) -> Category:
        """DELETE /categories/{id}; answers with what was deleted.

        Args:
            category_id: What to delete.
            replacement_id: Takes over its transactions; None leaves them to the default category.
        """
        body = None if replacement_id is None else Replacement(replacement_id=replacement_id)
        return self._channel.delete(f"/categories/{category_id}", Category, body)
