"""A list so long that memory counts: fetched, and written into a sheet."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bench.child import PEAK, in_child
from bench.figure import Figure, ratio
from bench.line import Finding, Line
from bench.listings import DAYS, FIRST_DAY, FIRST_ID
from bench.rounds import SECONDS, alternate
from bench.sizes import Sizes
from xl_addin.sandbox.disk import Disk
from xl_addin.sandbox.organizze.record import blank
from xl_addin.sandbox.running import running
from xl_addin.sandbox.store import FILE

_ACCOUNT, _CATEGORY = 3, 6
"""Ids of an account and a category that the sandbox has."""
_MEMORY = 300
"""MiB."""


def measure(sizes: Sizes, folder: Path) -> Finding:
    """Writes a list beside XlsxWriter, then fetches one of the same length."""
    ours, theirs, fetched = "export", "XlsxWriter", "fetch"
    state = folder / "state"
    fill(state, sizes.exported)
    with running(state=state) as sandbox:
        home = folder / "home"
        service = {**sandbox.ready["env"], "XL_ADDIN_HOME": str(home)}
        jobs = {
            ours: lambda: _job("write_formatted", folder, count=sizes.exported),
            theirs: lambda: _job("write_plain", folder, count=sizes.exported),
            fetched: lambda: _job("fetch", folder, service=service, count=sizes.exported),
        }
        sides = alternate(sizes.long_rounds, jobs)
    return Finding(
        [
            Figure(f"memory of {ours}, the list in it", sides[ours][PEAK], "MiB", _MEMORY),
            Figure(
                f"memory of {fetched}, from the service to the sheet", sides[fetched][PEAK], "MiB", _MEMORY
            ),
            ratio(f"{ours}, to XlsxWriter", sides[ours][SECONDS], sides[theirs][SECONDS], 2),
        ],
        sides,
    )


def _job(name: str, folder: Path, **arguments: object) -> dict[str, float]:
    return in_child(f"bench.listings:{name}", file=str(folder / f"{name}.xlsx"), **arguments)


def fill(state: Path, count: int) -> None:
    """A sandbox's folder in which a year has so many transactions more."""
    with running(state=state) as sandbox:
        sandbox.reset()
    disk = Disk(state / FILE)
    disk.write(
        [("organizze", {("transactions", FIRST_ID + number): _record(number) for number in range(count)})],
        [],
    )
    disk.close()


def _record(number: int) -> dict[str, object]:
    day = (FIRST_DAY + timedelta(days=number % DAYS)).isoformat()
    return blank() | {
        "id": FIRST_ID + number,
        "description": f"Entrega {number} de farinha",
        "date": day,
        "paid": True,
        "amount_cents": -10_000 - number,
        "account_id": _ACCOUNT,
        "category_id": _CATEGORY,
        "notes": f"boleto {number}",
        "created_at": f"{day}T09:30:00-03:00",
        "updated_at": f"{day}T09:30:00-03:00",
        "tags": [{"name": "padaria"}, {"name": "moinho"}],
    }


LINE = Line(
    "export",
    "A long list to a sheet",
    "Transactions in fifteen columns. Export: formats, widths, filters and a frozen header. XlsxWriter:"
    " `constant_memory`, the same values by `write`. Fetch: a year's transactions from the service over"
    " HTTPS into a sheet, as the command does it. Each in a process of its own; memory is the most that the"
    " process held.",
    measure,
)
