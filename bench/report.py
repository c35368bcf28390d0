"""The document: goals first, then each line with what it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from textwrap import fill

from bench.child import PEAK
from bench.figure import Figure
from bench.line import Finding, Line, Table
from bench.rounds import SECONDS, Rounds
from bench.table import NOT_BUILT

WIDTH = 110
UNKNOWN = "nobody has looked into it yet."
_HOW = (
    "Made by `{command}`; do not edit. Each line was measured beside the script that a user would write, by"
    " turns in one run. A figure is the median of its rounds, with the least and the greatest behind it; a"
    " ratio is taken round by round. The service is the sandbox, over HTTPS, on the same machine."
)


def document(command: str, machine: Sequence[str], findings: Sequence[tuple[Line, Finding]]) -> str:
    """The whole document.

    Args:
        command: What makes it.
        machine: What it was made on, a sentence each.
        findings: Each line and what it found.
    """
    parts = ["# Performance", "", _filled(_HOW.format(command=command)), "", *map(_item, machine)]
    parts += ["", "## Goals", "", *_lines_of(_goals(findings)), ""]
    parts += [_item(f"Not measured: {work}; {why}.") for work, why in NOT_BUILT.items()]
    for line, finding in findings:
        parts += ["", *_section(line, finding)]
    return "\n".join(parts) + "\n"


def _goals(findings: Sequence[tuple[Line, Finding]]) -> Table:
    rows = [
        [line.title, figure.what, _at_most(figure), _shown(figure), _judged(figure)]
        for line, finding in findings
        for figure in finding.figures
        if figure.goal is not None
    ]
    return Table(["work", "figure", "goal", "measured", ""], rows)


def _section(line: Line, finding: Finding) -> Iterator[str]:
    yield from (f"## {line.title}", "", _filled(f"{line.how} Alone: `python -m bench --only {line.name}`."))
    if finding.figures:
        rows = [[figure.what, _shown(figure), _at_most(figure)] for figure in finding.figures]
        yield from ("", *_lines_of(Table(["figure", "measured", "goal"], rows)))
    if finding.sides:
        yield from (
            "",
            *_lines_of(Table(["side", "", "median", "least to greatest"], list(_sides(finding.sides)))),
        )
    if finding.table:
        yield from ("", *_lines_of(finding.table))
    missed = not all(figure.reached for figure in finding.figures)
    limit = f"What limits it: {line.limit or UNKNOWN}"
    if notes := [*finding.notes, *[limit] * missed]:
        yield from ("", *map(_item, notes))


def _item(text: str) -> str:
    return _filled(f"- {text}", after="  ")


def _filled(text: str, after: str = "") -> str:
    return fill(text, WIDTH, subsequent_indent=after, break_long_words=False, break_on_hyphens=False)


def _sides(sides: Mapping[str, Rounds]) -> Iterator[list[str]]:
    for side, measured in sides.items():
        for what, values in measured.items():
            unit = "MiB" if what == PEAK else "s"
            named = {SECONDS: "", PEAK: "memory"}.get(what, what)
            spread = f"{_number(min(values), unit)} to {_number(max(values), unit)}"
            yield [side, named, _number(median(values), unit), spread]


def _at_most(figure: Figure) -> str:
    return "" if figure.goal is None else f"at most {figure.goal:g}{_behind(figure.unit)}"


def _shown(figure: Figure) -> str:
    middle = _number(figure.middle, figure.unit)
    if len(figure.values) == 1:
        return middle
    return (
        f"{middle} ({_number(min(figure.values), figure.unit)} to {_number(max(figure.values), figure.unit)})"
    )


def _judged(figure: Figure) -> str:
    assert figure.goal is not None
    if figure.reached:
        return "reached"
    return f"**missed by {_number(figure.middle - figure.goal, figure.unit)}**"


def _number(value: float, unit: str) -> str:
    digits = 2 if unit in ("x", "s") else 0
    return f"{value:,.{digits}f}{_behind(unit)}"


def _behind(unit: str) -> str:
    """The unit as it stands behind a number: a ratio has none."""
    return "" if unit in ("x", "") else f" {unit}"


def _lines_of(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(table.headers)} |"
    yield f"| {' | '.join('---' for _ in table.headers)} |"
    for row in table.rows:
        yield f"| {' | '.join(row)} |"
