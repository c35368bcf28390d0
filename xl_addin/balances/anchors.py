"""What the service's app showed on a day, as a person read it: the fixed point of a balance."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec

from xl_addin import private_file
from xl_addin.errors import SettingsError
from xl_addin.texts import say

FILE_NAME = "balances.json"


class Anchor(msgspec.Struct, frozen=True):
    """An account's balance at the end of a day.

    Attributes:
        company: Organizze's e-mail.
        host: The service's host, so that a rehearsal's anchor is not the real account's.
        account_id: The account.
        amount: In the account's currency.
        day: The day at whose end the amount was shown.
    """

    company: str
    host: str
    account_id: int
    amount: Decimal
    day: date


class Anchors:
    """The anchors kept in the home folder."""

    def __init__(self, home: Path) -> None:
        self._file = home / FILE_NAME

    def of(self, host: str, company: str) -> dict[int, Anchor]:
        """A company's anchors by account id."""
        return {item.account_id: item for item in self._all() if (item.host, item.company) == (host, company)}

    def put(self, anchor: Anchor) -> None:
        """Keeps an anchor in place of the account's earlier one."""
        this = (anchor.host, anchor.company, anchor.account_id)
        others = [item for item in self._all() if (item.host, item.company, item.account_id) != this]
        private_file.replace(self._file, msgspec.json.format(msgspec.json.encode([*others, anchor])))

    def _all(self) -> list[Anchor]:
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=list[Anchor])
        except FileNotFoundError:
            return []
        except (OSError, msgspec.DecodeError) as error:
            raise SettingsError(say("settings.unreadable", file=self._file, reason=error)) from None
