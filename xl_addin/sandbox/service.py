"""The ladder of a call: latency, fault, admission, handler, answer; and the list of calls."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route as WebRoute
from starlette.types import Receive, Scope, Send

from xl_addin.sandbox.call import Call, Handler, Refusal, Route
from xl_addin.sandbox.connections import cut
from xl_addin.sandbox.faults import RETRY_AFTER, Fault, Faults, Kind, checked
from xl_addin.sandbox.store import Record, Store


class System(Protocol):
    """A service that the sandbox plays."""

    name: str
    base: str
    routes: tuple[Route, ...]
    unauthorized: Refusal
    store: Store

    def admit(self, request: Request) -> None:
        """Refuses a caller without the right credentials or headers."""

    def state(self) -> dict[str, list[Record]]:
        """All its records by kind."""

    def ready(self, origin: str) -> dict[str, Any]:
        """Its part of the ready file."""

    def environment(self, origin: str) -> dict[str, str]:
        """The variables that lead a client here."""


class Calls:
    """Every call to a service, kept with the data."""

    def __init__(self, file: Path | None) -> None:
        self._file = sqlite3.connect(file or ":memory:", isolation_level=None, check_same_thread=False)
        self._file.execute("CREATE TABLE IF NOT EXISTS calls (system, method, path, status)")

    def add(self, system: str, method: str, path: str, status: int | None) -> None:
        """One more; the status of a call that got no answer is None."""
        self._file.execute("INSERT INTO calls VALUES (?, ?, ?, ?)", (system, method, path, status))

    def all(self) -> list[dict[str, Any]]:
        """In order."""
        names = ("system", "method", "path", "status")
        rows = self._file.execute("SELECT system, method, path, status FROM calls ORDER BY rowid")
        return [dict(zip(names, row, strict=True)) for row in rows]

    def clear(self) -> None:
        """Forgets them."""
        self._file.execute("DELETE FROM calls")

    def close(self) -> None:
        """Closes the file."""
        self._file.close()


class Service:
    """One system's part of the application."""

    def __init__(self, system: System, calls: Calls, faults: Faults, latency: float) -> None:
        self._system = system
        self._calls = calls
        self._faults = faults
        self._latency = latency
        self._routes = [(method, _pattern(path), handler) for method, path, handler in system.routes]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one call, or does what its fault says."""
        request = Request(scope, receive)
        path = scope["path"] + (f"?{scope['query_string'].decode()}" if scope["query_string"] else "")
        fault = self._faults.draw(request.method, path)
        body = await request.body()
        await asyncio.sleep(self._latency + (fault.seconds if fault and fault.kind is Kind.SLOW else 0))
        response = self._answer(request, body, fault)
        dropped = fault is not None and fault.kind in (Kind.DROP_BEFORE, Kind.DROP_AFTER)
        self._calls.add(self._system.name, request.method, path, None if dropped else response.status_code)
        if dropped:
            cut(scope)
        elif fault is not None and fault.kind is Kind.TRUNCATE:
            await _truncated(response, scope, send)
        else:
            await response(scope, receive, send)

    def _answer(self, request: Request, body: bytes, fault: Fault | None) -> Response:
        """The answer, and whatever the call does; a fault before the commit keeps it from doing anything."""
        kind = fault.kind if fault else None
        if kind in (Kind.DROP_BEFORE, Kind.ERROR):
            return JSONResponse({"error": "Internal Server Error"}, 500)
        if kind is Kind.RATE_LIMIT:
            return JSONResponse({"error": "Too Many Requests"}, 429, {"Retry-After": str(RETRY_AFTER)})
        if kind is Kind.UNAUTHORIZED:
            return _said(self._system.unauthorized)
        try:
            self._system.admit(request)
            handler, ids = self._handler(request.method, request.url.path.removeprefix(self._system.base))
            call = Call(ids, dict(request.query_params), _decoded(body))
            return JSONResponse(handler(self._system.store, call), 201 if request.method == "POST" else 200)
        except Refusal as refusal:
            return _said(refusal)

    def _handler(self, method: str, path: str) -> tuple[Handler, tuple[int, ...]]:
        for known, pattern, handler in self._routes:
            found = pattern.fullmatch(path)
            if found and known == method:
                return handler, tuple(map(int, found.groups()))
        raise Refusal(404, {"error": "Not Found"})


def application(systems: Iterable[System], calls: Calls, faults: Faults, latency: float) -> Starlette:
    """The services and the admin's three doors, which no fault ever hits."""
    served = list(systems)

    def state(_request: Request) -> JSONResponse:
        return JSONResponse({**{system.name: system.state() for system in served}, "calls": calls.all()})

    async def put_fault(request: Request) -> Response:
        try:
            given = await request.json()
            faults.put(checked(given["kind"], given["rate"], given.get("match"), given.get("seconds", 5)))
        except (ValueError, KeyError, TypeError) as error:
            return JSONResponse({"error": str(error)}, 400)
        return Response(status_code=204)

    async def reset(_request: Request) -> Response:
        for system in served:
            system.store.reset()
        calls.clear()
        faults.clear()
        return Response(status_code=204)

    app = Starlette(
        routes=[
            WebRoute("/state", state),
            WebRoute("/faults", put_fault, methods=["POST"]),
            WebRoute("/reset", reset, methods=["POST"]),
        ]
    )
    services = [(system.base, Service(system, calls, faults, latency)) for system in served]
    web = app.router.default

    async def service_or_404(scope: Scope, receive: Receive, send: Send) -> None:
        for base, service in services:
            if scope["type"] == "http" and scope["path"].startswith(base):
                await service(scope, receive, send)
                return
        await web(scope, receive, send)

    app.router.default = service_or_404
    return app


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{\w+\}", r"(\\d{1,18})", path))


def _decoded(body: bytes) -> dict[str, Any]:
    """The JSON object of a body; anything else is a 400."""
    if not body:
        return {}
    try:
        decoded = json.loads(body)
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise Refusal(400, {"error": "Bad Request: JSON"}) from None
    if not isinstance(decoded, dict):
        raise Refusal(400, {"error": "Bad Request: JSON"})
    return decoded


def _said(refusal: Refusal) -> JSONResponse:
    return JSONResponse(refusal.body, refusal.status)


async def _truncated(response: Response, scope: Scope, send: Send) -> None:
    """Headers that promise all of it, half of the body, and the end."""
    await send(
        {"type": "http.response.start", "status": response.status_code, "headers": response.raw_headers}
    )
    half = bytes(response.body[: len(response.body) // 2])
    await send({"type": "http.response.body", "body": half, "more_body": True})
    await asyncio.sleep(0.05)  # lets the half leave before the connection does
    cut(scope)
