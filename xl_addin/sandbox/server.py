"""Serving: the command's part, and the door for tests and the demo (`running`)."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from xl_addin.errors import WrongUse
from xl_addin.sandbox import ready
from xl_addin.sandbox.app import make_app
from xl_addin.sandbox.certificate import ADDRESS, CA, tls_context
from xl_addin.sandbox.faults import parse
from xl_addin.sandbox.listener import Listener, bind
from xl_addin.sandbox.running import Sandbox, running
from xl_addin.sandbox.world import World

__all__ = ["Sandbox", "running", "serve"]

PORT = "port"
"""The file that keeps the port, in the folder of `--state`."""


def serve(
    *,
    port: int = 0,
    ready_file: Path | None = None,
    latency_ms: int = 0,
    faults: Sequence[str] = (),
    seed: int = 1,
    state: Path | None = None,
    until_stdin_ends: bool = False,
    today: date | None = None,
) -> None:
    """Serves until SIGINT or SIGTERM.

    Args:
        port: 0 takes the one the folder was served on before, else any free one.
        ready_file: Written once serving; without one its content goes to stdout.
        latency_ms: Delay of each answer.
        faults: Each `KIND:RATE`, for all calls.
        seed: Decides the seeded data and which calls the faults hit.
        state: A folder to keep data, calls and certificate in; without one they end with the server.
        until_stdin_ends: Stop as well when whoever started this is gone.
        today: The day it is, so that the seeded data is always the same; the real one without it.

    Raises:
        WrongUse: A fault makes no sense, the port is taken, the folder is in use, or the file cannot be made.
    """
    chosen = [parse(fault) for fault in faults]
    if ready_file:
        _check_ready_file(ready_file)
    with (
        _folder(state) as folder,
        closing(
            World(
                seed=seed,
                latency=latency_ms / 1000,
                faults=chosen,
                store=state,
                folder=folder,
                today=today,
            )
        ) as world,
        bind(port or _remembered(folder)) as socket,
    ):
        number = socket.getsockname()[1]
        (folder / PORT).write_text(str(number), "ascii")
        told = ready.information(f"https://{ADDRESS}:{number}", (folder / CA).absolute())
        listener = Listener(
            make_app(world),
            tls_context(folder),
            when_serving=lambda: _tell(told, ready_file),
            when_stopping=world.stopping.set,
        )
        if until_stdin_ends:
            threading.Thread(target=_stop_after_stdin, args=[listener], daemon=True).start()
        listener.run(sockets=[socket])


def _check_ready_file(file: Path) -> None:
    """Takes an earlier sandbox's away, which would send people to a closed port.

    Raises:
        WrongUse: There can be no such file.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
    except OSError as error:
        raise WrongUse(f"{file} cannot be the ready file: {error.strerror}.") from None


def _remembered(folder: Path) -> int:
    """The port the folder was served on before: a journal knows a service by its address."""
    try:
        return int((folder / PORT).read_text("ascii"))
    except (FileNotFoundError, ValueError):
        return 0


@contextmanager
def _folder(state: Path | None) -> Iterator[Path]:
    """The folder of `--state`, or one that goes with the server."""
    if state is None:
        with tempfile.TemporaryDirectory(prefix="xl-addin-sandbox-") as folder:
            yield Path(folder)
    else:
        try:
            state.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise WrongUse(f"{state} cannot be a folder: {error.strerror}.") from None
        yield state


def _tell(told: dict[str, object], ready_file: Path | None) -> None:
    if ready_file:
        ready.write(ready_file, told)
    elif sys.stdout.isatty():
        print(ready.lines_to_paste(told), flush=True)
    else:
        print(json.dumps(told, indent=2), flush=True)


def _stop_after_stdin(listener: Listener) -> None:
    while os.read(sys.stdin.fileno(), 1024):
        continue
    listener.should_exit = True
