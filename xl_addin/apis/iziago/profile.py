"""The profile: which request each operation is, what fields are called, how lists are paged.

The built-in one (`profile.toml`) holds our assumptions. A customer's file is laid over it, line by line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

import msgspec
import tomlkit

from xl_addin.apis.iziago.profile_file import Problem, Tree, line_of, parsed, read
from xl_addin.apis.iziago.profile_rules import rules, shape
from xl_addin.errors import SettingsError
from xl_addin.texts import say

BUILT_IN: Final = Path(__file__).with_name("profile.toml")
YOURS: Final = "yours"
"""The comment on lines that a customer's file changed."""


class OAuth(msgspec.Struct, frozen=True):
    """See `profile.toml`, like the classes after it."""

    token_url: str
    authentication: str


class Formats(msgspec.Struct, frozen=True):
    """How values are written."""

    date: str


class Paging(msgspec.Struct, frozen=True):
    """How a long list comes."""

    style: str
    items: str
    total: str
    page: str
    size: str
    offset: str
    cursor: str
    next: str
    first_page: int
    records_a_page: int


class Route(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which request an operation is.

    Attributes:
        path: Blank where the service has no such operation.
        start: The query's name for a period's first day; `end` for its last.
    """

    verb: str
    path: str
    scope: str
    start: str = msgspec.field(default="", name="from")
    end: str = msgspec.field(default="", name="to")


class Profile(msgspec.Struct, frozen=True, dict=True):
    """A whole profile, checked.

    Attributes:
        operations: Area, method, route.
        fields: Record, our name, the service's.
        words: Choice, our word, the service's.
    """

    oauth: OAuth
    formats: Formats
    paging: Paging
    operations: dict[str, dict[str, Route]]
    fields: dict[str, dict[str, str]]
    words: dict[str, dict[str, str]]

    @cached_property
    def fingerprint(self) -> str:
        """Identifies what the profile says, whatever file said it."""
        return hashlib.sha256(msgspec.json.encode(self, order="sorted")).hexdigest()

    def route(self, operation: str) -> Route:
        """The request that an operation is, by its name such as "statements.accounts"."""
        area, _, method = operation.partition(".")
        return self.operations[area][method]

    def token_url(self, base_url: str) -> str:
        """Where tokens are asked for by a client of this base URL."""
        return urljoin(base_url.rstrip("/"), self.oauth.token_url)


def load(file: Path | None = None) -> Profile:
    """The profile in use: the built-in one, under the lines of a customer's file.

    Raises:
        SettingsError: The file cannot be read or is wrong; names the file and the first wrong line.
    """
    text = read(file) if file else ""
    if found := sorted(_problems(text)):
        line, what = found[0]
        raise SettingsError(
            say("iziago.profile_wrong", file=file, line=line, problem=what),
            hint=say("iziago.profile_wrong_hint"),
        )
    tree = parsed(text)
    assert isinstance(tree, dict)
    return msgspec.convert(overlaid(_built_in(), tree), Profile)


def check(file: Path) -> list[Problem]:
    """Everything wrong with a customer's file, by line.

    Raises:
        SettingsError: The file cannot be read.
    """
    return sorted(_problems(read(file)))


def show(profile: Profile) -> str:
    """The whole profile as TOML, with the built-in one's comments; it can be loaded again."""
    document = tomlkit.parse(BUILT_IN.read_text("utf-8"))
    _put(document, msgspec.to_builtins(profile), _built_in())
    return tomlkit.dumps(document)


def overlaid(below: Tree, above: Tree) -> Tree:
    """One tree with another's values over its own; what is not in it, or of another kind, is left out."""
    return {name: _laid(value, above.get(name, value)) for name, value in below.items()}


def _laid(below: Any, above: Any) -> Any:
    if type(above) is not type(below):
        return below
    return overlaid(below, above) if isinstance(below, dict) else above


@cache
def _built_in() -> Tree:
    tree = parsed(BUILT_IN.read_text("utf-8"))
    assert isinstance(tree, dict)
    return tree


def _problems(text: str) -> Iterator[Problem]:
    tree = parsed(text)
    if isinstance(tree, Problem):
        yield tree
        return
    for breach in (*shape(tree, _built_in()), *rules(overlaid(_built_in(), tree))):
        yield Problem(line_of(text, breach.path), breach.text)


def _put(document: Any, tree: Tree, known: Tree) -> None:
    """Writes into the document what differs from what is known there."""
    for name, value in tree.items():
        if isinstance(value, dict):
            _put(document[name], value, known[name])
        elif value != known[name]:
            document[name] = value
            document[name].comment(YOURS)
