"""What VBA or Excel would refuse, found before Excel does: it would say so to a person, or not at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from xl_addin.build.vba.module import Kind, Module
from xl_addin.functions.naming import VBA_WORDS

LONGEST_LINE: Final = 1_023
MOST_CONTINUATIONS: Final = 24
LONGEST_PROCEDURE: Final = 65_536
"""Bytes of a compiled one; its source is never shorter by much, so its source is held to it."""
LONGEST_NAME: Final = 31
"""Characters of a module's name."""

_MODULE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}")
_CELL = re.compile(r"[A-Z]{1,3}[0-9]{1,7}|R[0-9]*C[0-9]*", re.IGNORECASE)
_PROCEDURE = re.compile(
    r"^(?:Public |Private |Friend )?(?:Static )?(?:Sub|Function|Property (?:Get|Let|Set)) (\w+)\((.*?)\)"
    r"(?: As [\w.]+)?\n(.*?)^End (?:Sub|Function|Property)",
    re.MULTILINE | re.DOTALL,
)
_ARGUMENT = re.compile(r"(?:Optional |ByVal |ByRef |ParamArray )*(\w+)")
_OFFERED = re.compile(r"^(?:Public )?(?:Static )?Function (\w+)", re.MULTILINE)
_COMMAND = re.compile(
    r"^(?:Public )?(?:Static )?Sub (\w+)\((?!\w+ As IRibbon(?:Control|UI)\b)[^)]", re.MULTILINE
)
"""A procedure that takes something; of what only Excel itself has, it is a callback of the ribbon's."""
_DECLARED = re.compile(r"^ *(?:Public )?Declare (?:PtrSafe )?(?:Function|Sub) (\w+)", re.MULTILINE)
_PRIVATE = re.compile(r"^Option Private Module$", re.MULTILINE)
_CONTINUED = re.compile(r" _\n")


def problems(
    modules: Iterable[Module], *, foreign: Iterable[str] = (), offering: Iterable[str] = ()
) -> list[str]:
    """One sentence for each thing that would be refused; empty when all is well.

    Args:
        modules: A project's.
        foreign: Names of modules that others wrote, whose names and declarations are their own affair.
        offering: Names of the modules whose functions are for cells.
    """
    modules, others, offers = list(modules), set(foreign), set(offering)
    found = [f"{name}: two modules have this name" for name in _twice(module.name for module in modules)]
    for module in modules:
        found += [f"{module.name}: {problem}" for problem in _of_text(module)]
        found += [f"{module.name}: {problem}" for problem in _of_declarations(module)]
        if module.name not in others:
            found += [f"{module.name}: {problem}" for problem in _of_code(module)]
        if module.name not in offers:
            found += [f"{module.name}: {problem}" for problem in _of_offers(module)]
    return found


def _of_text(module: Module) -> Iterator[str]:
    """What no module may be."""
    if not _MODULE_NAME.fullmatch(module.name):
        yield f"a name has letters, digits and underscores, {LONGEST_NAME} at most"
    for number, line in enumerate(module.source.splitlines(), 1):
        if not line.isascii():
            yield f"line {number} is not ASCII"
        if len(line) > LONGEST_LINE:
            yield f"line {number} is longer than {LONGEST_LINE} characters"
    for name, _, body in _procedures(module):
        if len(body) > LONGEST_PROCEDURE:
            yield f"{name} is larger than {LONGEST_PROCEDURE} bytes"


def _of_code(module: Module) -> Iterator[str]:
    """What no module of ours may be."""
    if not re.search(r"^Option Explicit$", module.text, re.MULTILINE):
        yield "Option Explicit is missing"
    yield from _of_continuations(module.text)
    procedures = list(_procedures(module))
    for name in _twice(name for name, _, _ in procedures):
        yield f"{name} is declared twice"
    for name, arguments, _ in procedures:
        if _CELL.fullmatch(name) and module.kind is Kind.STANDARD:
            yield f"{name} is the name of a cell"
        for word in (name, *arguments):
            if word.lower() in VBA_WORDS:
                yield f"{name}: {word} is a word of VBA's own"
        for word in _twice(arguments):
            yield f"{name} has two arguments {word}"


def _of_declarations(module: Module) -> Iterator[str]:
    """What a library does is for one module: nobody tells whether formulas reach into private modules."""
    yield from (f"others can call {name} of a library" for name in _DECLARED.findall(module.text))


def _of_offers(module: Module) -> Iterator[str]:
    """A formula in any workbook may call what a module does not keep to itself; a picture, its commands."""
    if module.kind is Kind.STANDARD and not _PRIVATE.search(module.text):
        yield from (f"cells can call {name}" for name in _OFFERED.findall(module.text))
        yield from (f"pictures can pass something to {name}" for name in _COMMAND.findall(module.text))


def _of_continuations(text: str) -> Iterator[str]:
    """A statement over several lines has a limit."""
    for statement in re.split(r"(?<! _)\n", text):
        if len(_CONTINUED.findall(statement)) > MOST_CONTINUATIONS:
            yield f"a statement has more than {MOST_CONTINUATIONS} continuations: {statement[:40]}"


def _procedures(module: Module) -> Iterator[tuple[str, list[str], str]]:
    """Each procedure's name, arguments and body."""
    text = module.text.replace("\r\n", "\n")
    for name, arguments, body in _PROCEDURE.findall(text):
        declared = _CONTINUED.sub(" ", arguments).split(",")
        yield name, [found[1] for item in declared if (found := _ARGUMENT.match(item.strip()))], body


def _twice(names: Iterable[str]) -> list[str]:
    """Names that VBA, to which case is nothing, would find twice."""
    return [name for name, count in Counter(map(str.lower, names)).items() if count > 1]
