"""The transfers of a period: those that Iziago lists, and ours that it does not list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from xl_addin.fetching.iziago.line import Line, of_journal, of_list
from xl_addin.fetching.iziago.ours import THERE, day_of, ours, place_of
from xl_addin.fetching.iziago.own_accounts import chosen
from xl_addin.fetching.iziago.source import Source
from xl_addin.fetching.listing import Query
from xl_addin.fetching.period import period
from xl_addin.journal.operation import Operation
from xl_addin.journal.states import State
from xl_addin.payment_files.payment import Payment
from xl_addin.texts import say
from xl_addin.values.iban import compact

PLACES_SHOWN = 5
AHEAD = timedelta(days=366)
"""How far ahead transfers are looked for when no end is given."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which transfers are asked for.

    Attributes:
        start: First execution date.
        end: Last execution date.
        debtors: IBANs of the accounts asked for, compact; None means all.
    """

    start: date
    end: date
    debtors: frozenset[str] | None

    def takes(self, line: Line) -> bool:
        """Whether a transfer is asked for, by Iziago's word or by ours. What nobody tells keeps none out."""
        if line.operation and self._fits(day_of(line.operation), line.operation.request["debtor_iban"]):
            return True
        return self._fits(line.execution_date, line.debtor_account)

    def _fits(self, day: date | None, debtor: str) -> bool:
        in_period = day is None or self.start <= day <= self.end
        return in_period and (self.debtors is None or not debtor or compact(debtor) in self.debtors)


class Gathered:
    """The transfers of a period.

    Attributes:
        listed: Whether the profile has a list of transfers at all.
        lines: What Iziago lists, then what the journal alone knows.

    Raises:
        WrongUse: The query names no account, or its period ends before it starts.
        ServiceError: The list or the accounts cannot be fetched.
    """

    def __init__(self, source: Source, query: Query) -> None:
        accounts = chosen(source.names.own_accounts.values(), query.account)
        debtors = None if query.account is None else frozenset(compact(account.iban) for account in accounts)
        self.listed = source.client.payments.lists_transfers
        self._wanted = Wanted(*_days(query, source.today), debtors)
        self._ours = ours(source.journal, source.party)
        self.lines = self.sifted([*self._theirs(source), *map(of_journal, self._ours)])

    def completed(self, line: Line, payment: Payment) -> Line:
        """A line with what its file tells; by that it may turn out to be ours."""
        return self._joined(line.completed(payment))

    def takes(self, line: Line) -> bool:
        """Whether it is asked for, as far as anybody tells."""
        return self._wanted.takes(line)

    def sifted(self, lines: Sequence[Line]) -> list[Line]:
        """Those asked for, each once: what Iziago lists needs no second line by our word."""
        known = listed(lines)
        return [line for line in lines if self.takes(line) and not is_double(line, known)]

    def notes(self, lines: Sequence[Line]) -> list[str]:
        """Where the journal and Iziago do not agree, what nobody knows, and the days that were asked for."""
        mine = [(line, line.operation) for line in lines if line.operation]
        unlisted = [item for line, item in mine if item.state is State.SENT and not line.listed]
        doubts = [item for _, item in mine if item.state in (State.IN_DOUBT, State.SENDING)]
        denied = [item for line, item in mine if line.listed and item.state not in THERE]
        if not self.listed:
            notes = [say("iziago_lists.no_list")]
        elif unlisted:
            notes = [say("iziago_lists.not_listed", count=len(unlisted), places=places(unlisted))]
        else:
            notes = []
        if doubts:
            notes.append(say("iziago_lists.in_doubt", count=len(doubts), places=places(doubts)))
        if denied:
            notes.append(say("iziago_lists.denied", count=len(denied), places=places(denied)))
        return [*notes, say("iziago_lists.days", start=self._wanted.start, end=self._wanted.end)]

    def _theirs(self, source: Source) -> list[Line]:
        if not self.listed:
            return []
        accounts = source.names.own_accounts
        found = source.client.payments.transfers(self._wanted.start, self._wanted.end)
        return [self._joined(of_list(transfer, accounts)) for transfer in found]

    def _joined(self, line: Line) -> Line:
        return replace(line, operation=self._ours.find(line.id, line.end_to_end_id))


def _days(query: Query, today: date) -> tuple[date, date]:
    """Execution dates; without an end all that is to come: what is sent today is carried out later.

    Raises:
        WrongUse: The period ends before it starts.
    """
    start, end = period(query, today)
    return start, end if query.end else max(end, today + AHEAD)


def listed(lines: Iterable[Line]) -> frozenset[str]:
    """The ids of our operations that Iziago's list shows."""
    return frozenset(line.operation.id for line in lines if line.listed and line.operation)


def is_double(line: Line, known: frozenset[str]) -> bool:
    """Whether a line by our word alone stands for what Iziago lists, by `known`, in another line."""
    return not line.listed and line.operation is not None and line.operation.id in known


def places(operations: Iterable[Operation]) -> str:
    """Where some rows stand, the first few by name."""
    shown = [place_of(operation) for operation in operations]
    return "; ".join(shown[:PLACES_SHOWN]) + ("; …" if len(shown) > PLACES_SHOWN else "")
