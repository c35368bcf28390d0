"""Whether Iziago's files say what we sent, for the one who signs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xl_addin.fetching.iziago.bring import Brought, Outcome
from xl_addin.fetching.iziago.ours import THERE, day_of, end_to_end_id, place_of
from xl_addin.journal.operation import Operation
from xl_addin.journal.states import State
from xl_addin.payment_files.compare import Sent, compare
from xl_addin.payment_files.payment import PaymentFile
from xl_addin.payment_files.totals import totals
from xl_addin.texts import say

REASONS_SHOWN = 5


def sentences(brought: Sequence[Brought]) -> Iterator[str]:
    """What we sent against Iziago's files, then what others made, then what is not known.

    A transfer in doubt counts as sent once Iziago has a file of it. What somebody else made is told apart: it
    is no mistake of anybody's, and whoever signs should know of it.
    """
    sent = _sent(brought)
    mine, others = _parted(brought, sent)
    if sent:
        yield from compare([_as_sent(operation) for operation in sent], mine).sentences()
    if others:
        foreign = totals(payment for file in dict.fromkeys(others) for payment in file.payments)
        yield say("iziago_lists.others", totals=foreign)
    yield from _gaps(brought)
    if statuses := Counter(one.line.status for one in brought if one.line.status):
        counted = ", ".join(f"{status} {count}" for status, count in statuses.most_common())
        yield say("iziago_lists.statuses", statuses=counted)


def agrees(brought: Sequence[Brought]) -> bool:
    """Whether the files are what we sent, transfer by transfer."""
    sent = _sent(brought)
    return compare([_as_sent(operation) for operation in sent], _parted(brought, sent)[0]).equal


def _parted(
    brought: Sequence[Brought], sent: Sequence[Operation]
) -> tuple[list[PaymentFile], list[PaymentFile]]:
    """The files of what we sent, and of what others made."""
    known = {end_to_end_id(operation) for operation in sent}
    mine, others = list[PaymentFile](), list[PaymentFile]()
    for one in brought:
        if one.file:
            (mine if _is_ours(one, one.file, known) else others).append(one.file)
    return mine, others


def _sent(brought: Sequence[Brought]) -> list[Operation]:
    """What we sent, once each."""
    operations = {}
    for one in brought:
        if (operation := one.line.operation) and (
            operation.state is State.SENT or (one.file and operation.state in THERE)
        ):
            operations[operation.id] = operation
    return list(operations.values())


def _is_ours(one: Brought, file: PaymentFile, known: set[str]) -> bool:
    if one.line.operation and one.line.operation.state in THERE:
        return True
    return any(payment.end_to_end_id in known for payment in file.payments)


def _as_sent(operation: Operation) -> Sent:
    request = operation.request
    return Sent(
        end_to_end_id=end_to_end_id(operation),
        amount=Decimal(request["amount"]),
        currency=request["currency"],
        execution_date=day_of(operation),
        debtor_iban=request["debtor_iban"],
        creditor_account=request["creditor_number"],
        place=place_of(operation),
    )


def _gaps(brought: Sequence[Brought]) -> Iterator[str]:
    """What the comparison and the printed list are without, and why."""
    lost = [one for one in brought if one.file is None]
    if lost:
        yield say("iziago_lists.incomplete", count=len(lost))
    reasons = Counter(one.reason for one in brought if one.reason)
    for reason, count in reasons.most_common(REASONS_SHOWN):
        yield say("iziago_lists.reason", count=count, reason=reason)
    if any(one.outcome is Outcome.NOT_SAVED for one in brought):
        yield say("iziago_lists.not_what_is_there")
