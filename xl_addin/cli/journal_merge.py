"""`journal merge`: what a colleague sent, brought into this computer's journal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xl_addin.cli import opening
from xl_addin.cli.plain import echo
from xl_addin.texts import say

if TYPE_CHECKING:
    from xl_addin.journal.merge import Clash, Merged
    from xl_addin.journal.operation import Operation


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("merge")(merge)


def merge(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Journals of other computers (journal.db).")
    ],
) -> None:
    """Brings other journals into this one; they are only read. All of them come, or none.

    Exit codes: 0 all is well, 1 some rows need your eye, 2 a file cannot be taken, 3 rows in doubt came.
    """
    from xl_addin.journal.contents import read
    from xl_addin.journal.merge import merge as bring

    settings = opening.settings()
    with opening.journal(settings) as journal:
        journal.settle_orphans()
        report = bring(journal, [read(file) for file in files])
    _tell(report)
    if report.twice or report.contradictions or report.shared:
        raise typer.Exit(1)
    if report.doubtful or report.kept_in_doubt:
        raise typer.Exit(3)


def _tell(report: Merged) -> None:
    counts = {
        "merge.added": len(report.added),
        "merge.further": len(report.further),
        "merge.known": report.known,
        "merge.doubtful": len(report.doubtful),
    }
    echo(say("merge.batches", count=report.batches))
    for key, count in counts.items():
        if count or key == "merge.added":
            echo(say(key, count=count))
    for clash in report.one_record:
        echo(_one_record(clash))
    loud = (
        *map(_twice, report.twice),
        *map(_shared, report.shared),
        *map(_contradiction, report.contradictions),
    )
    for sentence in loud:
        echo(sentence, err=True, fg="red")
    for clash in report.kept_in_doubt:
        echo(_kept_in_doubt(clash), err=True, fg="yellow")


def _twice(clash: Clash) -> str:
    from xl_addin.journal.keys import row_key

    ours, theirs = clash.ours, clash.theirs
    return _said(
        "twice",
        theirs,
        key=row_key(theirs.key),
        ours=f"{ours.id} ({ours.state}, {ours.remote_id or '–'})",
        theirs=f"{theirs.id} ({theirs.state}, {theirs.remote_id or '–'})",
        id=theirs.id,
    )


def _one_record(clash: Clash) -> str:
    ours, theirs = clash.ours, clash.theirs
    return _said("one_record", theirs, record=theirs.remote_id, ours=ours.id, theirs=theirs.id)


def _shared(clash: Clash) -> str:
    ours, theirs = clash.ours, clash.theirs
    here, there = (f"{item.place.path} {item.place.row} ({item.id})" for item in (ours, theirs))
    return say("merge.shared", record=theirs.remote_id, here=here, there=there)


def _contradiction(clash: Clash) -> str:
    here, there = (f"{item.state} {item.remote_id}".strip() for item in (clash.ours, clash.theirs))
    return _said("contradiction", clash.ours, id=clash.ours.id, here=here, there=there, kept=clash.kept)


def _kept_in_doubt(clash: Clash) -> str:
    ours, theirs = clash.ours, clash.theirs
    return _said("kept_in_doubt", ours, id=ours.id, here=ours.state, there=theirs.state)


def _said(sentence: str, item: Operation, **blanks: Any) -> str:
    """A sentence of `merge` that names a row's place."""
    return say(f"merge.{sentence}", row=item.place.row, workbook=item.place.path, **blanks)
