"""Whether a bank would get from the files exactly what was sent: transfer by transfer, then in sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xl_addin.payment_files.findings import Finding, Kind, differing, doubled, extra, missing
from xl_addin.payment_files.payment import Payment, PaymentFile
from xl_addin.payment_files.totals import Totals, totals
from xl_addin.texts import say

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Sent:
    """A transfer as we sent it.

    Attributes:
        end_to_end_id: Fixed before its first try; by it the two sides find each other.
        amount: Exact.
        currency: ISO 4217.
        execution_date: The day asked for.
        debtor_iban: The account that pays; spaces and case do not count.
        creditor_account: The account that is paid; likewise.
        place: Where it is, for people, such as `row 7 of july.xlsx`.
    """

    end_to_end_id: str
    amount: Decimal
    currency: str
    execution_date: date
    debtor_iban: str
    creditor_account: str
    place: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came out.

    Attributes:
        ours: Of what we sent.
        theirs: Of the payments in the files.
        findings: Every difference, in the order of ours, then of theirs. None means equal.
        repeated: Files left out because another one holds the same message.
    """

    ours: Totals
    theirs: Totals
    findings: tuple[Finding, ...]
    repeated: int = 0

    @property
    def equal(self) -> bool:
        """Every transfer is there once, with its amount, currency, day and accounts, and nothing else is."""
        return not self.findings

    def sentences(self, most: int = MOST_SHOWN) -> list[str]:
        """Both totals and the verdict, then the first `most` differences, each with its place."""
        verdict = "files.equal" if self.equal else "files.unequal"
        lines = [say(verdict, ours=str(self.ours), theirs=str(self.theirs))]
        lines += [finding.sentence for finding in self.findings[:most]]
        if len(self.findings) > most:
            lines.append(say("files.more", count=len(self.findings) - most))
        if self.repeated:
            lines.append(say("files.repeated", count=self.repeated))
        return lines


def compare(ours: Sequence[Sent], files: Iterable[PaymentFile]) -> Comparison:
    """Holds what we sent against what the files say.

    Files of the same content, such as one for each transfer that all hold the whole batch, count once.
    """
    handed = list(files)
    distinct = _distinct(handed)
    theirs = [(payment, file.name) for file in distinct for payment in file.payments]
    return Comparison(
        ours=totals(ours),
        theirs=totals(payment for payment, _ in theirs),
        findings=tuple(_findings(ours, theirs)),
        repeated=len(handed) - len(distinct),
    )


def _distinct(files: Iterable[PaymentFile]) -> list[PaymentFile]:
    return list(dict.fromkeys(files))


def _findings(ours: Sequence[Sent], theirs: Sequence[tuple[Payment, str]]) -> Iterator[Finding]:
    wanted: defaultdict[str, list[Sent]] = defaultdict(list)
    found: defaultdict[str, list[tuple[Payment, str]]] = defaultdict(list)
    for sent in ours:
        wanted[sent.end_to_end_id].append(sent)
    for payment, file in theirs:
        found[payment.end_to_end_id].append((payment, file))
    for identifier, rows in wanted.items():
        yield from _of_ours(identifier, rows, found.get(identifier, []))
    for identifier, payments in found.items():
        if identifier not in wanted:
            yield from (extra(payment, file) for payment, file in payments)
        if len(payments) > 1:
            yield doubled(Kind.DOUBLED_THEIRS, identifier, [file for _, file in payments])


def _of_ours(
    identifier: str, rows: Sequence[Sent], payments: Sequence[tuple[Payment, str]]
) -> Iterator[Finding]:
    """What is wrong with the transfers of one end-to-end id. Where it is doubled, first is held to first."""
    if len(rows) > 1:
        yield doubled(Kind.DOUBLED_OURS, identifier, [sent.place for sent in rows])
    for sent in rows:
        if not payments:
            yield missing(identifier, sent.amount, sent.currency, sent.creditor_account, sent.place)
    for sent, (payment, file) in zip(rows, payments, strict=False):
        yield from _differences(sent, payment, file)


def _differences(sent: Sent, payment: Payment, file: str) -> Iterator[Finding]:
    compared = (
        (Kind.AMOUNT, (sent.amount, sent.currency), (payment.amount, payment.currency)),
        (Kind.DATE, sent.execution_date, payment.execution_date),
        (Kind.DEBTOR_ACCOUNT, _bare(sent.debtor_iban), _bare(payment.debtor_iban)),
        (Kind.CREDITOR_ACCOUNT, _bare(sent.creditor_account), _bare(payment.creditor_account)),
    )
    for kind, ours, theirs in compared:
        if ours != theirs:
            yield differing(kind, sent.end_to_end_id, ours, theirs, sent.place, file)


def _bare(account: str) -> str:
    return "".join(account.split()).upper()
