"""What is about to happen, counted and summed, before anything is sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from xl_addin.connect.party import Party
from xl_addin.importing.alike import equal_refs, equal_rows
from xl_addin.importing.asking import about_groups, about_signs
from xl_addin.importing.described import what_of
from xl_addin.importing.entry import Book, Entry
from xl_addin.importing.headers import unread
from xl_addin.schema.fields import AmountField
from xl_addin.targets.target import Remark, Resolved
from xl_addin.texts import say

LARGEST_SHOWN = 5


@dataclass(slots=True)
class Sum:
    """Of one account in one currency.

    Attributes:
        income: Sum of the positive amounts.
        expense: Sum of the negative amounts.
    """

    count: int = 0
    income: Decimal = Decimal("0.00")
    expense: Decimal = Decimal("0.00")

    def add(self, amount: Decimal) -> None:
        """Counts one amount on its side."""
        self.count += 1
        if amount < 0:
            self.expense += amount
        else:
            self.income += amount

    @property
    def net(self) -> Decimal:
        """Income less expense."""
        return self.income + self.expense


@dataclass(frozen=True, slots=True)
class Preview:
    """All that a person should see before they say yes.

    Attributes:
        party: PRODUCTION or TEST, host and company.
        workbooks: (file name, sheet rows to send).
        signed: Income and expense are told apart; else there is one amount, such as a transfer's.
        sums_by: What the sums are made under, as a text's key: accounts, issuers.
        sums: By (account, currency), accounts in order of their first row.
        totals: By currency.
        largest: The five largest rows: (workbook, row, amount, currency, what).
        days: The earliest and the latest date, where rows have one.
        notes: Sentences: hidden rows, what blanks become, what repeats make.
        questions: Texts that want a yes each; a text's first line is the question.
    """

    party: Party
    workbooks: list[tuple[str, int]]
    signed: bool
    sums_by: str
    sums: dict[tuple[str, str], Sum]
    totals: dict[str, Sum]
    largest: list[tuple[str, int, Decimal, str, str]]
    days: tuple[date, date] | None
    notes: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Sheet rows to send."""
        return sum(count for _, count in self.workbooks)

    @property
    def records(self) -> int:
        """What they become in the service: fewer, where several rows are one invoice."""
        return sum(total.count for total in self.totals.values())


def preview(party: Party, books: Sequence[Book], more: Sequence[str] = ()) -> Preview | None:
    """The preview of these workbooks' open rows, None when there are none.

    Args:
        party: Who speaks; all the workbooks are of one template.
        books: The workbooks.
        more: Sentences that the target adds.
    """
    steps = [
        (book, entry, entry.resolved)
        for book in books
        for entry in book.entries
        if entry.open and entry.resolved
    ]
    rows = [row for row in steps if row[1].after is None or not row[1].after.open]
    if not rows:
        return None
    sums: dict[tuple[str, str], Sum] = {}
    totals: dict[str, Sum] = {}
    for _, _, resolved in rows:
        for total in (
            sums.setdefault((resolved.account, resolved.currency), Sum()),
            totals.setdefault(resolved.currency, Sum()),
        ):
            total.add(resolved.amount or Decimal())
    days = [resolved.day for _, _, resolved in rows if resolved.day]
    counts = Counter(book.path.name for book, entry, _ in rows for _ in entry.all_rows)
    return Preview(
        party=party,
        workbooks=list(counts.items()),
        signed=any(_signed_fields(book) for book in books),
        sums_by=next((book.sheet.sums_by for book in books if book.sheet), "account"),
        sums=sums,
        totals=totals,
        largest=_largest(rows),
        days=(min(days), max(days)) if days else None,
        notes=[*_unread(books), *_notes([(entry, resolved) for _, entry, resolved in steps]), *more],
        questions=_questions(books, [resolved for _, _, resolved in rows]),
    )


def _largest(rows: list[tuple[Book, Entry, Resolved]]) -> list[tuple[str, int, Decimal, str, str]]:
    amounts = [
        (book.path.name, entry.row, resolved.amount, resolved.currency, what_of(entry, resolved))
        for book, entry, resolved in rows
        if resolved.amount is not None
    ]
    return sorted(amounts, key=lambda row: abs(row[2]), reverse=True)[:LARGEST_SHOWN]


def _unread(books: Sequence[Book]) -> list[str]:
    """Columns that are passed over, so that a misspelt one is noticed."""
    headers = dict.fromkeys(
        header for book in books if book.region for header in unread(book.columns, book.region.headers)
    )
    return [say("preview.unread", columns=", ".join(headers))] if headers else []


def _notes(rows: list[tuple[Entry, Resolved]]) -> list[str]:
    hidden = sum(entry.hidden for entry, _ in rows if entry.after is None)
    notes = [say("preview.hidden", count=hidden)] if hidden else []
    elsewhere = Counter(
        entry.elsewhere
        for entry, _ in rows
        if entry.elsewhere and not (entry.after and entry.after.elsewhere)
    )
    notes += [say("preview.elsewhere", count=count, where=where) for where, count in elsewhere.items()]
    for remarks in ("defaults", "makes"):
        notes += _counted(remark for _, resolved in rows for remark in getattr(resolved, remarks))
    return notes


def _questions(books: Sequence[Book], rows: list[Resolved]) -> list[str]:
    questions = [about_signs(book) for book in books if _all_positive(book)]
    for book in books:
        if groups := equal_rows(book):
            questions.append(about_groups("question.equal_rows", book, groups))
        if groups := equal_refs(book):
            questions.append(about_groups("question.equal_refs", book, groups))
    return questions + _counted(remark for resolved in rows for remark in resolved.questions)


def _all_positive(book: Book) -> bool:
    """Whether a column of signed amounts holds no expense at all, as when the signs were forgotten."""
    signed = _signed_fields(book)
    amounts = [entry.values[name] for entry in book.entries if entry.open for name in signed]
    return bool(amounts) and all(amount > 0 for amount in amounts)


def _signed_fields(book: Book) -> list[str]:
    fields = book.sheet.fields if book.sheet else {}
    return [name for name, field in fields.items() if isinstance(field, AmountField) and field.signed]


def _counted(remarks: Iterable[Remark]) -> list[str]:
    """One sentence for equal remarks, with their number."""
    return [say(remark.key, count=count, **dict(remark.blanks)) for remark, count in Counter(remarks).items()]
