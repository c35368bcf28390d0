"""One call from its arrival to its answer, with the fault that hits it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, TypeAlias

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from xl_addin.sandbox.call import JSON, Answer, Call, Refusal
from xl_addin.sandbox.connection import Truncated, Unanswered
from xl_addin.sandbox.faults import DROPS, STATUSES, Fault, Kind
from xl_addin.sandbox.system import Function, System
from xl_addin.sandbox.world import World

Endpoint: TypeAlias = Callable[[Request], Awaitable[Response]]


def endpoint(world: World, system: System, function: Function, *, guarded: bool = True) -> Endpoint:
    """Makes a service's function answer requests; `guarded` ones need credentials.

    It acts first and waits then, so that a client which gives up early has still been acted on.
    """

    async def answer_request(request: Request) -> Response:
        try:
            content = await request.body()
        except ClientDisconnect:
            return Unanswered()
        path = _path(request)
        fault = world.faults.strike(f"{request.method} {path}")
        answer = _instead(system, fault) or _act(
            world, system, _behind(system.guard, function) if guarded else function, request, content
        )
        dropped = fault is not None and fault.kind in DROPS
        _log(world, system, request.method, path, None if dropped else answer.status)
        await _wait(world, world.latency + _lateness(fault))
        return _response(answer, fault)

    return answer_request


def _behind(guard: Callable[[Call], None], function: Function) -> Function:
    """The function, for those the guard lets in."""

    def guarded(call: Call) -> Any:
        guard(call)
        return function(call)

    return guarded


def _instead(system: System, fault: Fault | None) -> Answer | None:
    """What is answered when the fault keeps the service from acting."""
    if fault is None:
        return None
    if fault.kind is Kind.DROP_BEFORE_COMMIT:
        return Answer(None)
    return system.error(STATUSES[fault.kind]) if fault.kind in STATUSES else None


def _act(world: World, system: System, function: Function, request: Request, content: bytes) -> Answer:
    call = Call(
        records=world.store.systems[system.name],
        now=world.now(system.zone),
        headers=request.headers,
        params=list(request.path_params.values()),
        query=request.query_params,
        content=content,
        origin=f"{request.url.scheme}://{request.url.netloc}",
        folder=world.folder,
    )
    try:
        result = function(call)
    except Refusal as refusal:
        return refusal.answer
    if isinstance(result, Answer):
        return result
    return Answer(result, 201 if request.method == "POST" else 200)


def _log(world: World, system: System, method: str, path: str, status: int | None) -> None:
    world.store.calls.append({"system": system.name, "method": method, "path": path, "status": status})
    world.store.commit()


async def _wait(world: World, seconds: float) -> None:
    """Others are answered meanwhile. A sandbox that stops waits no longer."""
    if seconds:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await world.stopping.wait()


def _lateness(fault: Fault | None) -> float:
    return fault.seconds if fault and fault.kind is Kind.SLOW else 0.0


def _response(answer: Answer, fault: Fault | None) -> Response:
    if fault and fault.kind in DROPS:
        return Unanswered()
    kind = JSONResponse if answer.media_type == JSON else Response
    response: Response = kind(
        answer.body, answer.status, headers=dict(answer.headers), media_type=answer.media_type
    )
    if fault and fault.kind is Kind.TRUNCATE:
        return Truncated(bytes(response.body), response.status_code, dict(response.headers))
    return response


def _path(request: Request) -> str:
    """The path as it was sent, with its query string."""
    query: bytes = request.scope["query_string"]
    raw: bytes = request.scope["raw_path"]
    return (raw + b"?" + query if query else raw).decode("ascii")
