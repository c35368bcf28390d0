"""All routes: the sandbox's own, and those of each system below its base."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from xl_addin.sandbox import admin
from xl_addin.sandbox.call import Answer, Call
from xl_addin.sandbox.endpoint import endpoint
from xl_addin.sandbox.system import Function, System
from xl_addin.sandbox.systems import SYSTEMS
from xl_addin.sandbox.world import World

_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def make_app(world: World) -> Starlette:
    """The application that serves a world."""
    routes = admin.routes(world)
    for system in SYSTEMS:
        routes += _routes(world, system)
    app = Starlette(routes=routes, exception_handlers={404: _nowhere, 405: _nowhere})
    app.router.redirect_slashes = False
    return app


def _routes(world: World, system: System) -> Iterator[Route]:
    for method, path, function in system.open_routes:
        yield Route(_numbered(path), endpoint(world, system, function, guarded=False), methods=[method])
    for method, path, function in system.routes:
        yield Route(system.base + _numbered(path), endpoint(world, system, function), methods=[method])
    yield Route(system.base + "{rest:path}", endpoint(world, system, _unknown(system)), methods=_METHODS)


def _numbered(path: str) -> str:
    """The path with a name of its own for each placeholder, as Starlette wants it."""
    numbers = itertools.count()
    return re.sub(r"\{\w+\}", lambda _: f"{{part{next(numbers)}}}", path)


def _unknown(system: System) -> Function:
    """Answers for every path below a system's base that is none of its routes."""

    def unknown(_: Call) -> Answer:
        return system.error(404)

    return unknown


def _nowhere(request: Request, _: Exception) -> Response:
    return JSONResponse({"error": f"nothing is served at {request.url.path}"}, 404)
