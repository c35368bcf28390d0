"""What the service's app showed on a day, as a person read it: the fixed point of a balance."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import msgspec

from xl_addin import private_file
from xl_addin.errors import SettingsError
from xl_addin.sections import Opening
from xl_addin.texts import say
from xl_addin.values.dates import DateError
from xl_addin.values.money import AmountError, checked
from xl_addin.values.seen import seen

FILE_NAME = "balances.json"

State = tuple[int, int, int] | None
"""Tells one content of a file from another; None when there is no file."""


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

    def is_possible(self, today: date) -> bool:
        """Whether it can have been seen: an earlier version took any day, and the file can be edited."""
        try:
            seen(self.day, today)
            checked(self.amount)
        except (DateError, AmountError):
            return False
        return True


class Anchors:
    """The anchors kept in the home folder, and the openings of the settings.

    Attributes:
        openings: Anchors that the settings name, by the account's name. One in the home folder goes before
            them: somebody said it later.
    """

    def __init__(self, home: Path, openings: Mapping[str, Opening] = MappingProxyType({})) -> None:
        self.openings = openings
        self._file = home / FILE_NAME
        self._known: tuple[State, list[Anchor]] = (None, [])

    def of(self, host: str, company: str) -> dict[int, Anchor]:
        """A company's anchors in the home folder, by account id."""
        return {item.account_id: item for item in self._all() if (item.host, item.company) == (host, company)}

    def put(self, *anchors: Anchor) -> None:
        """Keeps anchors in place of the accounts' earlier ones."""
        kept = {_whose(item): item for item in (*self._all(), *anchors)}
        self._write(kept.values())

    def remove(self, host: str, company: str, account_id: int) -> bool:
        """Forgets an account's anchor in the home folder; false when there is none."""
        known = list(self._all())
        kept = [item for item in known if _whose(item) != (host, company, account_id)]
        if len(kept) < len(known):
            self._write(kept)
        return len(kept) < len(known)

    def _write(self, anchors: Iterable[Anchor]) -> None:
        private_file.replace(self._file, msgspec.json.format(msgspec.json.encode(list(anchors))))

    def _all(self) -> Iterable[Anchor]:
        """Read again when somebody wrote to the file: a cell asks often, `balance set` is another process."""
        try:
            state = _state(self._file)
            if state != self._known[0]:
                self._known = state, msgspec.json.decode(self._file.read_bytes(), type=list[Anchor])
        except FileNotFoundError:
            return []
        except (OSError, msgspec.DecodeError) as error:
            raise SettingsError(say("settings.unreadable", file=self._file, reason=error)) from None
        return self._known[1]


def _whose(anchor: Anchor) -> tuple[str, str, int]:
    return anchor.host, anchor.company, anchor.account_id


def _state(file: Path) -> State:
    found = os.stat(file)  # noqa: PTH116 - three times as fast, and every cell asks
    return found.st_ino, found.st_mtime_ns, found.st_size
