"""Iziago's entry in the table of systems."""

from __future__ import annotations

from xl_addin.sandbox.iziago.answers import error
from xl_addin.sandbox.iziago.company import fill
from xl_addin.sandbox.iziago.credentials import BASE, access, environment
from xl_addin.sandbox.iziago.dates import ZONE
from xl_addin.sandbox.iziago.door import guard
from xl_addin.sandbox.iziago.routes import OPEN_ROUTES, ROUTES
from xl_addin.sandbox.iziago.state import show
from xl_addin.sandbox.system import System

IZIAGO = System(
    name="iziago",
    base=BASE,
    routes=ROUTES,
    zone=ZONE,
    first_id=1001,
    guard=guard,
    error=error,
    fill=fill,
    show=show,
    access=access,
    environment=environment,
    open_routes=OPEN_ROUTES,
)
