"""`journal merge`: what a colleague sent, brought into this computer's journal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xl_addin.cli import opening
from xl_addin.cli.plain import echo

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xl_addin.journal.merge import Clash, Merged


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
    if report.twice or report.contradictions:
        raise typer.Exit(1)
    if report.doubtful:
        raise typer.Exit(3)


def _tell(report: Merged) -> None:
    from xl_addin.texts import say

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
    for sentence in (*_twice(report.twice), *_contradictions(report.contradictions)):
        echo(sentence, err=True, fg="red")


def _twice(clashes: Iterable[Clash]) -> Iterable[str]:
    from xl_addin.journal.keys import row_key
    from xl_addin.texts import say

    for clash in clashes:
        ours, theirs = clash.ours, clash.theirs
        yield say(
            "merge.twice",
            key=row_key(theirs.key),
            row=theirs.place.row,
            workbook=theirs.place.path,
            ours=f"{ours.id} ({ours.state}, {ours.remote_id or '–'})",
            theirs=f"{theirs.id} ({theirs.state}, {theirs.remote_id or '–'})",
            id=theirs.id,
        )


def _contradictions(clashes: Iterable[Clash]) -> Iterable[str]:
    from xl_addin.texts import say

    for clash in clashes:
        ours, theirs = clash.ours, clash.theirs
        yield say(
            "merge.contradiction",
            id=ours.id,
            row=ours.place.row,
            workbook=ours.place.path,
            here=f"{ours.state} {ours.remote_id}".strip(),
            there=f"{theirs.state} {theirs.remote_id}".strip(),
            kept=clash.kept,
        )
