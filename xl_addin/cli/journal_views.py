"""Operations of the journal, as a table, as a story and as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from rich.console import Console
from rich.table import Table

from xl_addin.cli.plain import echo, plain
from xl_addin.fetching.listing import Column
from xl_addin.journal.operation import Operation, Step
from xl_addin.journal.showing import amount_told, what_of
from xl_addin.texts import say
from xl_addin.texts.figures import exact

SHORT_COLUMNS = 62
"""What all columns but the last need on the screen; those share the rest of it."""
LEAST_SHARE = 7


def table(operations: Sequence[Operation], totals: Mapping[str, Decimal]) -> None:
    """One line a row; for whose books only where they are several.

    Args:
        operations: The rows.
        totals: What those in doubt come to as we count it, by operation, where no answer told it.
    """
    several = len({item.scope.company for item in operations}) > 1
    last = ("Company", "Workbook", "What") if several else ("Workbook", "What")
    console = Console()
    share = max((console.width - SHORT_COLUMNS) // len(last) - 2, LEAST_SHARE)
    shown = Table(box=None, header_style="bold", pad_edge=False)
    for header in ("Id", "Changed at", "State"):
        shown.add_column(_title(header), no_wrap=True)
    shown.add_column(_title("Amount"), no_wrap=True, justify="right", min_width=10)
    shown.add_column(_title("Row"), no_wrap=True, justify="right")
    for header in last:
        shown.add_column(_title(header), no_wrap=True, max_width=share, overflow="ellipsis")
    for item in operations:
        when = _local(item.changed_at)[:16] if item.changed_at else ""
        company = [item.scope.company] if several else []
        total = exact(totals[item.id]) if item.id in totals else ""
        cells = (amount_told(item) or total, str(item.place.row), *company, item.place.path, what_of(item))
        shown.add_row(item.id, when, say(f"states.{item.state}"), *map(plain, cells))
    console.print(shown)


def _title(header: str) -> str:
    """A header in the language in use."""
    return Column(header).title


def doubts(told: Mapping[str, str]) -> None:
    """What helps a person to find rows in doubt where the service cannot be asked, by operation."""
    for name, sentence in told.items():
        echo(f"{name}: {sentence}")


def story(operation: Operation, history: Sequence[Step]) -> None:
    """One operation, with everything that happened to it."""
    scope, place = operation.scope, operation.place
    answered = {
        "id": operation.remote_id,
        "number": operation.number,
        "link": operation.link,
        **operation.more,
    }
    lines = [
        f"{operation.id}  {operation.state}",
        f"  {place.path}, {place.sheet} {place.row}, key {operation.key}, batch {operation.batch}",
        f"  {', '.join(filter(None, (scope.system, scope.host, scope.company)))}",
        *(f"  {name}: {value}" for name, value in operation.typed.items() if value),
        *(f"  → {name}: {value}" for name, value in answered.items() if value),
    ]
    for step in history:
        status = f" ({step.facts.status})" if step.facts.status else ""
        said = f": {step.facts.message}" if step.facts.message else ""
        lines.append(f"  {_local(step.at)}  {step.before} → {step.after}{status}{said}")
    echo("\n".join(lines))


def record(operation: Operation) -> dict[str, Any]:
    """An operation as JSON shows it in a list."""
    place, scope = operation.place, operation.scope
    return {
        "id": operation.id,
        "state": operation.state.value,
        "system": scope.system,
        "host": scope.host,
        "company": scope.company,
        "template": scope.template,
        "workbook": place.path,
        "sheet": place.sheet,
        "row": place.row,
        "ref": operation.typed.get("ref", operation.ref),
        "key": operation.key,
        "remote_id": operation.remote_id,
        "number": operation.number,
        "link": operation.link,
        "message": operation.message,
        "batch": operation.batch,
        "planned_at": operation.planned_at,
        "changed_at": operation.changed_at,
        "sent_at": operation.sent_at,
    }


def listed(operation: Operation, doubt: str) -> dict[str, Any]:
    """The same; with what helps a person to find it, where it is in doubt and only a person can."""
    return {**record(operation), "doubt": doubt} if doubt else record(operation)


def full_record(operation: Operation, history: Sequence[Step]) -> dict[str, Any]:
    """An operation as JSON shows it alone: with its request, what was typed, and its history."""
    steps = [
        {
            "at": step.at,
            "before": step.before.value,
            "after": step.after.value,
            "status": step.facts.status,
            "message": step.facts.message,
            "answer": step.facts.answer,
        }
        for step in history
    ]
    return {**record(operation), "request": operation.request, "typed": operation.typed, "history": steps}


def as_json(value: object) -> str:
    """JSON text; moments are written in ISO form."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=datetime.isoformat) + "\n"


def print_json(value: object) -> None:
    """JSON on stdout."""
    sys.stdout.write(as_json(value))


def _local(moment: datetime) -> str:
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return f"{zoned.astimezone():%Y-%m-%d %H:%M:%S}"
