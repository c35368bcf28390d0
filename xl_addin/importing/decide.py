"""Decides about every row of a workbook: sent before, invalid, in doubt, or ready in all but the asking."""

from __future__ import annotations

from collections import defaultdict

from xl_addin.errors import ServiceError
from xl_addin.importing.alike import Traces, find_alike, sent_traces, traces
from xl_addin.importing.allowed import refuse_waivers
from xl_addin.importing.doubles import refuse_used
from xl_addin.importing.doubts import believe_the_sheet, doubts_of, tell_doubts
from xl_addin.importing.entry import Book
from xl_addin.importing.headers import missing_proof
from xl_addin.importing.identify import identify
from xl_addin.importing.lookup import look_up, refuse_elsewhere, take_the_sheets_word
from xl_addin.importing.options import Options
from xl_addin.importing.rehearsal import tag_of
from xl_addin.importing.selection import narrow
from xl_addin.importing.unread import settle_unread
from xl_addin.importing.validate import compare, hold_steps, resolve
from xl_addin.journal.store import Journal
from xl_addin.schema import Sheet
from xl_addin.settling.reconcile import settle_all
from xl_addin.settling.settlement import Settlement, quiet_of
from xl_addin.targets import Targets
from xl_addin.targets.target import Target
from xl_addin.texts import say


class Decider:
    """Decides about one workbook after the other, each in the light of those before."""

    def __init__(self, journal: Journal, targets: Targets, options: Options) -> None:
        self._journal = journal
        self._targets = targets
        self._options = options
        self._earlier: dict[str, Traces] = defaultdict(dict)

    def decide(self, book: Book) -> None:
        """Asks the journal, then the service; what is no template, or empty, is left as it is."""
        if book.sheet is None or not book.entries:
            return
        if not book.is_read:
            settle_unread(book, self._journal, self._targets)
            return
        for entry in book.entries:
            entry.scope = self._targets.scope(book.sheet.template, entry.values)
        target = self._target(book.sheet.template)
        if target is None:
            self._decide_unasked(book)
        else:
            self._decide_asked(book, book.sheet, target)

    def _target(self, template: str) -> Target | None:
        """Where a template's rows go; None where they are checked without its names."""
        if self._options.offline:
            return self._targets.get_offline(template)
        return self._targets.get(template)

    def _decide_unasked(self, book: Book) -> None:
        self._identify(book)
        take_the_sheets_word(book)
        compare(book)

    def _decide_asked(self, book: Book, sheet: type[Sheet], target: Target) -> None:
        party = self._targets.party(sheet.template)
        book.asked = target.finder() is not None
        book.tag = tag_of(party, asked=book.asked)
        if not book.asked:
            book.problems += map(book.problem, missing_proof(sheet, book.columns, book.language))
        settled = self._settle_doubts(book, target)
        self._identify(book)
        tell_doubts(book, settled)
        try:
            resolve(book, target)
        except ServiceError as error:
            book.problems.append(book.problem(say("problem.unreachable", reason=error)))
            compare(book)  # rows that were sent are told from rows that were not, all the same
        else:
            compare(book)
            self._refuse(book, target, production=party.production)
            self._find_alike(book, sheet.template)

    def _settle_doubts(self, book: Book, target: Target) -> list[Settlement]:
        """Asks the service about this workbook's rows in doubt before anything else is decided."""
        doubtful = doubts_of(book, target.sheet.template, self._journal, self._targets)
        settled = settle_all(self._journal, doubtful, self._targets.of_operation, self._options.deadline)
        if not book.asked and not self._options.dry_run:
            believe_the_sheet(book, doubtful, self._journal)
        return settled

    def _identify(self, book: Book) -> None:
        """Asks the journal about all rows, then leaves those that are meant."""
        identify(book, self._journal)
        narrow(book, self._options.only)

    def _refuse(self, book: Book, target: Target, *, production: bool) -> None:
        """Rows that the service has, that another host has, or that may not go as they are."""
        look_up(book, target, self._journal, quiet_of(self._options.deadline))
        refuse_elsewhere(book, self._journal, production=production)
        refuse_used(book, self._journal)
        refuse_waivers(book, self._targets.policy)
        hold_steps(book)

    def _find_alike(self, book: Book, template: str) -> None:
        """Looks for rows like these in the journal and in this import's workbooks before."""
        earlier = self._earlier[template]
        earlier.update(sent_traces(book))
        find_alike(book, self._journal, earlier)
        if book.may_go(partial=self._options.partial):
            earlier.update(traces(book))
