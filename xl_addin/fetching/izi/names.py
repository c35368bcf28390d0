"""Where each invoice's file goes: a folder an issuer, a name by its number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

from xl_addin.connect.party import Party
from xl_addin.journal.operation import Operation

REHEARSED = "TEST"
"""The folder of what another host than iZi's own made: nobody takes its files for invoices."""
DIGITS = 6
LONGEST = 40

_NUMBER = re.compile(r"[0-9]{1,20}")
_STRANGE = re.compile(r"[^0-9A-Za-z]+")


def file_names(operations: Iterable[Operation], party: Party) -> dict[str, PurePath]:
    """A name for each operation's file, by operation id, such as `1020703023/factura-000123.pdf`.

    A new authorization counts from one again. So two invoices of an issuer may have the same number: the
    older one, which may have been downloaded before the other was sent, keeps the plain name.

    Args:
        operations: All that were sent, oldest first.
        party: Where they were sent to.
    """
    top = PurePath() if party.production else PurePath(REHEARSED)
    names: dict[str, PurePath] = {}
    taken: set[str] = set()
    for operation in operations:
        folder = top / _folder(operation.scope.company)
        stem = _stem(operation)
        for more in (f"-id-{_plain(operation.remote_id)}", f"-{_plain(operation.id)}"):
            if str(folder / stem).casefold() in taken:
                stem += more
        taken.add(str(folder / stem).casefold())
        names[operation.id] = folder / f"{stem}.pdf"
    return names


def roll_name(name: PurePath) -> PurePath:
    """What the file for a roll printer is called beside an invoice's own."""
    return name.with_stem(f"{name.stem}-rollo")


def _folder(nit: str) -> str:
    return nit if _NUMBER.fullmatch(nit) else f"nit-{_plain(nit)}"


def _stem(operation: Operation) -> str:
    if _NUMBER.fullmatch(operation.number):
        return f"factura-{operation.number.zfill(DIGITS)}"
    return f"factura-id-{_plain(operation.remote_id)}"


def _plain(text: str) -> str:
    """A text without anything that means something in a path."""
    return _STRANGE.sub("_", text)[:LONGEST]
