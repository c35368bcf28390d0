"""Holds journal, workbook and service against each other, and tells what does not agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from case import Case
from crash_templates import Record, State, Template
from page import Page, read_page

from xl_addin.journal.keys import SECOND, row_key
from xl_addin.journal.operation import Operation
from xl_addin.journal.states import LIVE
from xl_addin.journal.states import State as Stage

UNSURE = (Stage.SENDING, Stage.IN_DOUBT)
"""In the journal: the service may have it or not."""
UNSENT = ("not_sent", "rejected", "invalid")
"""In the workbook: the service does not have it."""


@dataclass(frozen=True, slots=True)
class Sight:
    """The three that must agree.

    Attributes:
        records: What the service has, by name.
        operations: What the journal has, by name.
        page: What the workbook says.
    """

    records: Mapping[str, Sequence[Record]]
    operations: Mapping[str, Sequence[Operation]]
    page: Page


def lies(case: Case, state: State) -> list[str]:
    """What is not so, at whatever moment the program ended: in the journal, in the workbook, between them."""
    return _lies(case, _sight(case, state))


def unsettled(case: Case, state: State) -> list[str]:
    """What is not as it must be once all is settled: each row there exactly once, and said so everywhere."""
    sight = _sight(case, state)
    return [*_lies(case, sight), *_unsettled_records(sight), *_unsettled_rows(sight.page)]


def untold(case: Case, answer: Mapping[str, Any]) -> list[str]:
    """Rows in doubt of which an import or the workbook does not say so, nor how to settle them."""
    page, found = read_page(case.path), []
    rows = {row["row"]: row for row in answer["workbooks"][0]["rows"]}
    for operation in (each for several in case.operations().values() for each in several):
        if operation.state is Stage.IN_DOUBT:
            row, cells = rows[operation.place.row], page.results[operation.place.row]
            if (row["status"], cells["Status"]) != ("in_doubt", "in_doubt"):
                found.append(f"row {row['row']} is in doubt and says {row['status']}, {cells['Status']}")
            if not case.template.asked and operation.id not in (cells["Message"] or ""):
                found.append(f"row {row['row']} does not say how to settle it: {cells['Message']}")
    return found


def strangers(template: Template, cases: Iterable[Case], before: State, after: State) -> list[str]:
    """Records that came into the service and that no row of these cases knows."""
    known = {f"{name}{step}" for case in cases for name in case.said for step in case.steps}
    old = {record.id for record in template.records(before)}
    new = [record for record in template.records(after) if record.id not in old]
    return [f"{record.name} is nobody's" for record in new if record.name not in known]


def _sight(case: Case, state: State) -> Sight:
    records: dict[str, list[Record]] = defaultdict(list)
    for record in case.template.records(state):
        records[record.name].append(record)
    return Sight(records, case.operations(), read_page(case.path))


def _lies(case: Case, sight: Sight) -> list[str]:
    found = [text for name in sight.operations for text in _of_record(name, sight)]
    for name, said in case.said.items():
        wrong = (record for record in sight.records[name] if record.says != said)
        found += [f"{name} became {record}, not {said}" for record in wrong]
    if sight.page.inputs != case.typed:
        found.append(f"typed was {case.typed}, now it is {sight.page.inputs}")
    for row, name in case.names.items():
        found += _of_row(row, [name + step for step in case.steps], sight)
    return found


def _of_record(name: str, sight: Sight) -> Iterator[str]:
    """Between the journal and the service."""
    records, operations = sight.records[name], sight.operations[name]
    states = [operation.state for operation in operations]
    sent = [operation for operation in operations if operation.state is Stage.SENT]
    if len(records) > 1:
        yield f"{name} is in the service {len(records)} times"
    if sum(state in LIVE for state in states) > 1:
        yield f"{name} has several live operations: {states}"
    if len(records) > len(sent) + sum(state in UNSURE for state in states):
        yield f"{name} is in the service, and in the journal {states}"
    for operation in sent:
        if operation.remote_id not in [each.id for each in records if operation.number in ("", each.number)]:
            yield f"{name} was sent as {operation.remote_id} {operation.number}; the service has {records}"


def _of_row(row: int, names: Sequence[str], sight: Sight) -> Iterator[str]:
    """Between the workbook and the others."""
    results, records = sight.page.results[row], [sight.records[name] for name in names]
    for name in names:
        keys = {
            row_key(each.key).removesuffix(SECOND) for each in sight.operations[name] if each.state in LIVE
        }
        if sight.records[name] and keys != {results["Key"]}:
            yield f"{name} is in the service with the key {keys}, and row {row} has {results['Key']}"
    if results["Status"] == "sent":
        if not all(records):
            yield f"row {row} says sent, and the service has {records}"
        elif not _is_shown(results, [each[0] for each in records]):
            yield f"row {row} says {results['Id']}, {results['Number']}; the service has {records}"
    elif results["Status"] in UNSENT and all(records):
        yield f"row {row} says {results['Status']}, and the service has it"


def _is_shown(results: Mapping[str, Any], records: Sequence[Record]) -> bool:
    """Id and Number; a number that only a person saw is nowhere."""
    numbers = {records[1].id} if len(records) > 1 else {records[0].number or None, None}
    return results["Id"] == records[0].id and results["Number"] in numbers


def _unsettled_records(sight: Sight) -> Iterator[str]:
    for name, operations in sight.operations.items():
        if [each.state for each in operations if each.state in LIVE] != [Stage.SENT]:
            yield f"{name}: the journal has {[str(each.state) for each in operations]}"
        if len(sight.records[name]) != 1:
            yield f"{name}: the service has {len(sight.records[name])}"


def _unsettled_rows(page: Page) -> Iterator[str]:
    for row, results in page.results.items():
        if results["Status"] != "sent" or not results["Key"] or not results["Sent at"]:
            yield f"row {row} says {dict(results)}"
