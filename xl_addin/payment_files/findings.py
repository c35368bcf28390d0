"""One difference between what was sent and what the files say, and its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from xl_addin.payment_files.payment import Payment
from xl_addin.texts import say
from xl_addin.texts.figures import exact

Compared = tuple[Decimal, str] | date | str
"""An amount with its currency, a day, or an account."""

_MOST_PLACES = 5


class Kind(StrEnum):
    """What is different."""

    MISSING = "missing"
    EXTRA = "extra"
    DOUBLED_OURS = "doubled_ours"
    DOUBLED_THEIRS = "doubled_theirs"
    AMOUNT = "amount"
    DATE = "execution_date"
    DEBTOR_ACCOUNT = "debtor_account"
    CREDITOR_ACCOUNT = "creditor_account"


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference.

    Attributes:
        kind: For programs.
        end_to_end_id: Of the transfer.
        sentence: For people, in the language in use.
    """

    kind: Kind
    end_to_end_id: str
    sentence: str


def missing(identifier: str, amount: Decimal, currency: str, account: str, place: str) -> Finding:
    """A transfer of ours is in no file."""
    sentence = say(
        "files.missing", place=place, id=identifier, amount=_told((amount, currency)), account=account
    )
    return Finding(Kind.MISSING, identifier, sentence)


def extra(payment: Payment, file: str) -> Finding:
    """A file has a payment that is none of ours."""
    sentence = say(
        "files.extra",
        file=file,
        id=payment.end_to_end_id,
        amount=_told((payment.amount, payment.currency)),
        account=_told(payment.creditor_account),
        name=_told(payment.creditor_name),
    )
    return Finding(Kind.EXTRA, payment.end_to_end_id, sentence)


def doubled(kind: Kind, identifier: str, places: Sequence[str]) -> Finding:
    """One end-to-end id stands for several transfers, with us or in the files."""
    shortened = ", ".join(places[:_MOST_PLACES]) + (", …" if len(places) > _MOST_PLACES else "")
    key = "files.doubled_ours" if kind is Kind.DOUBLED_OURS else "files.doubled_theirs"
    return Finding(kind, identifier, say(key, id=identifier, times=len(places), places=shortened))


def differing(
    kind: Kind, identifier: str, ours: Compared, theirs: Compared, place: str, file: str
) -> Finding:
    """The same transfer says one thing with us and another in the file."""
    sentence = say(
        "files.differs",
        place=place,
        id=identifier,
        what=say(f"files.{kind}"),
        ours=_told(ours),
        theirs=_told(theirs),
        file=file,
    )
    return Finding(kind, identifier, sentence)


def _told(value: Compared) -> str:
    if isinstance(value, tuple):
        return f"{exact(value[0])} {value[1]}"
    return str(value) or "–"
