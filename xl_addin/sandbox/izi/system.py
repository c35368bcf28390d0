"""iZi's entry in the table of systems."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xl_addin.sandbox.izi.answers import error
from xl_addin.sandbox.izi.dates import ZONE
from xl_addin.sandbox.izi.door import access, environment, guard
from xl_addin.sandbox.izi.routes import BASE, OPEN_ROUTES, ROUTES
from xl_addin.sandbox.izi.seed import fill
from xl_addin.sandbox.records import Record, Records
from xl_addin.sandbox.system import System

_FIRST_ID = 9999  # as in the document's answer


def show(records: Records) -> Mapping[str, list[Any]]:
    """All records for `GET /state`. At first there are taxpayers only, so that a test can count the rest."""
    return {
        "facturas": records.all("facturas"),
        "cobros": records.all("cobros"),
        "contribuyentes": [_without_keys(taxpayer) for taxpayer in records.all("contribuyentes")],
    }


def _without_keys(taxpayer: Record) -> Record:
    shown = [
        {name: value for name, value in one.items() if name != "llave"} for one in taxpayer["dosificaciones"]
    ]
    return {**taxpayer, "dosificaciones": shown}


IZI = System(
    name="izi",
    base=BASE,
    routes=ROUTES,
    zone=ZONE,
    first_id=_FIRST_ID,
    guard=guard,
    error=error,
    fill=fill,
    show=show,
    access=access,
    environment=environment,
    open_routes=OPEN_ROUTES,
)
