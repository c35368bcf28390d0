"""Every function, by name. What Excel, VBA or the docs know of them is derived from here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Final

from xl_addin.functions.function import Function

ROOMS: Final[Mapping[str, tuple[str, ...]]] = {
    "ORGANIZZE": (
        "organizze/balance",
        "organizze/net",
        "organizze/movements",
        "organizze/cards",
        "organizze/lists",
    ),
    "IZIAGO": ("iziago/balance", "iziago/lists"),
    "IZI": ("izi/lists", "izi/invoice"),
    "CASH": ("cash/position", "cash/forecast"),
    "JOURNAL": ("journal",),
    "XL": ("addin",),
}
"""Where the functions are whose names begin so, in the order in which people read of them."""


class Registry(Mapping[str, Function]):
    """The functions; a room is loaded when one of its functions is wanted, so that Excel starts at once."""

    def __getitem__(self, name: str) -> Function:
        for room in ROOMS.get(name.partition("_")[0], ()):
            if name in (found := _declared(room)):
                return found[name]
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (name for rooms in ROOMS.values() for room in rooms for name in _declared(room))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@cache
def _declared(room: str) -> Mapping[str, Function]:
    """The functions that a module declares."""
    module = import_module(f"xl_addin.functions.{room.replace('/', '.')}")
    return {item.name: item for item in vars(module).values() if isinstance(item, Function)}


FUNCTIONS: Final = Registry()
