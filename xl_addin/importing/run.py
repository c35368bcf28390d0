"""The one path of an import, from file names to exit code. `check` walks it and stops before sending."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from xl_addin.errors import JournalError, WorkbookError, XlAddinError
from xl_addin.importing.allowed import refuse_too_many, within
from xl_addin.importing.consent import Consent
from xl_addin.importing.decide import Decider
from xl_addin.importing.desk import Desk
from xl_addin.importing.doubles import refuse_doubles
from xl_addin.importing.entry import Book, Entry, Status
from xl_addin.importing.follow import Follower
from xl_addin.importing.hold import Holder
from xl_addin.importing.once import read_once
from xl_addin.importing.options import Options
from xl_addin.importing.outcome import Outcome
from xl_addin.importing.plan import plan
from xl_addin.importing.read import read
from xl_addin.importing.rest import settle_rest
from xl_addin.importing.send import Sender
from xl_addin.importing.validate import bind, hold_steps
from xl_addin.importing.writeback import write_results
from xl_addin.journal.operation import Operation
from xl_addin.journal.states import State
from xl_addin.journal.store import Journal
from xl_addin.targets import Targets
from xl_addin.targets.target import Target
from xl_addin.texts import say
from xl_addin.workbook.source import Source, source_of


class Run:
    """One import or check over any number of workbooks.

    Attributes:
        books: What was read so far; also when the run broke off, each row then with a status.
    """

    def __init__(self, journal: Journal, targets: Targets, desk: Desk, options: Options) -> None:
        self._journal = journal
        self._targets = targets
        self._desk = desk
        self._policy = targets.policy
        self._options = within(options, self._policy)
        self._consent = Consent(targets, desk, self._options)
        self.books: list[Book] = []

    def run(self, workbooks: Sequence[Path | Source]) -> Outcome:
        """Reads, decides, asks, sends and writes back.

        Args:
            workbooks: Files, or whatever else opens a workbook.

        Raises:
            WrongUse: Settings are missing, or a question needs an answer and there is nobody to ask.
        """
        with ExitStack() as held:
            books = self.books
            books += self._read([source_of(workbook) for workbook in workbooks], held)
            outcome = Outcome(books)
            try:
                self._walk(books, outcome)
            except JournalError as error:
                if not any(entry.status for book in books for entry in book.entries):
                    settle_rest(books, self._journal, str(error))
                    raise
                outcome.problems.append(str(error))
                _leave(books, str(error))
            except (XlAddinError, KeyboardInterrupt) as error:
                settle_rest(books, self._journal, str(error) or say("message.interrupted"))
                raise
            if not self._options.dry_run:
                self._write_back(books, outcome)
            if outcome.problems:  # now, for whoever reads the outcome: no cell says so
                settle_rest(books, self._journal, " ".join(outcome.problems))
        return outcome

    def _read(self, sources: Sequence[Source], held: ExitStack) -> list[Book]:
        """The workbooks; those whose rows are to be sent stay held until the run ends."""
        opened = read if self._options.dry_run else Holder(self._journal.runs, held).read
        return read_once(sources, opened)

    def _walk(self, books: Sequence[Book], outcome: Outcome) -> None:
        """Decides, asks and sends; every row has a status afterwards."""
        self._journal.settle_orphans()
        before = self._journal.position()
        self._decide(books)
        if self._options.dry_run:
            self._consent.show(books)
            _finish_dry(books)
        elif self._consent.ask(books):
            outcome.interrupted = not self._send(books, before)

    def _decide(self, books: Sequence[Book]) -> None:
        """Decides about every row: sent before, invalid, or ready in all but the last question."""
        decider = Decider(self._journal, self._targets, self._options)
        for book in books:
            decider.decide(book)
        refuse_doubles(books)
        self._consent.ask_about_alike(books)
        for book in books:
            hold_steps(book)
        refuse_too_many(books, self._policy, partial=self._options.partial)
        for book in books:
            book.decided = True

    def _send(self, books: Sequence[Book], before: int) -> bool:
        """Sends workbook after workbook; False when interrupted."""
        for entry in (entry for book in books for entry in book.waiting()):
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
        progress = replace(progress, tick=Follower(book, progress).tick)
        try:
            return Sender(self._journal, target, progress, book.claim).send_all(rows, self._options.workers)
        finally:
            self._desk.end()

    def _write_back(self, books: Sequence[Book], outcome: Outcome) -> None:
        """Writes the results beside the rows; what cannot be written now stays in the journal."""
        try:
            for book in books:
                if book.held and book.is_read and book.entries:
                    self._write_results(book)
        except KeyboardInterrupt:  # the next run writes them
            outcome.interrupted = True

    def _write_results(self, book: Book) -> None:
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
