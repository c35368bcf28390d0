"""A call as a handler sees it, and the two ways it can end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from xl_addin.sandbox.store import Store


@dataclass(frozen=True, slots=True)
class Call:
    """One request to a service.

    Attributes:
        ids: The numbers of the path, in order.
        query: The query string's parameters.
        body: The decoded JSON body, {} when there is none.
    """

    ids: tuple[int, ...]
    query: Mapping[str, str]
    body: Mapping[str, Any]


class Refusal(Exception):
    """The service refuses; nothing was done.

    Attributes:
        status: The HTTP status.
        body: The JSON body.
    """

    def __init__(self, status: int, body: Any) -> None:
        super().__init__(status)
        self.status = status
        self.body = body


Handler = Callable[[Store, Call], Any]
Route = tuple[str, str, Handler]
