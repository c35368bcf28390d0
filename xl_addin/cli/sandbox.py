"""`sandbox`: the services, on this machine, to try everything without touching anything real."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("sandbox")(sandbox)


def sandbox(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes any free one.")] = 0,
    ready_file: Annotated[
        Path | None,
        typer.Option("--ready-file", help="Written once serving: addresses, credentials, environment."),
    ] = None,
    latency_ms: Annotated[int, typer.Option("--latency-ms", min=0, help="Delay of each answer.")] = 0,
    fault: Annotated[
        list[str] | None,
        typer.Option("--fault", metavar="KIND:RATE", help="A fault and how often, 0 to 1; may be repeated."),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Decides which calls the faults hit.")] = 1,
    state: Annotated[Path | None, typer.Option("--state", help="A folder to keep the data in.")] = None,
) -> None:
    """Plays the services on 127.0.0.1 until stopped."""
    from xl_addin.cli import absent

    try:
        from xl_addin.sandbox.server import serve
    except ImportError:
        raise absent.sandbox() from None
    serve(
        port=port,
        ready_file=ready_file,
        latency_ms=latency_ms,
        faults=tuple(fault or ()),
        seed=seed,
        state=state,
    )
