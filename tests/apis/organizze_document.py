"""The vendor's document, taken apart: what it prints as requests and as answers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

GOLDEN = Path(__file__).parent.parent / "golden" / "organizze.txt"

_OPERATION = re.compile(r"(GET|POST|PUT|DELETE) (/\S+)")
_OPENING = ("{", "[")


@dataclass
class Sample:
    """One printed operation.

    Attributes:
        method: "GET", ...
        path: As printed, with its numbers.
        blocks: The JSON printed below it, the request first where there are two.
    """

    method: str
    path: str
    blocks: list[str] = field(default_factory=list)

    @property
    def template(self) -> str:
        """The path with {id} for each number."""
        return re.sub(r"/\d+", "/{id}", self.path)

    @property
    def request(self) -> str | None:
        """The body it sends, if it is printed with one; without the trailing comma some have."""
        return re.sub(r",\n}", "\n}", self.blocks[0]) if len(self.blocks) > 1 else None

    @property
    def answer(self) -> str:
        """The answer it shows."""
        return self.blocks[-1]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def samples() -> list[Sample]:
    """Every printed operation, in order, with the one misprint put right."""
    found: list[Sample] = []
    for piece in _pieces():
        if match := _OPERATION.fullmatch(piece):
            found.append(Sample(match[1], match[2]))
        elif piece.startswith(_OPENING) and found:
            found[-1].blocks.append(piece)
    for sample in found:
        if (sample.method, sample.path) == ("PUT", "/categories/6") and "closing_day" in sample.answer:
            sample.path = "/credit_cards/6"  # the misprint: it changes a card and answers with one
    return found


def errors() -> list[str]:
    """The answers printed before the first operation: 401, then 422."""
    before = itertools.takewhile(lambda piece: not _OPERATION.fullmatch(piece), _pieces())
    return [piece for piece in before if piece.startswith(_OPENING)]


def _pieces() -> Iterator[str]:
    """Each line of prose by itself, each block of JSON whole."""
    lines = iter(GOLDEN.read_text("utf-8").splitlines())
    for line in lines:
        block = [line]
        while line in _OPENING and _depth(block) > 0:
            block.append(next(lines))
        yield "\n".join(block)


def _depth(block: list[str]) -> int:
    return sum(line.count("{") + line.count("[") - line.count("}") - line.count("]") for line in block)
