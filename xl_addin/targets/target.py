"""What the import asks of a service, so that every template walks one path.

A target knows one template's service: it turns a checked row into a request, sends it, compares what
came back, and finds it again by its mark. It knows nothing of workbooks or the journal.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from xl_addin.connect.party import Party
from xl_addin.errors import ServiceError
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
        account: The label that sums are made under: an account, an issuer.
        amount: Signed as in the sheet; None where a row is no money, such as a third party.
        currency: ISO code.
        day: The row's date, if it has one.
        what: What a person calls the row among the largest; blank takes its description.
        lane: Rows of one lane are sent one after the other, in the sheet's order; blank lets them go side by
            side.
        unique: What no other row of an import may say: an end-to-end id, a new third party's name.
        unique_in: The field that it stands in.
        login: Whose credentials are used, where rows of one import use several.
        defaults: What blanks became, for the preview.
        makes: What more the row makes (repeats, installments), for the preview.
        questions: What a person must be asked before it is sent.
    """

    request: Request
    look: tuple[str, ...]
    account: str
    amount: Decimal | None
    currency: str
    day: date | None
    what: str = ""
    lane: str = ""
    unique: str = ""
    unique_in: str = ""
    login: str = ""
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
        more: What else it answered, by result column.
        differences: One sentence for each thing stored otherwise than it was sent.
        contrary: Those of them that make it another thing than the row: its day, amount, accounts, text.
    """

    remote_id: str
    number: str = ""
    link: str = ""
    more: Mapping[str, str] = field(default_factory=dict)
    differences: tuple[str, ...] = ()
    contrary: tuple[str, ...] = ()


class Misfits(ValueError):
    """A row cannot be sent as it stands: field name and reason, for each thing wrong.

    A field of the second row of several is called `2:name`, and so on.
    """

    def __init__(self, misfits: list[tuple[str, Unfit]]) -> None:
        super().__init__(misfits)
        self.misfits = misfits


class AlreadyThere(Exception):
    """The service has what the row's first step would make; nothing needs to be sent for it.

    Attributes:
        remote_id: What the service calls it.
        refusal: What is wrong with the row where it was to be made now: there is nothing else to do.
    """

    def __init__(self, remote_id: str, sentence: str, refusal: Misfits | None = None) -> None:
        super().__init__(sentence)
        self.remote_id = remote_id
        self.refusal = refusal


class Disputed(ServiceError):
    """The service was asked, and has something that may be the row's and is not what the row says."""


class Finder(Protocol):
    """Asks the service whether it has a record; remembers its listings for the next question."""

    def find(self, key: str, request: Mapping[str, Any]) -> Receipt | None:
        """The record that carries the key's mark, or None after a complete listing.

        Raises:
            ServiceError: The listing is not complete, so nothing follows from it.
        """

    def find_edited(self, key: str, request: Mapping[str, Any]) -> Receipt | None:
        """The same where nobody knows what the row said when it was sent: more is looked at.

        Raises:
            ServiceError: As of `find`; or something is there that may be the row's.
        """

    def has(self, remote_id: str, request: Mapping[str, Any]) -> bool:
        """Whether the service has a record of that id, of the request's kind.

        Raises:
            ServiceError: That cannot be told.
        """


@dataclass(frozen=True, slots=True)
class Standing:
    """How a record stands in the service at this moment.

    Attributes:
        there: Whether the service has it, or anything of it.
        changes: One sentence for each thing that is not as it was sent; such a record is left alone.
        records: How many go with it, such as its installments.
    """

    there: bool
    changes: tuple[str, ...] = ()
    records: int = 1


class Undoer(Protocol):
    """Takes records back that are still as they were sent."""

    def look(self, remote_id: str, key: str, request: Request) -> Standing:
        """Asks how a record stands now; "not there" is said only after a complete listing.

        Raises:
            ServiceError: That cannot be told.
        """

    def take_back(self, remote_id: str, request: Request) -> None:
        """Deletes a record, once, and all that its request made.

        Raises:
            ServiceError: See `errors`: its class tells whether anything can have happened.
        """


class Target(Protocol):
    """One template's service."""

    @property
    def sheet(self) -> type[Sheet]:
        """The template."""

    @property
    def party(self) -> Party:
        """Who speaks with whom."""

    def look_ahead(self, sources: Collection[str]) -> None:
        """Fetches what rows will be resolved with, side by side where it is more than one list.

        Args:
            sources: The lists that filled cells name something of, as the schema's fields call them.

        Raises:
            ServiceError: One cannot be fetched.
        """

    def resolve(self, values: Mapping[str, Any]) -> Resolved:
        """Makes a request of a row's values; looks names up in the service, once a run.

        Raises:
            Misfits: Names that are not there, or fields that do not go together.
            ServiceError: The names cannot be fetched.
        """

    @property
    def second(self) -> Target | None:
        """Where a row's second step goes, in a template whose rows have two."""

    def bound(self, request: Request, first: str) -> Request:
        """A second step's request, once the first one's remote id is known."""

    def notes(self, rows: Sequence[Resolved]) -> Sequence[str]:
        """What a person should know of these rows together before they say yes.

        Raises:
            ServiceError: Something had to be asked and could not.
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

    def undoer(self) -> Undoer | None:
        """A way to take records back, or None where the service has none."""

    def by_hand(self) -> str:
        """Where a person takes a record back."""
