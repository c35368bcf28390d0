"""The people of an Organizze account."""

from __future__ import annotations

from xl_addin.apis.channel import Channel
from xl_addin.apis.organizze.models import User


class Users:
    """GET only; the document has no list and no "me"."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def get(self, user_id: int) -> User:
        """GET /users/{id}."""
        return self._channel.get(f"/users/{user_id}", User)
