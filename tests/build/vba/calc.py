"""A LibreOffice with the add-in open, from the test's side."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

HERE = Path(__file__).parent
Answer = Callable[[str, list[Any]], Any]


class Failed(AssertionError):
    """LibreOffice could not do it."""


class Calc:
    """What a test does in LibreOffice.

    Attributes:
        asked: What VBA asked of Python: the method's name and its arguments.
        answer: Answers it.
        modules: The names of the VBA modules that LibreOffice found in the add-in.
    """

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.asked: list[tuple[str, list[Any]]] = []
        self.answer: Answer = lambda _name, _arguments: None
        self._process = process
        self.modules: list[str] = self._until_done()

    def run(self, macro: str, *arguments: Any) -> Any:
        """What a procedure returns."""
        return self._do("run", macro, list(arguments))

    def do(self, statement: str) -> None:
        """Runs a statement of Basic's, as Excel calls what only it can call."""
        self._do("do", statement)

    def put(self, cell: str, value: Any) -> None:
        """Types a constant into a cell."""
        self._do("put", cell, value)

    def show(self, cells: str, formula: str) -> Any:
        """What a cell shows with this formula; of several cells, as an array formula, their rows."""
        rows = self._do("show", cells, formula)
        return rows if ":" in cells else rows[0][0]

    def clear(self) -> None:
        """Begins with an empty sheet and nothing asked."""
        self._do("clear")
        self.asked.clear()

    def arguments(self) -> list[Any]:
        """What the function server was passed last."""
        name, (_, _, arguments) = self.asked[-1]
        assert name == "CallUDF"
        return list(arguments)

    def _do(self, what: str, *arguments: Any) -> Any:
        self._say({"do": what, "with": arguments})
        return self._until_done()

    def _until_done(self) -> Any:
        for line in _output(self._process):
            said = json.loads(line)
            if "ask" not in said:
                break
            self.asked.append((said["ask"], said["arguments"]))
            self._say(self.answer(said["ask"], said["arguments"]))
        else:
            raise Failed("LibreOffice ended")
        if "failed" in said:
            raise Failed(said["failed"])
        return said["done"]

    def _say(self, what: Any) -> None:
        ask(self._process, what)


def ask(process: subprocess.Popen[str], what: Any) -> None:
    """Writes a line of JSON to a process."""
    assert process.stdin
    process.stdin.write(json.dumps(what) + "\n")
    process.stdin.flush()


def _output(process: subprocess.Popen[str]) -> IO[str]:
    assert process.stdout
    return process.stdout


@contextmanager
def talking(command: Sequence[str | Path], **options: Any) -> Iterator[subprocess.Popen[str]]:
    """A process that takes and gives lines, until the block ends."""
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", **options
    ) as process:
        yield process
        assert process.stdin
        process.stdin.close()
        assert process.wait(60) == 0


@contextmanager
def calc_with(python: Path, addin: Path, profile: Path) -> Iterator[Calc]:
    """LibreOffice with an add-in open."""
    with talking([python, HERE / "calc_host.py", addin.as_uri(), profile.as_uri()]) as process:
        yield Calc(process)


@contextmanager
def python_side(interpreter: str, env: dict[str, str]) -> Iterator[Callable[..., Any]]:
    """The `CallUDF` of xlwings in a process of its own."""
    with talking([interpreter, HERE / "python_side.py"], env=env) as process:

        def call(module: str, name: str, arguments: list[Any]) -> Any:
            ask(process, [module, name, arguments])
            return json.loads(_output(process).readline())

        yield call
