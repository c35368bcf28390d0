"""A workbook sent from Excel and one sent from the command line end in the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from crashes.crash_templates import TEMPLATES, Template
from live_office import at_excel
from office import Office, cells

from xl_addin.sandbox.server import Sandbox

MOVING = ("id", "batch", "planned_at", "changed_at", "sent_at")
"""What of an operation is drawn by chance or told by a clock."""


def journal_of(office: Office) -> str:
    """All operations, with the keys and identities that are drawn by chance under names of their own."""
    with office.journal() as journal:
        operations = [asdict(operation) for operation in journal.all()]
    for operation in operations:
        for name in MOVING:
            del operation[name]
        del operation["place"]["guid"]
        operation["more"].pop("control_code", None)
    text = json.dumps(operations, default=str, sort_keys=True)
    for number, key in enumerate(dict.fromkeys(str(item["key"]).partition("/")[0] for item in operations)):
        text = text.replace(key, f"key {number}")
    return text


def shown(path: Path) -> Iterator[dict[str, Any]]:
    """The rows, without what is drawn by chance or told by a clock."""
    for row in cells(path):
        assert bool(row.pop("Key", None)) == bool(row["Status"])
        row.pop("Control code", None)
        sent_at = row.pop("Sent at", None)
        yield row | {"Sent at": sent_at is not None}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_both_ways_end_in_the_same(
    template: Template,
    office: Office,
    colleague: Office,
    sandbox: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What a button sends is what the command line sends; what stands beside the rows is the same."""
    rows = [row for _, row in template.rows([f"Row {n}" for n in range(template.size)])]
    ends = []
    for place in (office, colleague):
        sandbox.reset()
        place.configure("workers = 1\n")
        path = place.workbook(rows, "book.xlsx", template.name)
        if place is office:
            with at_excel(office, monkeypatch) as live:
                live.open(path)
                assert "sent" in live.press()
        else:
            assert place.run(path, workers=1).exit_code == 0
        records = [record for record in template.records(place.state()) if record.name.startswith("Row")]
        ends.append((journal_of(place), list(shown(path)), records))
    assert ends[0] == ends[1]
    assert len(ends[0][2]) == template.size * template.steps
