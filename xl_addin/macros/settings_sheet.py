"""The settings in use, as a sheet: what each is, and where the file is that holds them. Never a secret."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from xl_addin.connect.logins import KNOWN, is_set_up
from xl_addin.fetching.listing import Column, Listing
from xl_addin.macros.excel import Excel
from xl_addin.macros.listing_sheet import show
from xl_addin.settings import Settings
from xl_addin.texts import say

COLUMNS: Final = (Column("Group", width=14), Column("Setting", width=24), Column("Value", width=80))
HIDDEN: Final = frozenset({"home", "proxy", "policy"})
"""A proxy's address may hold a password; the others are told in the notes."""
_LOGIN = re.compile(r"(?<=://)[^/@\s]+@")
"""What stands before the host of an address, such as a database's password."""


def settings(excel: Excel, _detail: str) -> None:
    """Shows them, and how they are changed."""
    show(excel, listing(excel.settings))


def listing(given: Settings) -> Listing:
    """Settings as a table, in the language in use."""
    notes = [say("macros.settings_file", file=given.file), say("macros.settings_how")]
    if given.policy.file:
        notes.append(say("macros.settings_policy", file=given.policy.file))
    rows = [*_general(given), *_logins(given)]
    for field in msgspec.structs.fields(Settings):
        section = getattr(given, field.name)
        if isinstance(section, msgspec.Struct) and field.name not in HIDDEN:
            rows += _of_section(field.name, section)
    return Listing("Settings", COLUMNS, rows, notes)


def _general(given: Settings) -> Iterator[tuple[str, str, str]]:
    """What belongs to no service."""
    for field in msgspec.structs.fields(Settings):
        value = getattr(given, field.name)
        if field.name not in HIDDEN and not isinstance(value, msgspec.Struct):
            yield "", field.name, _shown(value)
    yield "", "proxy", say("macros.proxy_set") if given.proxy else ""


def _logins(given: Settings) -> Iterator[tuple[str, str, str]]:
    """Whose secrets are used and where each is found, of services that are set up."""
    for system, known in KNOWN.items():
        if is_set_up(given, system):
            for login, source in known.logins(given):
                yield system, login or "–", say(f"credentials.source_{source}")


def _of_section(name: str, section: msgspec.Struct) -> Iterator[tuple[str, str, str]]:
    for field in msgspec.structs.fields(section):
        yield name, field.name, _shown(getattr(section, field.name))


def _shown(value: Any) -> str:
    """A value as the file would have it."""
    plain = msgspec.to_builtins(value, enc_hook=str)
    text = msgspec.json.encode(plain).decode() if isinstance(plain, (dict, list, tuple)) else str(plain)
    return _LOGIN.sub("…@", text)
