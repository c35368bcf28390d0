"""Writes Excel's entry points from the registry; `python -m xl_addin.build.functions` writes them all.

One file a group, one function of the same name for each cell function. They hold no thought of their own:
xlwings hands over what Excel passed, `xl_addin.functions.entry.cell` does the rest.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from xl_addin.functions.function import Argument, Function
from xl_addin.functions.naming import ADDRESS, problems
from xl_addin.functions.registry import FUNCTIONS

UDFS = Path(__file__).parents[2] / "udfs"
GROUPS = {
    "organizze": "Organizze",
    "iziago": "Iziago",
    "izi": "iZi",
    "cash": "Cash",
    "addin": "xl-addin",
}
"""What the function wizard calls each group."""
WIDTH = 110

_HEAD = f'''"""{{title}} in cells: what Excel's function wizard shows, nothing else.

Written by `python -m xl_addin.build.functions`: change the declarations in `xl_addin/functions` instead.
"""

import xlwings as xw

from xl_addin.functions import entry

CELLS = {{{{"ndim": 2, "err_to_str": True}}}}
"""A column stays a column and a row a row; an error passed in arrives as its text."""
CALLER = (
    'IIf(Application.Caller.Worksheet.Parent.Date1904, "1904", "")'
    ' & "[" & Application.Caller.Worksheet.Parent.Name & "]" & Application.Caller.Worksheet.Name'
    ' & "!" & Application.Caller.Address(False, False)'
)
"""The calling cell's {ADDRESS}, as VBA says it: an argument that nobody types. See `entry` for the 1904."""
'''


def written(group: str, functions: Iterable[Function]) -> str:
    """The file of one group.

    Args:
        group: One of `GROUPS`.
        functions: All functions; those of the group are taken.
    """
    of_group = [function for function in functions if function.group == group]
    return "\n\n".join([_HEAD.format(title=GROUPS[group]), *map(_definition, of_group)])


def files(functions: Sequence[Function]) -> dict[str, str]:
    """Every file by name; a group without functions has none."""
    groups = {function.group for function in functions}
    return {f"{group}.py": written(group, functions) for group in GROUPS if group in groups}


def stale(folder: Path, functions: Sequence[Function]) -> Iterator[str]:
    """One line for each file in the folder that is not what the registry says."""
    expected = files(functions)
    for name, content in expected.items():
        file = folder / name
        if not file.exists():
            yield f"{name} is missing"
        elif file.read_text("utf-8") != content:
            yield f"{name} differs"
    for file in sorted(folder.glob("*.py")):
        if file.name not in expected.keys() | {"__init__.py"}:
            yield f"{file.name} belongs to no group of functions"


def main(arguments: Sequence[str] | None = None, functions: Sequence[Function] | None = None) -> int:
    """Writes `udfs/`, or compares it with the registry."""
    parser = argparse.ArgumentParser(prog="python -m xl_addin.build.functions", description=main.__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 and name what differs")
    parser.add_argument("--folder", type=Path, default=UDFS, help="default: udfs/ of the project")
    options = parser.parse_args(arguments)
    declared = list(FUNCTIONS.values()) if functions is None else functions
    if refused := problems(declared):
        print(*refused, sep="\n", file=sys.stderr)
        return 1
    if not options.check:
        for name, content in files(declared).items():
            (options.folder / name).write_text(content, "utf-8")
            print(options.folder / name)
        return 0
    differences = list(stale(options.folder, declared))
    if differences:
        print(*differences, "Run `make functions` and commit what it writes.", sep="\n", file=sys.stderr)
    return 1 if differences else 0


def _definition(function: Function) -> str:
    names = [argument.name for argument in function.all_arguments]
    category, volatile = _text(GROUPS[function.group]), str(function.volatile)
    one = "," if len(names) == 1 else ""
    lines = [
        *_wrapped("@xw.func(", f"category={category}", "call_in_wizard=False", f"volatile={volatile}"),
        *(line for argument in function.all_arguments for line in _decorator(function, argument)),
        f'@xw.arg("{ADDRESS}", vba=CALLER)',
        *_wrapped(
            f"def {function.name}(", *map(_parameter, function.all_arguments), f"{ADDRESS}=None", end="):"
        ),
        f'    """{function.help}"""',
        *_wrapped("    return entry.cell(", _text(function.name), f"({', '.join(names)}{one})", ADDRESS),
    ]
    return "\n".join(lines) + "\n"


def _decorator(function: Function, argument: Argument) -> list[str]:
    help_text = _text(function.help_of(argument))
    return _wrapped("@xw.arg(", _text(argument.name), "**CELLS", f"doc={help_text}")


def _parameter(argument: Argument) -> str:
    return argument.name if argument.required else f"{argument.name}=None"


def _wrapped(begin: str, *parts: str, end: str = ")") -> list[str]:
    """A call on one line, or its parts on a line each where it would be too long."""
    whole = f"{begin}{', '.join(parts)}{end}"
    if len(whole) <= WIDTH:
        return [whole]
    margin = " " * (len(begin) - len(begin.lstrip()))
    return [begin, *(f"{margin}    {part}," for part in parts), f"{margin}{end}"]


def _text(text: str) -> str:
    """As a literal of Python's."""
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())
