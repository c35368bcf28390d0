"""The transfers of a period as a table: what Iziago says, and which row of ours each one was."""

from __future__ import annotations

from xl_addin.errors import PaymentFileError, ServiceError, Unauthorized
from xl_addin.fetching.iziago.gather import Gathered
from xl_addin.fetching.iziago.line import Line, payment_of
from xl_addin.fetching.iziago.ours import told
from xl_addin.fetching.iziago.source import CURRENCY, Source, currency_notes
from xl_addin.fetching.listing import Column, Kind, Listing, Query, Value
from xl_addin.fetching.several import several
from xl_addin.journal.operation import Operation
from xl_addin.payment_files.read import read
from xl_addin.texts import say

COLUMNS = (
    Column("Execution date", Kind.DAY, 14),
    Column("Amount", Kind.AMOUNT, 14),
    CURRENCY,
    Column("Creditor", width=30),
    Column("Status", width=14),
    Column("Workbook", width=22),
    Column("Row", Kind.COUNT, 8),
    Column("Journal", width=11),
    Column("End-to-end id", Kind.IDENTIFIER, 24),
    Column("Debtor", width=22),
    Column("Debtor account", Kind.IDENTIFIER, 30),
    Column("Creditor account", Kind.IDENTIFIER, 30),
    Column("Reason", width=34),
    Column("Type", width=14),
    Column("Subtype", width=12),
    Column("Id", Kind.IDENTIFIER, 16),
)


def transfers(source: Source, query: Query) -> Listing:
    """Transfers to be executed in a period, and which rows of ours they were; default: this month."""
    return listing(source, Gathered(source, query))


def listing(source: Source, gathered: Gathered) -> Listing:
    """Transfers that were gathered, completed by their files."""
    lines, notes = _completed(source, gathered)
    rows = [_row(line) for line in sorted(lines, key=_order)]
    notes += [*gathered.notes(lines), *currency_notes(line.currency for line in lines)]
    return Listing("Transfers", COLUMNS, rows, notes)


def lacking(source: Source, gathered: Gathered) -> list[Line]:
    """Those of which Iziago's list does not tell enough, so that their files are needed."""
    tells_ids = source.client.payments.finds_transfers
    return [
        line
        for line in gathered.lines
        if line.listed and not (line.has_figures and (tells_ids or line.end_to_end_id))
    ]


def _order(line: Line) -> tuple[str, str, str]:
    return str(line.execution_date or ""), line.debtor_account, line.id


def _completed(source: Source, gathered: Gathered) -> tuple[list[Line], list[str]]:
    """What the list leaves out is read from the transfers' files, several at a time."""

    def complete(line: Line) -> Line | str:
        try:
            file = read(source.client.payments.transfer_file(line.id), line.id)
        except Unauthorized:
            raise
        except (ServiceError, PaymentFileError) as error:
            return error.message
        payment = payment_of(line, file)
        return gathered.completed(line, payment) if payment else say("iziago_lists.whose", file=file.name)

    made = several(lacking(source, gathered), complete, source.workers)
    fuller = {line.id: line for line in made if isinstance(line, Line)}
    failed = [line for line in made if isinstance(line, str)]
    notes = [say("iziago_lists.from_files", count=len(fuller))] if fuller else []
    if failed:
        notes.append(say("iziago_lists.no_file", count=len(failed), reason=failed[0]))
    return gathered.sifted([fuller.get(line.id, line) for line in gathered.lines]), notes


def _row(line: Line) -> tuple[Value, ...]:
    return (
        line.execution_date,
        line.amount,
        line.currency,
        line.creditor,
        line.status,
        *_of_ours(line.operation),
        line.end_to_end_id,
        line.debtor,
        line.debtor_account,
        line.creditor_account,
        line.reason,
        line.type,
        line.subtype,
        line.id,
    )


def _of_ours(operation: Operation | None) -> tuple[Value, ...]:
    if operation is None:
        return None, None, None
    return operation.place.path, operation.place.row, told(operation)
