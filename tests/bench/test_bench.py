"""The bench measures every line, at a size at which nothing is told about speed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.figure import Figure, ratio
from bench.line import Finding, Line
from bench.lines.invoices import longest_sender
from bench.report import document
from bench.rounds import alternate
from bench.sizes import Sizes
from bench.table import LINES, NOT_BUILT

ROOT = Path(__file__).parents[2]
SMALL = Sizes(
    rounds=1,
    long_rounds=1,
    starts=1,
    latency_ms=1,
    senders=2,
    sent=3,
    sent_alone=2,
    read=5,
    exported=30,
    invoices=4,
    issuers=2,
    transfers=3,
    growth=(2, 4),
    formulas=10,
)
NAMES = [line.name for line in LINES]


@pytest.mark.parametrize("line", LINES, ids=NAMES)
def test_each_line_is_measured(line: Line, tmp_path: Path) -> None:
    """Every line of the table does its work, whose rows all end well, and tells figures above nothing."""
    finding = line.measure(SMALL, tmp_path)
    assert finding.figures or finding.table
    assert all(value > 0 for figure in finding.figures for value in figure.values)
    text = document("make bench", ["Two cores."], [(line, finding)])
    assert line.title in text
    assert str(tmp_path) not in text


def test_both_sides_have_every_round_by_turns() -> None:
    """A noisy minute falls on all sides: who begins changes from round to round."""
    turns: list[str] = []
    sides = {name: lambda name=name: turns.append(name) or {"seconds": float(len(turns))} for name in "ab"}
    measured = alternate(3, sides)
    assert "".join(turns) == "abbaab"
    assert measured == {"a": {"seconds": [1, 4, 5]}, "b": {"seconds": [2, 3, 6]}}


def test_a_ratio_is_taken_round_by_round() -> None:
    """Two sides that a slow round hits alike keep their ratio."""
    figure = ratio("ours", [2, 20, 3], [1, 10, 2], goal=1.9)
    assert figure.values == [2, 2, 1.5]
    assert not figure.reached


def test_a_missed_goal_is_told_with_how_much() -> None:
    """Nobody reads a figure as reached that is not."""
    line = Line("one", "One", "How.", lambda _sizes, _folder: Finding())
    found = Finding([Figure("slow", [1.5], goal=1.15), Figure("quick", [1.1], goal=1.15)])
    text = document("make bench", [], [(line, found)])
    assert "| One | slow | at most 1.15 | 1.50 | **missed by 0.35** |" in text
    assert "| One | quick | at most 1.15 | 1.10 | reached |" in text
    assert "What limits it: nobody has looked into it yet." in text


def test_a_missed_goal_names_its_limit_and_a_reached_one_needs_none() -> None:
    """What stands in the way is told beside the figures, and only where something does."""
    line = Line("one", "One", "How.", lambda _sizes, _folder: Finding(), "the disk.")
    for value, told in ((1.5, True), (1.1, False)):
        text = document("make bench", [], [(line, Finding([Figure("it", [value], goal=1.15)]))])
        assert ("What limits it: the disk." in text) is told
        assert ("What limits it" in text) is told


@pytest.mark.parametrize(
    ("lanes", "senders", "rows"), [([5], 8, 5), ([3, 3, 3], 2, 6), ([1, 1, 1, 1], 2, 2), ([4, 1, 1, 1], 2, 4)]
)
def test_the_bound_of_lanes(lanes: list[int], senders: int, rows: int) -> None:
    """What invoices are measured against is what the busiest sender has to do, and no less."""
    assert longest_sender(lanes, senders) == rows


def test_the_command_writes_the_document(tmp_path: Path) -> None:
    """`python -m bench` runs by itself, and its document says what made it and what is not measured."""
    out = tmp_path / "performance.md"
    command = [sys.executable, "-m", "bench", "--quick", "--only", "start", "--out", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    text = out.read_text("utf-8")
    assert "Made by `python -m bench --quick --only start`" in text
    assert re.search(r"xl-addin --help \| at most 150 ms \| [\d,]+ ms", text)
    assert all(work in " ".join(text.split()) for work in NOT_BUILT)


def test_figures_name_no_machine() -> None:
    """The document that is in the project names no folder of the machine it was made on."""
    text = (ROOT / "docs" / "performance.md").read_text("utf-8")
    assert not re.search(r"(?<![\w.])/(home|root|tmp|work|Users)/", text)
