"""What makes a service a part of the sandbox."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from pathlib import Path
from typing import Any, TypeAlias

from xl_addin.sandbox.call import Answer, Call
from xl_addin.sandbox.records import Records

Function: TypeAlias = Callable[[Call], Any]
"""Gives an `Answer`, or a value that becomes the body of a 200 (of a 201 after POST)."""
Route: TypeAlias = tuple[str, str, Function]
"""Method, path below the base, function: `("GET", "/accounts/{id}", show)`."""


@dataclass(frozen=True, slots=True)
class System:
    """One service.

    Attributes:
        name: Its key in the ready file and in `GET /state`.
        base: The path that its base URL ends in.
        routes: All it can do.
        zone: The time zone of its days.
        first_id: The first id given to a new record.
        guard: Raises `Refusal` for a call below the base that may not come in.
        error: The answer for a status that has nothing to do with a record: 401, 404, 429, 500.
        fill: Seeds the records, the same ones for the same number and day.
        show: All records for `GET /state`, by area.
        access: From the base URL and the sandbox's folder to what the ready file says.
        environment: From what the ready file says to environment variables.
        open_routes: What needs no credentials, with whole paths: a token's issue, files to download.
    """

    name: str
    base: str
    routes: Sequence[Route]
    zone: tzinfo
    first_id: int
    guard: Callable[[Call], None]
    error: Callable[[int], Answer]
    fill: Callable[[Records, int, date], None]
    show: Callable[[Records], Mapping[str, list[Any]]]
    access: Callable[[str, Path], dict[str, str]]
    environment: Callable[[Mapping[str, str]], dict[str, str]]
    open_routes: Sequence[Route] = ()
