"""What the import asks of a service, so that every template walks one path.

A target knows one template's service: it turns a checked row into a request, sends it, compares what
came back, and finds it again by its mark. It knows nothing of workbooks or the journal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from xl_addin.connect import Party
from xl_addin.schema import Sheet
from xl_addin.schema.problem import Unfit

Request = dict[str, Any]
"""What is sent, JSON-able and without secrets, as the journal keeps it."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence of `texts` about one row, counted over all rows in the preview.

    Attributes:
        key: The sentence's key, without `.one` or `.many`.
        blanks: What fills it, as pairs.
    """

    key: str
    blanks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """A row with every name made an id and every blank made its default.

    Attributes:
        request: What will be sent, without the mark.
        look: What makes two rows look alike to a person; compared as text.
        account: The account's label, for sums.
        amount: Signed as in the sheet.
        currency: ISO code.
        day: The row's date.
        defaults: What blanks became, for the preview.
        makes: What more the row makes (repeats, installments), for the preview.
        questions: What a person must be asked before it is sent.
    """

    request: Request
    look: tuple[str, ...]
    account: str
    amount: Decimal
    currency: str
    day: date
    defaults: tuple[Remark, ...] = ()
    makes: tuple[Remark, ...] = ()
    questions: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the service answered.

    Attributes:
        remote_id: Its id for the record.
        number: Its number for people, if it has one.
        link: A web address, if it has one.
        differences: One sentence for each thing stored otherwise than it was sent.
    """

    remote_id: str
    number: str = ""
    link: str = ""
    differences: tuple[str, ...] = ()


class Misfits(ValueError):
    """A row cannot be sent as it stands: field name and reason, for each thing wrong."""

    def __init__(self, misfits: list[tuple[str, Unfit]]) -> None:
        super().__init__(misfits)
        self.misfits = misfits


class Finder(Protocol):
    """Asks the service whether it has a record; remembers its listings for the next question."""

    def find(self, key: str, request: Mapping[str, Any]) -> Receipt | None:
        """The record that carries the key's mark, or None after a complete listing.

        Raises:
            ServiceError: The listing is not complete, so nothing follows from it.
        """


class Target(Protocol):
    """One template's service."""

    @property
    def sheet(self) -> type[Sheet]:
        """The template."""

    @property
    def party(self) -> Party:
        """Who speaks with whom."""

    def resolve(self, values: Mapping[str, Any]) -> Resolved:
        """Makes a request of a row's values; looks names up in the service, once a run.

        Raises:
            Misfits: Names that are not there, or fields that do not go together.
            ServiceError: The names cannot be fetched.
        """

    def marked(self, request: Request, key: str) -> Request:
        """The request with the row's mark in it, by which it is found again."""

    def send(self, request: Request) -> Receipt:
        """Sends it once.

        Raises:
            ServiceError: See `errors`: its class tells whether anything can have happened.
        """

    def finder(self) -> Finder | None:
        """A way to look records up by their mark, or None where the service has none."""
