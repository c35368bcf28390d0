"""What both of iZi's templates share: a client for each account, amounts, and no way to ask afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from threading import Lock
from typing import TypeVar

import msgspec

from xl_addin.apis.izi.client import Izi
from xl_addin.apis.izi.models import Draft
from xl_addin.connect import izi
from xl_addin.connect.izi import Login
from xl_addin.connect.party import Party
from xl_addin.schema.problem import Unfit
from xl_addin.settings import Settings
from xl_addin.targets.issuers import Issuers
from xl_addin.targets.one_step import OneStep
from xl_addin.targets.target import Request

CURRENCY = "BOB"
CENT = Decimal("0.01")
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
"""Two numbers of fifteen digits, multiplied, lose none of their digits in it."""

D = TypeVar("D", bound=Draft)


class Clients:
    """One client for each iZi account that rows need, made at its first use."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._made: dict[Login, Izi] = {}
        self._lock = Lock()

    def of(self, login: Login) -> Izi:
        """The client of an account.

        Raises:
            SettingsError: Its ClientId or key is missing or is no key.
        """
        with self._lock:
            if login not in self._made:
                self._made[login] = izi.client(self._settings, login)
            return self._made[login]

    def close(self) -> None:
        """Closes the connections."""
        for client in self._made.values():
            client.close()


class IziTarget(OneStep):
    """What the targets of iZi share.

    Attributes:
        party: Who speaks with whom.
    """

    def __init__(
        self,
        settings: Settings,
        clients: Clients,
        issuers: Issuers,
        party: Party,
        today: Callable[[], date],
    ) -> None:
        self._settings = settings
        self._clients = clients
        self._issuers = issuers
        self._today = today
        self.party = party

    def marked(self, request: Request, key: str) -> Request:
        """There is no mark: iZi has no field that nobody reads, and cannot be asked."""
        return request

    def finder(self) -> None:
        """There is none: iZi cannot be asked what it has."""

    def _month(self) -> str:
        """The month that rows are sent in. They have no date, so it is a part of what they look like."""
        return f"{self._today():%Y-%m}"

    def _check_header(self, client: Izi, draft: Draft) -> Unfit | None:
        """The whole request travels in one header, and servers stop reading long ones."""
        length, limit = client.header_length(draft), self._settings.izi.header_limit
        return Unfit("header_too_long", length=length, limit=limit) if length > limit else None


def to_request(draft: Draft) -> Request:
    """A draft as the journal keeps it; amounts are texts, digit by digit."""
    request: Request = msgspec.to_builtins(draft)
    return request


def to_draft(request: Request, kind: type[D]) -> D:
    """The draft that a request was made from."""
    return msgspec.convert(request, kind)


def in_cents(amount: Decimal) -> Decimal:
    """An amount with two decimals, half a cent rounded up (assumed to be iZi's way)."""
    return amount.quantize(CENT, context=EXACT)
