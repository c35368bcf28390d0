"""The payment files of a period's transfers, checked against what we sent, and a list to sign by."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from xl_addin.fetching.folder import make
from xl_addin.fetching.iziago.agreement import agrees, sentences
from xl_addin.fetching.iziago.bring import Bringer, Brought, Outcome
from xl_addin.fetching.iziago.gather import Gathered, is_double, listed
from xl_addin.fetching.iziago.line import Line
from xl_addin.fetching.iziago.source import CURRENCY, Source
from xl_addin.fetching.listing import Column, Kind, Listing, Query, Value, Word
from xl_addin.fetching.several import several
from xl_addin.fetching.system import Bar
from xl_addin.payment_files.printout import drawn, print_out
from xl_addin.payment_files.totals import totals
from xl_addin.texts import say

TO_SIGN = "to-sign.xlsx"
MISSED = (Outcome.NOT_SAVED, Outcome.UNREADABLE, Outcome.FAILED)
"""What makes the command fail: a file that is not there as Iziago has it."""

COLUMNS = (
    Column("Execution date", Kind.DAY, 14),
    Column("Amount", Kind.AMOUNT, 14),
    CURRENCY,
    Column("Creditor", width=30),
    Column("Status", width=14),
    Column("Result", width=14),
    Column("File", width=26),
    Column("Ours", Kind.YES_NO, 6),
    Column("End-to-end id", Kind.IDENTIFIER, 24),
    Column("Transfer", Kind.IDENTIFIER, 16),
    Column("Reason", width=60),
)


def files(source: Source, query: Query, folder: Path, bar: Bar) -> Listing:
    """Payment files (pain.001) of a period's transfers into --out DIR, checked, with a list to sign by."""
    gathered = Gathered(source, query)
    make(folder)
    bringer = Bringer(source.client.payments, folder, gathered)
    arrived = list(filter(None, several(gathered.lines, bringer.bring, source.workers, bar)))
    known = listed(one.line for one in arrived)
    brought = [one for one in arrived if not is_double(one.line, known)]
    found = [one.file for one in brought if one.file]
    list_to_sign = _free(folder, drawn(found))
    print_out(found, list_to_sign, overwrite=True)
    printed = totals(payment for file in dict.fromkeys(found) for payment in file.payments)
    notes = [
        *sentences(brought),
        say("iziago_lists.printed", file=list_to_sign, totals=printed),
        *gathered.notes([one.line for one in brought]),
    ]
    rows = [_row(one) for one in sorted(brought, key=_order)]
    failed = sum(one.outcome in MISSED for one in brought) + (not agrees(brought))
    return Listing("Payment files", COLUMNS, rows, notes, failed)


def _free(folder: Path, content: bytes) -> Path:
    """Where the list goes: an earlier one, perhaps signed or written on, is not written over by another."""
    name = Path(TO_SIGN)
    for number in count(1):
        file = folder / (TO_SIGN if number == 1 else f"{name.stem}-{number}{name.suffix}")
        if not file.exists() or file.read_bytes() == content:
            return file
    raise AssertionError("numbers do not end")


def _order(one: Brought) -> tuple[str, str, str]:
    return _day(one.line), one.line.debtor_account, one.line.id


def _day(line: Line) -> str:
    return str(line.execution_date or "")


def _row(one: Brought) -> tuple[Value, ...]:
    line = one.line
    return (
        line.execution_date,
        line.amount,
        line.currency,
        line.creditor,
        line.status,
        Word(f"iziago_lists.{one.outcome}"),
        one.name,
        line.operation is not None,
        line.end_to_end_id,
        line.id,
        one.reason,
    )
