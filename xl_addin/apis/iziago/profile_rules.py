"""What a profile may say: the built-in one gives the shape, and rules what stands where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from msgspec.structs import fields

from xl_addin.apis.iziago.models import RECORDS, Draft
from xl_addin.apis.iziago.operations import MAY_BE_MISSING, OPERATIONS, Operation
from xl_addin.apis.iziago.profile_file import Tree
from xl_addin.texts import say


class Breach(NamedTuple):
    """A rule that is not kept.

    Attributes:
        path: Table by table to the value.
        text: What is wrong, and what is allowed.
    """

    path: tuple[str, ...]
    text: str


AUTHENTICATIONS: Final = ("basic", "body")
NEEDED_BY_STYLE: Final[Mapping[str, tuple[str, ...]]] = {
    "none": (),
    "page": ("page",),
    "offset": ("offset",),
    "cursor": ("cursor", "next"),
}
"""Each style of paging, and the names it cannot do without."""
MOST_A_PAGE: Final = 10_000

_KINDS: Final = {
    str: "iziago.profile_text",
    int: "iziago.profile_number",
    dict: "iziago.profile_table",
}
_PATH: Final = re.compile(r"(?:/(?:[\w.~-]|\{\w+\})+)+")
_BRACES: Final = re.compile(r"\{(\w+)\}")
_DOTTED: Final = re.compile(r"[^.]+(?:\.[^.]+)*")
_SOME_DAY: Final = date(2026, 11, 25)


def shape(given: Tree, known: Tree, path: tuple[str, ...] = ()) -> Iterator[Breach]:
    """Names that are not known, and values of another kind than the built-in profile has there."""
    for name, value in given.items():
        here = (*path, name)
        if name not in known:
            yield _breach("iziago.profile_unknown", here, allowed=", ".join(known))
        elif type(value) is not type(known[name]):
            yield _breach(_KINDS[type(known[name])], here)
        elif isinstance(value, dict):
            yield from shape(value, known[name], here)


def rules(tree: Tree) -> Iterator[Breach]:
    """What is wrong in a whole profile of the right shape."""
    yield from _oauth(tree["oauth"])
    yield from _formats(tree["formats"])
    yield from _paging(tree["paging"])
    for operation in OPERATIONS:
        yield from _operation(operation, tree["operations"])
    for record, names in tree["fields"].items():
        yield from _fields(record, names)
    for choice, words in tree["words"].items():
        yield from _needed(("words", choice), words, words)
        yield from _twice(("words", choice), words)


def _oauth(table: Tree) -> Iterator[Breach]:
    yield from _needed(("oauth",), table, ["token_url"])
    yield from _one_of(("oauth", "authentication"), table["authentication"], AUTHENTICATIONS)
    if "://" in table["token_url"] and not table["token_url"].startswith("https://"):
        yield _breach("iziago.profile_not_https", ("oauth", "token_url"))


def _formats(table: Tree) -> Iterator[Breach]:
    if table["date"] != "iso" and not _tells_a_day(table["date"]):
        yield _breach("iziago.profile_date", ("formats", "date"), value=table["date"])


def _tells_a_day(pattern: str) -> bool:
    try:
        return datetime.strptime(_SOME_DAY.strftime(pattern), pattern).date() == _SOME_DAY
    except ValueError:
        return False


def _paging(table: Tree) -> Iterator[Breach]:
    yield from _one_of(("paging", "style"), table["style"], NEEDED_BY_STYLE)
    yield from _needed(("paging",), table, NEEDED_BY_STYLE.get(table["style"], ()))
    for name, allowed in (("first_page", range(2)), ("records_a_page", range(1, MOST_A_PAGE + 1))):
        if table[name] not in allowed:
            span = f"{allowed[0]}–{allowed[-1]}"
            yield _breach("iziago.profile_choice", ("paging", name), value=table[name], allowed=span)
    for name in ("items", "total", "next"):
        yield from _dotted(("paging", name), table[name])


def _operation(operation: Operation, areas: Tree) -> Iterator[Breach]:
    area, _, method = operation.name.partition(".")
    table, here = areas[area][method], ("operations", area, method)
    yield from _one_of((*here, "verb"), table["verb"], operation.verbs)
    yield from _needed(here, table, [name for name in table if name not in ("verb", "path")])
    if table["path"] or operation.name not in MAY_BE_MISSING:
        yield from _path((*here, "path"), table["path"], operation.places)


def _path(here: tuple[str, ...], path: str, places: tuple[str, ...]) -> Iterator[Breach]:
    found = _BRACES.findall(path)
    if not _PATH.fullmatch(path):
        yield _breach("iziago.profile_path", here, value=path)
    for place in places:
        if place not in found:
            yield _breach("iziago.profile_place", here, value=path, place=f"{{{place}}}")
    for place in found:
        yield from _one_of(here, f"{{{place}}}", [f"{{{known}}}" for known in places] or ["–"])


def _fields(record: str, names: Tree) -> Iterator[Breach]:
    here, kind = ("fields", record), RECORDS[record]
    needed = [field.name for field in fields(kind) if field.required]
    yield from _needed(here, names, needed)
    for name, theirs in names.items():
        yield from _dotted((*here, name), theirs)
    if issubclass(kind, Draft):
        yield from _twice(here, names)


def _needed(here: tuple[str, ...], table: Tree, names: Any) -> Iterator[Breach]:
    for name in names:
        if not str(table[name]).strip():
            yield _breach("iziago.profile_blank", (*here, name))


def _one_of(here: tuple[str, ...], value: str, allowed: Any) -> Iterator[Breach]:
    if value not in allowed:
        yield _breach("iziago.profile_choice", here, value=value, allowed=", ".join(allowed))


def _dotted(here: tuple[str, ...], name: str) -> Iterator[Breach]:
    if name and not _DOTTED.fullmatch(name):
        yield _breach("iziago.profile_dots", here, value=name)


def _twice(here: tuple[str, ...], table: Tree) -> Iterator[Breach]:
    """Two of ours that the service could not tell apart, or of which one would stand inside the other."""
    seen: dict[str, str] = {}
    for name, theirs in table.items():
        clash = next((one for one in seen if theirs and f"{one}.".startswith(f"{theirs}.")), None)
        clash = clash or next((one for one in seen if f"{theirs}.".startswith(f"{one}.")), None)
        if clash:
            yield _breach("iziago.profile_twice", (*here, name), value=theirs, other=seen[clash])
        elif theirs:
            seen[theirs] = name


def _breach(key: str, path: tuple[str, ...], **blanks: Any) -> Breach:
    return Breach(path, say(key, name=".".join(path), **blanks))
