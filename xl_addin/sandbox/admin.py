"""What a test asks of the sandbox itself: look, break, begin again. Never faulted, no credentials."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from xl_addin.sandbox.faults import SLOW_SECONDS, Fault, Kind
from xl_addin.sandbox.world import World


def routes(world: World) -> list[Route]:
    """GET /state, POST /faults, POST /reset."""

    async def state(_: Request) -> Response:
        return JSONResponse(world.state())

    async def faults(request: Request) -> Response:
        try:
            fault = _fault(await request.json())
        except (ValueError, KeyError, TypeError) as error:
            return JSONResponse({"error": f"not a fault: {error!r}", "kinds": list(Kind)}, 400)
        world.faults.add(fault)
        return JSONResponse({"kind": fault.kind, "rate": fault.rate, "match": fault.match})

    async def reset(_: Request) -> Response:
        world.reset()
        return JSONResponse({"reset": True})

    return [
        Route("/state", state, methods=["GET"]),
        Route("/faults", faults, methods=["POST"]),
        Route("/reset", reset, methods=["POST"]),
    ]


def _fault(sent: dict[str, Any]) -> Fault:
    """A fault from `{"kind", "rate", "match"}`; `slow` may bring `"seconds"`."""
    return Fault(
        Kind(sent["kind"]),
        float(sent["rate"]),
        sent.get("match") or "",
        float(sent.get("seconds", SLOW_SECONDS)),
    )
