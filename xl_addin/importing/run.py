"""The one path of an import, from file names to exit code. `check` walks it and stops before sending."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from xl_addin.connect.party import Party
from xl_addin.errors import JournalError, ServiceError, WorkbookError
from xl_addin.importing.desk import Desk
from xl_addin.importing.entry import Book, Entry, Status
from xl_addin.importing.hold import Holder
from xl_addin.importing.identify import identify, says_sent
from xl_addin.importing.outcome import Outcome
from xl_addin.importing.plan import plan
from xl_addin.importing.preview import Preview, described, preview
from xl_addin.importing.read import read
from xl_addin.importing.send import Sender
from xl_addin.importing.validate import (
    bind,
    compare,
    find_alike,
    hold_steps,
    look_up,
    refuse_alike,
    refuse_doubles,
    refuse_elsewhere,
    refuse_used,
    resolve,
    take_the_sheets_word,
    traces,
)
from xl_addin.importing.writeback import write_results
from xl_addin.journal.operation import Operation
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.settling.reconcile import Settlement, settle_all
from xl_addin.settling.resolve import believe
from xl_addin.settling.settlement import quiet_of
from xl_addin.targets import Targets
from xl_addin.targets.target import Target
from xl_addin.texts import say


class LookAlikes(StrEnum):
    """What to do with rows that look like something sent before."""

    ASK = "ask"
    SEND = "send"
    REFUSE = "refuse"


ALIKE_SHOWN = 5
"""Rows that the question about look-alikes names."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a run goes about it.

    Attributes:
        dry_run: Nothing is sent or written.
        offline: Names are not looked up, so where a service has names, look-alikes are not seen either.
        partial: Valid rows are sent although others of the workbook are not.
        workers: Senders side by side.
        look_alikes: What becomes of rows that look like something sent.
        deadline: Seconds a request may take; in doubt, quiet is awaited for longer.
    """

    dry_run: bool = False
    offline: bool = False
    partial: bool = False
    workers: int = 8
    look_alikes: LookAlikes = LookAlikes.ASK
    deadline: float = 30.0


class Run:
    """One import or check over any number of workbooks."""

    def __init__(self, journal: Journal, targets: Targets, desk: Desk, options: Options) -> None:
        self._journal = journal
        self._targets = targets
        self._desk = desk
        self._options = options

    def run(self, paths: Sequence[Path]) -> Outcome:
        """Reads, decides, asks, sends and writes back.

        Raises:
            WrongUse: Settings are missing, or a question needs an answer and there is nobody to ask.
        """
        with ExitStack() as held:
            holder = Holder(self._journal.runs, held)
            books = list(map(read, paths)) if self._options.dry_run else holder.read_all(paths)
            outcome = Outcome(books)
            try:
                self._walk(books, outcome)
            except JournalError as error:
                if not any(entry.status for book in books for entry in book.entries):
                    raise
                outcome.problems.append(str(error))
                _leave(books, str(error))
            if not self._options.dry_run:
                try:
                    self._write_back(books)
                except KeyboardInterrupt:  # the results are in the journal, and the next run writes them
                    outcome.interrupted = True
        return outcome

    def _walk(self, books: Sequence[Book], outcome: Outcome) -> None:
        """Decides, asks and sends; every row has a status afterwards."""
        self._journal.settle_orphans()
        before = self._journal.position()
        self._prepare(books)
        if self._options.dry_run:
            self._show(books)
            _finish_dry(books)
        elif self._agree(books):
            outcome.interrupted = not self._send(books, before)

    def _prepare(self, books: Sequence[Book]) -> None:
        """Decides about every row: sent before, invalid, or ready in all but the asking."""
        earlier: dict[str, dict[str, str]] = {}
        for book in books:
            if book.sheet is None or book.region is None or not book.entries:
                continue
            for entry in book.entries:
                entry.scope = self._targets.scope(book.sheet.template, entry.values)
            target = self._target(book.sheet.template)
            if target is None:
                identify(book, self._journal)
                take_the_sheets_word(book)
                compare(book)
                continue
            settled = self._settle_doubts(book, target)
            identify(book, self._journal)
            _tell_doubts(book, settled)
            try:
                resolve(book, target)
            except ServiceError as error:
                book.problems.append(book.problem(say("problem.unreachable", reason=error)))
                compare(book)  # rows that were sent are told from rows that were not, all the same
                continue
            compare(book)
            look_up(book, target, self._journal, quiet_of(self._options.deadline))
            production = self._targets.party(book.sheet.template).production
            refuse_elsewhere(book, self._journal, production=production)
            refuse_used(book, self._journal)
            hold_steps(book)
            seen = earlier.setdefault(book.sheet.template, {})
            find_alike(book, self._journal, seen)
            if not book.problems and (self._options.partial or not book.blocked):
                seen.update(traces(book))
        refuse_doubles(books)
        self._decide_alike(books)
        for book in books:
            hold_steps(book)

    def _target(self, template: str) -> Target | None:
        """Where a template's rows go; None where they are checked without its names."""
        if self._options.offline:
            return self._targets.get_offline(template)
        return self._targets.get(template)

    def _settle_doubts(self, book: Book, target: Target) -> list[Settlement]:
        """Asks the service about this workbook's rows in doubt before anything else is decided."""
        keys = {entry.operation_key for entry in book.entries}
        doubtful = [
            operation
            for operation in self._journal.in_states(State.IN_DOUBT, State.UNDOING)
            if self._targets.speaks_for(operation.scope, target.sheet.template)
            and (operation.key in keys or operation.place.guid == book.identity)
        ]
        settled = settle_all(self._journal, doubtful, self._targets.of_operation, self._options.deadline)
        if target.finder() is None and not self._options.dry_run:
            self._believe_the_sheet(book, doubtful)
        return settled

    def _believe_the_sheet(self, book: Book, doubtful: Sequence[Operation]) -> None:
        """Where the service cannot be asked, a row whose cells say sent, with an Id, is no doubt any more.

        The cells of the workbook it was sent from, not of a copy; and an Id that no other row has.
        """
        ids = Counter(entry.sheet_id for entry in book.entries if entry.after is None)
        told = {entry.operation_key: entry for entry in book.entries if entry.key and says_sent(entry)}
        for operation in doubtful:
            entry = told.get(operation.key)
            elsewhere = {item.remote_id for item in self._journal.with_keys([operation.key])}
            if entry is None or operation.state is not State.IN_DOUBT or ids[entry.sheet_id] > 1:
                continue
            if operation.place.guid == book.identity and says_sent(entry, besides=elsewhere):
                believe(self._journal, operation, entry.sheet_id, entry.sheet_number)

    def _decide_alike(self, books: Sequence[Book]) -> None:
        """Rows that look like something sent before: one question for all of them."""
        alike = [
            (book, entry)
            for book in books
            if self._options.partial or not book.blocked
            for entry in book.entries
            if entry.open and entry.alike
        ]
        if not alike or self._options.look_alikes is LookAlikes.SEND:
            return
        if self._options.look_alikes is LookAlikes.ASK:
            some = [
                f"{book.path.name} {entry.row} ({described(entry)}): {entry.alike}"
                for book, entry in alike[:ALIKE_SHOWN]
            ]
            shown = "; ".join(some) + ("; …" if len(alike) > ALIKE_SHOWN else "")
            if self._desk.ask(say("question.alike", count=len(alike), rows=shown)):
                return
        for book in books:
            refuse_alike(book)

    def _show(self, books: Sequence[Book]) -> None:
        """Shows a preview for each template: transfers and expenses do not add up to anything."""
        for _party, _ours, shown in self._previews(books):
            self._desk.show(shown)

    def _agree(self, books: Sequence[Book]) -> bool:
        """Holds back blocked workbooks, shows the previews, asks their questions: are rows to be sent?"""
        for book in books:
            _hold_back(book, partial=self._options.partial)
        for party, ours, shown in self._previews(books):
            self._desk.show(shown)
            key = "question.send_production" if party.production else "question.send_test"
            final = say(key, count=shown.count, who=party.who)
            if not all(self._desk.ask(question) for question in (*shown.questions, final)):
                for entry in (entry for book in ours for entry in _open(book)):
                    entry.settle(Status.NOT_SENT, say("message.said_no"))
        return any(_open(book) for book in books)

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
        rows = [entry.resolved for book in books for entry in _open(book) if entry.resolved]
        try:
            return self._targets.get(template).notes(rows) if rows else ()
        except ServiceError as error:
            return [say("preview.not_all_known", reason=error)]

    def _send(self, books: Sequence[Book], before: int) -> bool:
        """Sends workbook after workbook; False when interrupted."""
        for entry in (entry for book in books for entry in _open(book)):
            entry.settle(Status.READY)
        with self._journal.runs.begin() as run:
            for book in books:
                if book.ready() and not self._send_steps(book, run, before):
                    _leave(books, say("message.interrupted"))
                    return False
        return True

    def _send_steps(self, book: Book, run: str, before: int) -> bool:
        """Sends a workbook's rows, then the second step of those that have one; False when interrupted."""
        assert book.sheet is not None
        target = self._targets.get(book.sheet.template)
        firsts = [entry for entry in book.ready() if entry.after is None]
        if not self._send_entries(book, firsts, target, run, before):
            return False
        if target.second is None:
            return True
        seconds = []
        for entry in book.ready():
            if bind(entry, target.second):
                seconds.append(entry)
            else:
                entry.settle(Status.NOT_SENT, say("message.first_step_missing"))
        return self._send_entries(book, seconds, target.second, run, before)

    def _send_entries(
        self, book: Book, entries: Sequence[Entry], target: Target, run: str, before: int
    ) -> bool:
        rows = plan(book, entries, target, self._journal, run, before)
        progress = self._desk.begin(book.path.name, len(rows))
        try:
            return Sender(self._journal, target, progress, book.claim).send_all(rows, self._options.workers)
        finally:
            self._desk.end()

    def _write_back(self, books: Sequence[Book]) -> None:
        """Writes the results beside the rows; what cannot be written now stays in the journal."""
        for book in books:
            if not book.held or book.file is None or book.sheet is None or not book.entries:
                continue
            try:
                write_results(book, self._refreshed(book))
            except (WorkbookError, JournalError) as error:
                book.problems.append(book.problem(say("problem.not_written_back", reason=error)))

    def _refreshed(self, book: Book) -> dict[str, Operation]:
        """The rows' operations as the journal holds them now, by id; an answer that it lacks is kept."""
        current = self._journal.refreshed([entry.operation for entry in book.entries if entry.operation])
        for entry in book.entries:
            if entry.operation:
                known = current.get(entry.operation.id, entry.operation)
                lacking = entry.status is Status.SENT and known.state is State.SENDING
                entry.operation = current[known.id] = entry.operation if lacking else known
        return current


def _narrowed(party: Party, books: Sequence[Book]) -> Party:
    """Of rows that name their company themselves: that one, or none where they name several."""
    companies = {entry.scope.company for book in books for entry in _open(book) if entry.scope}
    if not any(book.sheet and book.sheet.company_field for book in books):
        return party
    return replace(party, company=companies.pop() if len(companies) == 1 else "")


def _tell_doubts(book: Book, settled: Sequence[Settlement]) -> None:
    """Beside a row still in doubt stands what the service said just now, not what was lost back then."""
    messages = {item.operation.id: item.message for item in settled}
    for entry in book.entries:
        if entry.status is Status.IN_DOUBT and entry.operation:
            entry.message = messages.get(entry.operation.id, entry.message)


def _open(book: Book) -> list[Entry]:
    """Rows that would be sent if nobody objects."""
    return [entry for entry in book.entries if entry.open and entry.resolved]


def _hold_back(book: Book, *, partial: bool) -> None:
    """All or nothing: one invalid row holds back its workbook, unless valid rows may go alone."""
    if book.problems or (book.blocked and not partial):
        reason = book.problems[0].text if book.problems else say("message.workbook_blocked")
        for entry in book.entries:
            if entry.open:
                entry.settle(Status.NOT_SENT, reason)


def _finish_dry(books: Sequence[Book]) -> None:
    for book in books:
        for entry in book.entries:
            if entry.open and book.problems:
                entry.settle(Status.NOT_SENT, book.problems[0].text)
            elif entry.open:
                entry.settle(Status.READY)


def _leave(books: Sequence[Book], why: str) -> None:
    """Rows of workbooks whose turn did not come."""
    for book in books:
        for entry in book.ready():
            entry.settle(Status.NOT_SENT, why)
