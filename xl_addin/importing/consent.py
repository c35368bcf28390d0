"""What a person is shown and asked before anything is sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from xl_addin.connect.party import Party
from xl_addin.errors import ServiceError
from xl_addin.importing.alike import refuse_alike
from xl_addin.importing.asking import about_alike, about_sending
from xl_addin.importing.desk import Desk
from xl_addin.importing.entry import Book, Status
from xl_addin.importing.options import LookAlikes, Options
from xl_addin.importing.preview import Preview, preview
from xl_addin.targets import Targets
from xl_addin.texts import say


class Consent:
    """Asks at a desk; a row that gets no yes is not sent."""

    def __init__(self, targets: Targets, desk: Desk, options: Options) -> None:
        self._targets = targets
        self._desk = desk
        self._options = options

    def ask_about_alike(self, books: Sequence[Book]) -> None:
        """Rows that look like something sent before: one question for all of them.

        Raises:
            WrongUse: There is nobody to ask.
        """
        asks = self._options.look_alikes is LookAlikes.ASK
        alike = [
            (book, entry)
            for book in books
            if self._options.partial or not asks or not book.blocked
            for entry in book.entries
            if entry.open and entry.alike
        ]
        if not alike or self._options.look_alikes is LookAlikes.SEND:
            return
        if asks and self._desk.ask(about_alike(alike)):
            return
        for book in books:
            refuse_alike(book)

    def show(self, books: Sequence[Book]) -> None:
        """Shows a preview for each template: transfers and expenses do not add up to anything."""
        for _party, _ours, shown in self._previews(books):
            self._desk.show(shown)

    def ask(self, books: Sequence[Book]) -> bool:
        """Holds back blocked workbooks, shows the previews, asks their questions: are rows to be sent?

        Raises:
            WrongUse: There is nobody to ask.
        """
        for book in books:
            _hold_back(book, partial=self._options.partial)
        for party, ours, shown in self._previews(books):
            self._desk.show(shown)
            final = about_sending(party, shown.count)
            if not all(self._desk.ask(question) for question in (*shown.questions, final)):
                for entry in (entry for book in ours for entry in book.waiting()):
                    entry.settle(Status.NOT_SENT, say("message.said_no"))
        return any(book.waiting() for book in books)

    def _previews(self, books: Sequence[Book]) -> Iterator[tuple[Party, list[Book], Preview]]:
        """The workbooks of each template that have rows to send, whom they go to, and their preview."""
        groups: dict[str, list[Book]] = {}
        for book in books:
            if book.sheet:
                groups.setdefault(book.sheet.template, []).append(book)
        for template, ours in groups.items():
            party = _narrowed(self._targets.party(template), ours)
            if shown := preview(party, ours, self._notes(template, ours)):
                yield party, ours, shown

    def _notes(self, template: str, books: Sequence[Book]) -> Sequence[str]:
        """What the target says of the rows together; when it cannot be asked, that is said."""
        rows = [entry.resolved for book in books for entry in book.waiting() if entry.resolved]
        try:
            return self._targets.get(template).notes(rows) if rows else ()
        except ServiceError as error:
            return [say("preview.not_all_known", reason=error)]


def _narrowed(party: Party, books: Sequence[Book]) -> Party:
    """Of rows that name their company themselves: that one, or none where they name several."""
    companies = {entry.scope.company for book in books for entry in book.waiting() if entry.scope}
    if not any(book.sheet and book.sheet.company_field for book in books):
        return party
    return replace(party, company=companies.pop() if len(companies) == 1 else "")


def _hold_back(book: Book, *, partial: bool) -> None:
    """All or nothing: one invalid row holds back its workbook, unless valid rows may go alone."""
    if not book.may_go(partial=partial):
        reason = book.problems[0].text if book.problems else say("message.workbook_blocked")
        for entry in book.entries:
            if entry.open:
                entry.settle(Status.NOT_SENT, reason)
